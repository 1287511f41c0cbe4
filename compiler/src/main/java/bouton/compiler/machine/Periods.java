package bouton.compiler.machine;

import bouton.compiler.machine.LoweringText.Line;
import bouton.dsl.chip.Chip;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.source.Span;
import bouton.image.machine.Machine;
import bouton.image.machine.Program;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a host puts on the input every so often: for the whole chip, so that all who ask for an address must want it as often. */
final class Periods {
    /** Part of a number of ticks by which a time may miss it. */
    private static final double WHOLE = 1e-6;

    private final Chip chip;
    private final Machine machine;
    private final double dt;
    private final Diagnostics diagnostics;
    /** By address: what several lowerings ask for reaches all neurons at once, so it is sent once. */
    private final Map<Long, Asked> asked = new HashMap<>();

    private record Asked(int place, Program.Period period) {}

    /** @param dt in ms */
    Periods(Chip chip, Machine machine, double dt, Diagnostics diagnostics) {
        this.chip = chip;
        this.machine = machine;
        this.dt = dt;
        this.diagnostics = diagnostics;
    }

    /** In the order of the chip's text. */
    List<Program.Period> all() {
        return asked.values().stream()
                .sorted(Comparator.comparingInt(Asked::place))
                .map(Asked::period)
                .toList();
    }

    /**
     * Takes a line in, or reports T002, F231 or F232.
     *
     * @param of the population or projection whose line it is
     * @param at where that is declared
     */
    void add(Line.Every e, Formulas formulas, String of, Span at) {
        double time = formulas.value(e.period());
        double address = formulas.value(e.address());
        if (Double.isNaN(time) || Double.isNaN(address)) {
            return;
        }
        double ticks = time / dt;
        if (!(Math.abs(ticks - Math.rint(ticks)) < WHOLE * ticks) || ticks < 0.5) {
            diagnostics.add(Diagnostic.of(
                            Code.T002, at, "`%s` asks for something every %s ms".formatted(of, Written.number(time)))
                    .also(e.period().span(), "here")
                    .note("a tick takes %s ms".formatted(Written.number(dt))));
            return;
        }
        if (address < 0
                || address != Math.rint(address)
                || (long) address >> machine.input().width() != 0) {
            diagnostics.add(Diagnostic.of(
                            Code.F231,
                            at,
                            "`%s` is %s for `%s`, which is no address on the input of `%s`"
                                    .formatted(e.address().span().text(), Written.number(address), of, chip.name()))
                    .also(e.address().span(), "here"));
            return;
        }
        Program.Period period = new Program.Period((long) Math.rint(ticks), (long) address);
        Asked before =
                asked.putIfAbsent(period.address(), new Asked(e.period().span().start(), period));
        if (before != null && !before.period().equals(period)) {
            diagnostics.add(Diagnostic.of(
                            Code.F232,
                            at,
                            "`%s` happens for the whole chip at once, and not every %s ms here and every %s ms elsewhere"
                                    .formatted(
                                            e.period().span().text(),
                                            Written.number(time),
                                            Written.number(before.period().ticks() * dt)))
                    .also(e.period().span(), "here"));
        }
    }
}
