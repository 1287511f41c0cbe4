package bouton.compiler.kernel;

import bouton.dsl.model.Model;
import bouton.dsl.model.Term;
import bouton.image.ir.Instruction;
import java.util.HashMap;
import java.util.Map;

/** Keeps the variables of one use of a model inside their ranges, and counts where that changes a value. */
public final class Ranges {
    private final String owner;
    private final Shared shared;
    private final Map<Integer, Integer> counters = new HashMap<>();

    /** @param owner name of the population or projection, for messages */
    public Ranges(String owner, Shared shared) {
        this.owner = owner;
        this.shared = shared;
    }

    /** The value as the variable can hold it. */
    public int clamp(Names names, int variable, int value) {
        Model.Variable v = names.layout().model().variables().get(variable);
        if (v.range().isEmpty()) {
            return value;
        }
        KernelWriter writer = names.writer();
        Expressions expressions = new Expressions(names);
        int lo = expressions.number(v.range().get().lo());
        int hi = expressions.number(v.range().get().hi());
        int dst = writer.register();
        writer.add(new Instruction.Clamp(dst, value, lo, hi, counter(variable, v), writer.at()));
        return dst;
    }

    private int counter(int variable, Model.Variable v) {
        return counters.computeIfAbsent(
                variable,
                i -> shared.counters()
                        .add(
                                owner + ": `" + v.name() + "` kept inside its range",
                                shared.origins().of(v.span())));
    }

    /** An initial value; a draw that falls outside of the range is drawn again. */
    public int initial(Names names, int variable, Term value) {
        Model.Variable v = names.layout().model().variables().get(variable);
        Expressions expressions = new Expressions(names);
        if (v.range().isPresent() && value instanceof Term.Draw draw) {
            KernelWriter writer = names.writer();
            int before = writer.at();
            writer.at(shared.origins().of(draw.span()));
            int lo = expressions.number(v.range().get().lo());
            int hi = expressions.number(v.range().get().hi());
            int result = expressions.draw(draw, lo, hi);
            writer.at(before);
            return result;
        }
        int result = expressions.number(value);
        boolean surelyInside = value instanceof Term.Constant c
                && v.range().filter(r -> contains(r, c)).isPresent();
        return surelyInside ? result : clamp(names, variable, result);
    }

    private static boolean contains(Model.Range range, Term.Constant c) {
        return range.lo() instanceof Term.Constant lo
                && range.hi() instanceof Term.Constant hi
                && lo.value() <= c.value()
                && c.value() <= hi.value();
    }
}
