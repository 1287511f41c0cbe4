package bouton.cli;

import bouton.compiler.Compiled;
import bouton.compiler.Compiler;
import bouton.dsl.check.Bindings;
import bouton.dsl.check.Environment;
import bouton.dsl.check.Frontend;
import bouton.dsl.check.Program;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.diagnostic.TextRenderer;
import bouton.dsl.model.Network;
import bouton.dsl.model.TargetDef;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** A network of a few neurons that spike in known ticks. */
public final class SmallNetwork {
    /** Sources fire every 2 ms from 1 ms on; each pushes its three targets over the threshold. */
    public static final String TEXT = """
            neuron relay {
              in exc: mV
              state v: mV = 0 mV
              v' = -v / 10 ms
              on exc(k) { v += k }
              on when v >= 10 mV { v = 0 mV ; emit spike }
            }
            synapse growing {
              weight w: mV = 20 mV in 0 mV .. 22 mV
              on pre { deliver w ; w += 0.5 mV }
            }
            network small {
              stimulus s[2] = regular(2 ms, from = 1 ms)
              population P[3] of relay
              project s -> P.exc by all_to_all() with growing { delay = 1 ms }
              probe P.spike ; probe s.spike
              probe P.v[0 .. 1] every 1 ms
              probe s -> P.w every 5 ms
            }
            """;

    private SmallNetwork() {}

    public static Compiled compiled() {
        return compiled(1);
    }

    public static Compiled compiled(long seed) {
        Diagnostics diagnostics = new Diagnostics();
        Program program =
                Frontend.load("small.bouton", TEXT.getBytes(StandardCharsets.UTF_8), Environment.NONE, diagnostics);
        TargetDef target = TargetDef.IDEAL.withSeed(seed);
        Bindings none = new Bindings();
        Network network =
                program.network("small", target, none, Set.of(), program.data(target, none, diagnostics), diagnostics);
        Compiled compiled =
                network == null || diagnostics.hasErrors() ? null : Compiler.compile(network, target, diagnostics);
        if (compiled == null) {
            throw new IllegalStateException(new TextRenderer(false).render(diagnostics.sorted()));
        }
        return compiled;
    }
}
