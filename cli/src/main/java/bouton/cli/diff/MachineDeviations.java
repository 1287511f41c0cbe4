package bouton.cli.diff;

import bouton.compiler.Compiled;
import bouton.compiler.machine.Lowered;
import bouton.image.ir.Kernel;
import bouton.image.machine.Memory;
import bouton.image.machine.Program;
import bouton.image.net.Origin;
import bouton.image.net.Scope;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Where a network on a chip that is described bit by bit departs from its text: fields are integers, parameters become such. */
final class MachineDeviations implements Deviations {
    private final Compiled compiled;
    private final Lowered lowered;

    private MachineDeviations(Compiled compiled, Lowered lowered) {
        this.compiled = compiled;
        this.lowered = lowered;
    }

    /** Those of a network on such a chip; empty for others. */
    static Optional<Deviations> of(Compiled compiled) {
        return compiled.lowered().map(l -> new MachineDeviations(compiled, l));
    }

    @Override
    public Optional<WordFormat> format(Scope scope, String name) {
        Kernel read = compiled.reader(scope, name).kernel();
        return lowered.program().variables().stream()
                .filter(v -> v.scope().equals(scope) && v.read().equals(read))
                .findFirst()
                .map(this::format);
    }

    /** Instances may have steps of their own: the largest counts. */
    private WordFormat format(Program.Variable variable) {
        Memory.Field field = lowered.program()
                .machine()
                .memories()
                .get(variable.place().memory())
                .fields()
                .get(variable.place().field());
        double step = 0;
        double lo = Double.POSITIVE_INFINITY;
        double hi = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < Math.max(variable.scale().length, variable.offset().length); i++) {
            double scale = variable.scale()[Math.min(i, variable.scale().length - 1)];
            double offset = variable.offset()[Math.min(i, variable.offset().length - 1)];
            double[] ends = {field.least() * scale + offset, field.most() * scale + offset};
            step = Math.max(step, Math.abs(scale));
            lo = Math.min(lo, Arrays.stream(ends).min().getAsDouble());
            hi = Math.max(hi, Arrays.stream(ends).max().getAsDouble());
        }
        return new WordFormat(step, lo, hi, (field.signed() ? "s" : "u") + field.bits());
    }

    @Override
    public List<Constant> constants() {
        return lowered.settings().stream()
                .filter(s -> s.inexact() > 0)
                .map(s -> new Constant(
                        new Origin(
                                s.span().source().name(),
                                s.span().line(),
                                s.span().column(),
                                s.span().text().length()),
                        s.wanted(),
                        s.got()))
                .toList();
    }
}
