package bouton.dsl.experiment;

import bouton.dsl.check.Bindings;
import bouton.dsl.check.Program;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.TargetDef;
import bouton.dsl.syntax.Declaration;
import org.jspecify.annotations.Nullable;

/** Checks experiments: the way into this package. */
public final class Experiments {
    private Experiments() {}

    /**
     * Checks an experiment with its network.
     *
     * @return null if there are errors, which are in {@code diagnostics}
     */
    public static @Nullable Experiment check(
            Program program,
            Declaration.Experiment experiment,
            TargetDef target,
            Bindings bindings,
            Diagnostics diagnostics) {
        return null;
    }
}
