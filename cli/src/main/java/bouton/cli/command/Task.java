package bouton.cli.command;

import bouton.cli.protocol.ExperimentListener;
import bouton.cli.protocol.ExperimentRunner;
import bouton.dsl.check.Bindings;
import bouton.dsl.check.Program;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.experiment.Experiment;
import bouton.dsl.model.TargetDef;
import bouton.image.run.SessionProvider;
import java.io.IOException;
import java.util.List;

/** Experiments that have been checked, one after another. */
record Task(Program program, List<Experiment> experiments, TargetDef target, Bindings bindings) {
    Task {
        experiments = List.copyOf(experiments);
    }

    /**
     * What came of it.
     *
     * @param failed number of {@code require}s that did not hold, and of controls all of whose held
     * @param diagnostics what could not be computed
     */
    record Outcome(boolean stopped, long failed, Diagnostics diagnostics) {}

    /** Runs them until the listener asks to stop or something cannot be computed. */
    Outcome run(SessionProvider provider, ExperimentListener listener) throws IOException {
        Diagnostics diagnostics = new Diagnostics();
        long failed = 0;
        for (Experiment experiment : experiments) {
            ExperimentRunner.Outcome outcome =
                    ExperimentRunner.run(experiment, program, target, bindings, provider, listener, diagnostics);
            if (!experiment.isControl()) {
                failed += outcome.failed();
            } else if (!outcome.stopped() && !diagnostics.hasErrors()) {
                listener.control(experiment.name(), outcome.failed() > 0);
                failed += outcome.failed() > 0 ? 0 : 1;
            }
            if (outcome.stopped() || diagnostics.hasErrors()) {
                return new Outcome(outcome.stopped(), failed, diagnostics);
            }
        }
        return new Outcome(false, failed, diagnostics);
    }
}
