package bouton.emulator.state;

/** Which of up to 64 words are not 0: bit k for word {@code from + k}. */
final class Bits {
    private Bits() {}

    static long nonZero(double[] words, int from, int to) {
        int zeros = 0;
        for (int i = from; i < to; i++) {
            zeros += words[i] == 0 ? 1 : 0;
        }
        if (zeros == 0) {
            return -1L >>> Long.SIZE - (to - from);
        }
        long bits = 0;
        for (int i = from; i < to; i++) {
            bits |= words[i] == 0 ? 0 : 1L << i - from;
        }
        return bits;
    }

    static long nonZero(int[] words, int from, int to) {
        long bits = 0;
        for (int i = from; i < to; i++) {
            bits |= words[i] == 0 ? 0 : 1L << i - from;
        }
        return bits;
    }

    static long nonZero(long[] words, int from, int to) {
        long bits = 0;
        for (int i = from; i < to; i++) {
            bits |= words[i] == 0 ? 0 : 1L << i - from;
        }
        return bits;
    }
}
