package bouton.cli.conform;

import bouton.dsl.check.Bindings;
import java.util.List;

/** How a case of `glif_psc` is put together: receptors and after-spike currents are populations beside their neuron. */
final class NestGlif {
    static final String MODEL = "glif_psc";

    /** What is imported for it. */
    static final String NAMES = MODEL + ", glif_receptor, glif_current, glif_input, glif_drive, glif_after, glif_state";

    private final List<Fields> inputs;
    private final int receptors;
    private final int currents;

    NestGlif(Fields c) {
        Fields params = c.object("params");
        this.inputs = c.objects("inputs");
        this.receptors = params.numbers("tau_syn").length;
        boolean after = params.number("after_spike_currents") > 0;
        this.currents = after ? params.numbers("asc_amps").length : 0;
    }

    /** Numbers of sources and receptors of the inputs. */
    void give(Bindings values) {
        int[] sources = new int[inputs.size()];
        int[] targets = new int[inputs.size()];
        for (int k = 0; k < sources.length; k++) {
            sources[k] = k;
            targets[k] = inputs.get(k).count("receptor") - 1;
            if (targets[k] < 0 || targets[k] >= receptors) {
                throw new VectorException(
                        "inputs[" + k + "].receptor is " + (targets[k] + 1) + ", and there are " + receptors);
            }
        }
        values.give("input_source", sources);
        values.give("input_receptor", targets);
    }

    /** Items of the network beside its population `N`. */
    String wiring() {
        StringBuilder text = new StringBuilder();
        if (receptors > 0) {
            text.append("  population R[").append(receptors).append("] of glif_receptor\n");
            text.append("  project R -> N.drive by all_to_all() with glif_drive { delay = 0 ms }\n");
        }
        if (!inputs.isEmpty()) {
            text.append("  stimulus input[").append(inputs.size()).append("] = spikes(input_steps * 1 tick)\n");
            text.append("  project input -> R.arrive by pairs(input_source, input_receptor) with glif_input {\n");
            text.append("    w = input_weight * 1 pA ; delay = input_delay * 1 tick\n  }\n");
        }
        if (currents > 0) {
            text.append("  population A[").append(currents).append("] of glif_current\n");
            text.append("  project A -> N.after by all_to_all() with glif_after { delay = 1 tick }\n");
            text.append("  project N -> A.update by all_to_all() with glif_state { delay = 0 ms }\n");
        }
        return text.toString();
    }
}
