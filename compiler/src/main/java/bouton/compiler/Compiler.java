package bouton.compiler;

import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.Network;
import bouton.dsl.model.TargetDef;
import org.jspecify.annotations.Nullable;

/** From a checked network to an image: the way into this module. */
public final class Compiler {
    private Compiler() {}

    /**
     * Compiles for a target.
     *
     * @param network without errors
     * @return null if the target cannot do what the network asks for; the reasons are in {@code diagnostics}
     */
    public static @Nullable Compiled compile(Network network, TargetDef target, Diagnostics diagnostics) {
        return new NetworkCompiler(network, target, true, diagnostics).compile();
    }

    /** Compiles so that each synapse has all its words to itself: slower, and what {@link #compile} must be equal to. */
    static @Nullable Compiled compileApart(Network network, TargetDef target, Diagnostics diagnostics) {
        return new NetworkCompiler(network, target, false, diagnostics).compile();
    }
}
