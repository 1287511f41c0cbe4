package bouton.cli.command;

import bouton.cli.protocol.Checkpointing;
import bouton.cli.protocol.ExperimentListener;
import bouton.cli.protocol.ExperimentRunner;
import bouton.dsl.check.Bindings;
import bouton.dsl.check.Program;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.experiment.Experiment;
import bouton.dsl.model.TargetDef;
import bouton.image.run.SessionProvider;
import bouton.image.run.StateSink;
import bouton.image.run.StateSource;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Experiments that have been checked, one after another. */
record Task(Program program, List<Experiment> experiments, TargetDef target, Bindings bindings) {
    private static final String SECTION = "task";

    Task {
        experiments = List.copyOf(experiments);
    }

    /**
     * What came of it.
     *
     * @param failed number of {@code require}s that did not hold, and of controls all of whose held
     * @param diagnostics what could not be computed
     * @param told findings from before the checkpoint that it went on from
     */
    record Outcome(boolean stopped, long failed, Diagnostics diagnostics, EarlierFindings told) {}

    /** Runs them until the listener asks to stop or something cannot be computed. */
    Outcome run(SessionProvider provider, ExperimentListener listener) throws IOException {
        return run(provider, listener, Checkpointing.NONE, null);
    }

    /**
     * Runs them until the listener asks to stop or something cannot be computed.
     *
     * @param resumed what a checkpoint has kept, to go on from there; null to begin
     * @throws bouton.image.run.StateException if that is of something else
     */
    Outcome run(
            SessionProvider provider,
            ExperimentListener listener,
            Checkpointing checkpoints,
            @Nullable StateSource resumed)
            throws IOException {
        Diagnostics diagnostics = new Diagnostics();
        EarlierFindings earlier = new EarlierFindings();
        int first = 0;
        long failed = 0;
        if (resumed != null) {
            resumed.section(SECTION);
            first = resumed.index("experiment");
            failed = resumed.number("failed");
            earlier.restore(resumed);
        }
        for (int k = first; k < experiments.size(); k++) {
            Experiment experiment = experiments.get(k);
            int number = k;
            long before = failed;
            Checkpointing all = checkpoints.with(out -> save(out, number, before, earlier, diagnostics));
            ExperimentRunner.Outcome outcome = ExperimentRunner.run(
                    experiment,
                    program,
                    target,
                    bindings,
                    provider,
                    listener,
                    all,
                    k == first ? resumed : null,
                    diagnostics);
            if (!experiment.isControl()) {
                failed += outcome.failed();
            } else if (!outcome.stopped() && !diagnostics.hasErrors()) {
                listener.control(experiment.name(), outcome.failed() > 0);
                failed += outcome.failed() > 0 ? 0 : 1;
            }
            if (outcome.stopped() || diagnostics.hasErrors()) {
                return new Outcome(outcome.stopped(), failed, diagnostics, earlier);
            }
        }
        return new Outcome(false, failed, diagnostics, earlier);
    }

    private static void save(
            StateSink out, int experiment, long failed, EarlierFindings earlier, Diagnostics diagnostics) {
        out.section(SECTION);
        out.longs("experiment", experiment);
        out.longs("failed", failed);
        earlier.save(out, diagnostics);
    }
}
