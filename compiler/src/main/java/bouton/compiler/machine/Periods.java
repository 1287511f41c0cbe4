package bouton.compiler.machine;

import bouton.compiler.machine.LoweringText.Line;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.source.Span;
import bouton.image.machine.Program;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a host sends every so often: {@code every T { request(…) }} of lowerings. */
final class Periods {
    private final double dt;
    private final Diagnostics diagnostics;
    /** By address: what several populations ask for together happens once. */
    private final Map<Long, Asked> asked = new HashMap<>();

    private record Asked(int place, Program.Period period) {}

    Periods(double dt, Diagnostics diagnostics) {
        this.dt = dt;
        this.diagnostics = diagnostics;
    }

    /** In the order of the chip's text. */
    List<Program.Period> list() {
        return asked.values().stream()
                .sorted(Comparator.comparingInt(Asked::place))
                .map(Asked::period)
                .toList();
    }

    /** What a population or projection asks for. */
    void add(Line.Every e, Formulas formulas, String of, Span at) {
        double time = formulas.value(e.period());
        double address = formulas.value(e.address());
        double ticks = time / dt;
        if (!(Math.abs(ticks - Math.rint(ticks)) < 1e-6 * ticks) || ticks < 0.5) {
            diagnostics.add(Diagnostic.of(
                            Code.T002, at, "`%s` asks for something every %s ms".formatted(of, Written.number(time)))
                    .also(e.period().span(), "here")
                    .note("a tick takes %s ms"
                            .formatted(Written.number(dt))));
            return;
        }
        Program.Period period = new Program.Period((long) Math.rint(ticks), (long) address);
        Asked before = asked.putIfAbsent(period.address(), new Asked(e.period().span().start(), period));
        if (before != null && !before.period().equals(period)) {
            diagnostics.add(Diagnostic.of(
                            Code.F232,
                            at,
                            "`%s` happens for the whole chip at once, and not every %s ms here and every %s ms elsewhere"
                                    .formatted(
                                            e.period().span().text(),
                                            Written.number(time),
                                            Written.number(before.period().ticks()
                                                    * dt)))
                    .also(e.period().span(), "here"));
        }
    }
}
