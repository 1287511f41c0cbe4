package bouton.compiler;

import bouton.compiler.quantise.Interval;
import bouton.compiler.quantise.Quantised;
import bouton.compiler.quantise.Quantiser;
import bouton.compiler.quantise.Site;
import bouton.dsl.chip.Arithmetic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.Network;
import bouton.dsl.model.TargetDef;
import java.util.Map;
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

    /**
     * Compiles for the integers of a chip.
     *
     * @param network without errors
     * @param arithmetic of the chip's cores
     * @param observed ranges of values that a run in float64 has shown, in internal units
     * @return null if the chip cannot compute what the network asks for; the reasons are in {@code diagnostics}
     */
    public static @Nullable Compiled compile(
            Network network,
            TargetDef target,
            Arithmetic arithmetic,
            Map<Site, Interval> observed,
            Diagnostics diagnostics) {
        NetworkCompiler compiler = new NetworkCompiler(network, target, true, diagnostics);
        Compiled ideal = compiler.compile();
        if (ideal == null || arithmetic.isReal()) {
            return ideal;
        }
        Quantised quantised = Quantiser.quantise(
                ideal.image(),
                compiler.spans(),
                network.span(),
                arithmetic,
                observed,
                (site, format) -> format,
                diagnostics);
        return quantised == null ? null : ideal.as(quantised);
    }

    /** Compiles so that each synapse has all its words to itself: slower, and what {@link #compile} must be equal to. */
    static @Nullable Compiled compileApart(Network network, TargetDef target, Diagnostics diagnostics) {
        return new NetworkCompiler(network, target, false, diagnostics).compile();
    }
}
