package bouton.cli.protocol;

import bouton.dsl.check.Bindings;
import bouton.dsl.check.Program;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.experiment.Experiment;
import bouton.dsl.model.TargetDef;
import bouton.image.run.SessionProvider;
import java.io.IOException;

/** Runs a checked experiment, sweep point by sweep point: the way into this package. */
public final class ExperimentRunner {
    private ExperimentRunner() {}

    /**
     * What came of it.
     *
     * @param passed number of {@code require}s that held, over all points
     * @param failed of those that did not
     * @param stopped the listener asked to stop
     */
    public record Outcome(long passed, long failed, boolean stopped) {}

    /**
     * Runs all points of an experiment, until the listener asks to stop or something cannot be computed.
     *
     * @param diagnostics gets what could not be computed; then the point ends early and no other begins
     * @throws IOException of the listener
     */
    public static Outcome run(
            Experiment experiment,
            Program program,
            TargetDef target,
            Bindings bindings,
            SessionProvider provider,
            ExperimentListener listener,
            Diagnostics diagnostics)
            throws IOException {
        throw new UnsupportedOperationException();
    }
}
