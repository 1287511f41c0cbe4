package bouton.cli.protocol;

import bouton.compiler.Compiled;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.experiment.Experiment;
import bouton.dsl.experiment.Place;
import bouton.dsl.experiment.Step;
import java.util.List;

/**
 * Steps of experiments that a chip which is described bit by bit cannot follow while it runs: its bits are worked out before. They
 * are refused before the run begins.
 */
final class ChipSteps {
    private final Compiled compiled;
    private final Diagnostics diagnostics;
    private boolean allowed = true;

    ChipSteps(Compiled compiled, Diagnostics diagnostics) {
        this.compiled = compiled;
        this.diagnostics = diagnostics;
    }

    /** Whether the chip can follow all steps; the others are reported as F234. */
    boolean allow(Experiment experiment) {
        all(experiment.body());
        return allowed;
    }

    private void all(List<Step> steps) {
        for (Step step : steps) {
            switch (step) {
                case Step.Write w -> w.places().forEach(p -> write(w, p));
                case Step.Repeat r -> all(r.body());
                case Step.Call c -> all(c.body());
                case Step.For f -> all(f.body());
                case Step.If i -> {
                    all(i.then());
                    all(i.otherwise());
                }
                default -> {}
            }
        }
    }

    private void write(Step.Write w, Place place) {
        if (compiled.follows(World.scope(place), w.name())) {
            return;
        }
        allowed = false;
        String of = place.projection()
                ? compiled.network().projections().get(place.index()).name()
                : compiled.network().groups().get(place.index()).name();
        String chip = compiled.lowered().orElseThrow().program().machine().name();
        Diagnostic.Builder report = Diagnostic.of(
                        Code.F234,
                        w.span(),
                        "`%s` cannot follow a `%s` of `%s` that changes while it runs".formatted(chip, w.name(), of))
                .note(
                        "what is set while it runs are states and weights that fields of the chip hold; the bits for all else are"
                                + " worked out before");
        diagnostics.add(
                compiled.isVariable(World.scope(place), w.name())
                        ? report
                        : report.help("`sweep %s.%s in [ … ]` works them out for each value, with a run of its own"
                                .formatted(of, w.name())));
    }
}
