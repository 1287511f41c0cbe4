package bouton.emulator.generate;

import bouton.image.math.Functions;

/** Exponentials of many values at a time, with the bits of {@link Functions#exp}. */
public final class Exponentials {
    private Exponentials() {}

    /** Replaces {@code values[from .. to - 1]} by their exponentials. */
    public static void exp(double[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            values[i] = Functions.exp(values[i]);
        }
    }
}
