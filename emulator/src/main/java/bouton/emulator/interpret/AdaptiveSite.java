package bouton.emulator.interpret;

import bouton.image.ir.Instruction;
import bouton.image.ir.Kernel;
import bouton.image.ir.Type;
import bouton.image.ir.Word;
import java.util.ArrayList;
import java.util.List;

/** One {@code Adaptive} of a kernel. It keeps no state but makes units that do, one for each thread at a time. */
public final class AdaptiveSite {
    private final Linker linker;
    private final LinkScope scope;
    private final Kernel kernel;
    private final Instruction.Adaptive adaptive;
    private final Linker.Counting counting;
    private final int[] states;

    /** @throws IllegalArgumentException if it names what does not exist */
    public AdaptiveSite(
            Linker linker, LinkScope scope, Kernel kernel, Instruction.Adaptive adaptive, Linker.Counting counting) {
        this.linker = linker;
        this.scope = scope;
        this.kernel = kernel;
        this.adaptive = adaptive;
        this.counting = counting;
        this.states = new int[adaptive.states().size()];
        for (int s = 0; s < states.length; s++) {
            Word word = adaptive.states().get(s);
            if (word.space() != Word.Space.SELF || !(scope.field(word).type() instanceof Type.Float64)) {
                throw new IllegalArgumentException(kernel.name() + " integrates " + word);
            }
            states[s] = word.field();
        }
    }

    AdaptiveUnit unit() {
        Program derivative = linker.link(scope, adaptive.derivative(), counting);
        List<AdaptiveUnit.Crossing> crossings = new ArrayList<>();
        for (Instruction.Crossing c : adaptive.crossings()) {
            crossings.add(new AdaptiveUnit.Crossing(
                    linker.link(scope, c.margin(), counting), linker.link(scope, c.body(), counting)));
        }
        return new AdaptiveUnit(
                states,
                derivative,
                adaptive.time() < 0 ? new double[1] : derivative.registers().doubles(adaptive.time()),
                adaptive.tolerance(),
                crossings.toArray(new AdaptiveUnit.Crossing[0]),
                linker.place(kernel, adaptive.at()));
    }

    /** Integrates the one instance that the frame points at over a tick of length {@code dt}. */
    public void run(double dt, Frame frame) {
        frame.unit(this).run(dt, frame);
    }
}
