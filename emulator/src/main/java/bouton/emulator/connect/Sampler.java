package bouton.emulator.connect;

import bouton.image.random.KeyedStream;

/**
 * Draws numbers below a bound, with or without replacement (R. W. Floyd's algorithm: J. Bentley and B. Floyd, "A sample of
 * brilliance", Communications of the ACM 30 (1987) 754-757).
 */
final class Sampler {
    // mark[i] == round: i has been drawn in this round.
    private final int[] mark;
    private int round;

    Sampler(int bound) {
        mark = new int[bound];
    }

    /** Draws {@code k} numbers below {@code bound} to {@code drawn} from {@code at} on, in the order of drawing. */
    void draw(KeyedStream stream, int bound, int k, boolean multiple, int[] drawn, int at) {
        if (multiple) {
            for (int i = 0; i < k; i++) {
                drawn[at + i] = stream.nextInt(bound);
            }
            return;
        }
        round++;
        for (int i = 0; i < k; i++) {
            int last = bound - k + i;
            int number = stream.nextInt(last + 1);
            int taken = mark[number] == round ? last : number;
            mark[taken] = round;
            drawn[at + i] = taken;
        }
    }
}
