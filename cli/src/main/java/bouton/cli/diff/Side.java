package bouton.cli.diff;

import bouton.cli.protocol.ExperimentRunner;
import bouton.dsl.check.Bindings;
import bouton.dsl.check.Program;
import bouton.dsl.experiment.Experiment;
import bouton.dsl.model.TargetDef;
import bouton.image.run.SessionProvider;

/**
 * One of the two that are compared. Each has a program of its own, read from the same file: the two run at the same time.
 *
 * @param label as named by the user
 * @param bindings parameters set on the command line
 * @param compiler makes images for the target
 * @param provider runs them
 */
public record Side(
        String label,
        Program program,
        Experiment experiment,
        TargetDef target,
        Bindings bindings,
        ExperimentRunner.NetworkCompiler compiler,
        SessionProvider provider) {
    /** The same with images made in another way. */
    public Side with(ExperimentRunner.NetworkCompiler other) {
        return new Side(label, program, experiment, target, bindings, other, provider);
    }
}
