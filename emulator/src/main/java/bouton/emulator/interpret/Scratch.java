package bouton.emulator.interpret;

import bouton.emulator.state.Columns;
import bouton.image.math.Exponentials;
import bouton.image.random.DrawBatch;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Memory for what kernels compute in between for the neurons of a part. For one thread at a time. */
public final class Scratch {
    private final int size;
    private final Exponentials exponentials = new Exponentials();
    private double[][] arrays = {};
    private double[] kept = {};
    private int[] members = {};
    private int[][] random = {};
    private @Nullable DrawBatch draws;

    /** @param size number of neurons */
    Scratch(int size) {
        this.size = size;
    }

    /** An array with a value for each neuron, at least; it has the values of before. */
    public double[] array(int number) {
        if (number >= arrays.length) {
            int known = arrays.length;
            arrays = Arrays.copyOf(arrays, number + 1);
            for (int k = known; k <= number; k++) {
                arrays[k] = Columns.padded(size);
            }
        }
        return arrays[number];
    }

    /** An array of at least {@code length} values that keeps them until it is asked for again. */
    public double[] kept(int length) {
        if (kept.length < length) {
            kept = new double[Math.max(length, 2 * kept.length)];
        }
        return kept;
    }

    /** Room for a list of all neurons. */
    public int[] members() {
        if (members.length == 0) {
            members = new int[size];
        }
        return members;
    }

    /** What computes exponentials of such arrays. */
    public Exponentials exponentials() {
        return exponentials;
    }

    /** Random bits of neurons {@code from .. to - 1} of the part that starts with neuron {@code start}, by neuron. */
    int[] randomBits(int number, long seed, long site, int start, long tick, int use, int bits, int from, int to) {
        if (number >= random.length) {
            random = Arrays.copyOf(random, number + 1);
            random[number] = Columns.paddedInts(size);
        }
        if (draws == null) {
            draws = new DrawBatch();
        }
        draws.bits(seed, site, start + from, to - from, tick, use, bits, random[number], from);
        return random[number];
    }
}
