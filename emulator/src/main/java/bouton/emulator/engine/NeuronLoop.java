package bouton.emulator.engine;

import bouton.emulator.generate.GeneratedKernel;
import bouton.emulator.generate.Shape;
import bouton.emulator.generate.VectorGenerator;
import bouton.emulator.generate.VectorKernel;
import bouton.emulator.interpret.Frame;
import bouton.emulator.interpret.LinkScope;
import bouton.emulator.interpret.Linker;
import bouton.image.ir.Kernel;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs a generated kernel for all neurons of a part, the fastest way that it has: without branches for all at a time, and again
 * one by one for the few that would have branched elsewhere; or only where a quick test says that there is something to do.
 */
final class NeuronLoop {
    private static final int[] NO_LIST = {};

    /** Neurons that are tested together. */
    private static final int TESTED = 256;

    private final GeneratedKernel plain;
    private final @Nullable VectorKernel vector;
    private final @Nullable VectorKernel test;
    private final GeneratedKernel listed;
    // Whether neurons without a payload are left out; the listed form does not do that itself.
    private final boolean sums;

    private NeuronLoop(
            boolean sums,
            GeneratedKernel plain,
            @Nullable VectorKernel vector,
            @Nullable VectorKernel test,
            GeneratedKernel listed) {
        this.sums = sums;
        this.plain = plain;
        this.vector = vector;
        this.test = test;
        this.listed = listed;
    }

    /**
     * @param shape NEURONS or SUMS
     * @param code the plain forms
     */
    static NeuronLoop of(
            Linker linker, LinkScope scope, Kernel kernel, Shape shape, Function<Shape, GeneratedKernel> code) {
        VectorKernel vector = VectorGenerator.generate(linker, scope, kernel, shape);
        VectorKernel test =
                vector == null && shape == Shape.NEURONS ? VectorGenerator.test(linker, scope, kernel) : null;
        Shape few = shape == Shape.NEURONS ? Shape.LISTED_NEURONS : Shape.LISTED_SUMS;
        return new NeuronLoop(shape == Shape.SUMS, code.apply(shape), vector, test, code.apply(few));
    }

    /**
     * Runs for neurons {@code from .. to - 1} of a part.
     *
     * @param payloads by neuron, for sums
     */
    void run(Frame frame, double[] payloads, int from, int to) {
        if (vector != null) {
            int running = vector.assumed().length == 0 ? 0 : frame.timers().collect(vector.assumed()[0], frame.tick());
            if (running == 0) {
                if (vector.run(frame, payloads, from, to)) {
                    plain.run(frame, NO_LIST, payloads, from, to, NO_LIST, NO_LIST);
                }
            } else if (from == 0 && running <= to >> 1) {
                runApart(vector, frame, payloads, running, to);
            } else {
                plain.run(frame, NO_LIST, payloads, from, to, NO_LIST, NO_LIST);
            }
        } else if (test != null) {
            for (int start = from; start < to; start += TESTED) {
                int end = Math.min(start + TESTED, to);
                if (test.run(frame, payloads, start, end)) {
                    plain.run(frame, NO_LIST, payloads, start, end, NO_LIST, NO_LIST);
                }
            }
        } else {
            plain.run(frame, NO_LIST, payloads, from, to, NO_LIST, NO_LIST);
        }
    }

    /** All by the vector form, but the words of those whose timers run are put back, and these run one by one. */
    private void runApart(VectorKernel kernel, Frame frame, double[] payloads, int running, int to) {
        int[] members = frame.timers().running();
        int[] stores = kernel.stores();
        double[] kept = frame.scratch().kept(stores.length * running);
        int n = 0;
        for (int field : stores) {
            double[] column = frame.doubles(field);
            for (int k = 0; k < running; k++) {
                kept[n++] = column[members[k]];
            }
        }
        kernel.run(frame, payloads, 0, to);
        n = 0;
        for (int field : stores) {
            double[] column = frame.doubles(field);
            for (int k = 0; k < running; k++) {
                column[members[k]] = kept[n++];
            }
        }
        int left = sums ? withPayload(members, payloads, running) : running;
        listed.run(frame, members, payloads, 0, left, NO_LIST, NO_LIST);
    }

    /** Moves the members whose payload is not 0 to the front; how many they are. */
    private static int withPayload(int[] members, double[] payloads, int count) {
        int left = 0;
        for (int k = 0; k < count; k++) {
            if (payloads[members[k]] != 0) {
                members[left++] = members[k];
            }
        }
        return left;
    }
}
