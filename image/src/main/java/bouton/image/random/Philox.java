package bouton.image.random;

/**
 * The counter-based generator Philox4x32-10: a block of 128 random bits as a pure function of a 128-bit counter and a
 * 64-bit key.
 *
 * <p>Source: J. K. Salmon, M. A. Moraes, R. O. Dror and D. E. Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC
 * 2011. Their 32-bit words are packed here in pairs, the word of lower number in the lower half: counter words 0 and 1
 * in {@code counterLow}, 2 and 3 in {@code counterHigh}, key words 0 and 1 in {@code key}.
 */
public final class Philox {
    private static final int ROUNDS = 10;
    private static final long WORD = 0xFFFF_FFFFL;
    private static final long MULTIPLIER_0 = 0xD251_1F53L;
    private static final long MULTIPLIER_1 = 0xCD9E_8D57L;
    private static final int WEYL_0 = 0x9E37_79B9;
    private static final int WEYL_1 = 0xBB67_AE85;

    private Philox() {}

    /** Output words 0 (lower half) and 1 (upper half) of a block; any arguments are legal. */
    public static long low(long counterLow, long counterHigh, long key) {
        return half(counterLow, counterHigh, key, false);
    }

    /** Output words 2 (lower half) and 3 (upper half) of a block; any arguments are legal. */
    public static long high(long counterLow, long counterHigh, long key) {
        return half(counterLow, counterHigh, key, true);
    }

    /**
     * Both halves of a block, which takes as long as one: words 0 and 1 to the upper and lower half of {@code x[0]}, 2 and 3 to
     * {@code y[0]}.
     */
    static void block(long counterLow, long counterHigh, long key, long[] x, long[] y) {
        int c0 = (int) counterLow;
        int c1 = (int) (counterLow >>> 32);
        int c2 = (int) counterHigh;
        int c3 = (int) (counterHigh >>> 32);
        int k0 = (int) key;
        int k1 = (int) (key >>> 32);
        for (int round = 0; round < ROUNDS; round++) {
            long product0 = MULTIPLIER_0 * (c0 & WORD);
            long product1 = MULTIPLIER_1 * (c2 & WORD);
            c0 = (int) (product1 >>> 32) ^ c1 ^ k0;
            c1 = (int) product1;
            c2 = (int) (product0 >>> 32) ^ c3 ^ k1;
            c3 = (int) product0;
            k0 += WEYL_0;
            k1 += WEYL_1;
        }
        x[0] = (long) c0 << 32 | c1 & WORD;
        y[0] = (long) c2 << 32 | c3 & WORD;
    }

    // One half at a time, because Java has no way to return both without a write to memory.
    private static long half(long counterLow, long counterHigh, long key, boolean upper) {
        int c0 = (int) counterLow;
        int c1 = (int) (counterLow >>> 32);
        int c2 = (int) counterHigh;
        int c3 = (int) (counterHigh >>> 32);
        int k0 = (int) key;
        int k1 = (int) (key >>> 32);
        for (int round = 0; round < ROUNDS; round++) {
            long product0 = MULTIPLIER_0 * (c0 & WORD);
            long product1 = MULTIPLIER_1 * (c2 & WORD);
            c0 = (int) (product1 >>> 32) ^ c1 ^ k0;
            c1 = (int) product1;
            c2 = (int) (product0 >>> 32) ^ c3 ^ k1;
            c3 = (int) product0;
            k0 += WEYL_0;
            k1 += WEYL_1;
        }
        return upper ? (long) c3 << 32 | c2 & WORD : (long) c1 << 32 | c0 & WORD;
    }
}
