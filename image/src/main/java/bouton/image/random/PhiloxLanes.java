package bouton.image.random;

/**
 * {@link Philox#low} of many counters that differ in their lowest word only, in the shape that HotSpot compiles to
 * vector instructions.
 *
 * <p>The state of a lane is two longs: in the upper and lower half of {@code x} the counter words 0 and 1, in {@code y}
 * 2 and 3. A round is then one product, one shift and two exclusive ors for each. Four things keep the loops vectors on
 * JDK 25; the benchmark {@code DrawSpeed} shows when one of them is lost:
 *
 * <ul>
 *   <li>one round per loop: HotSpot does not unroll, hence not vectorise, a loop of more than three 64-bit products;
 *   <li>both factors of a product are seen to be 32 bits wide, which makes it one instruction in place of eight; of a
 *       constant HotSpot does not see it, so the multipliers are read from an array;
 *   <li>all arrays are indexed from 0;
 *   <li>the rounds are called one by one: inlined into a loop over the rounds they take 1.4 times as long.
 * </ul>
 */
final class PhiloxLanes {
    /** Most lanes of a call: the arrays stay in the first-level cache. */
    static final int MOST = 512;

    private static final long WORD = 0xFFFF_FFFFL;
    private static final long MULTIPLIER_0 = 0xD251_1F53L;
    private static final long MULTIPLIER_1 = 0xCD9E_8D57L;
    private static final long WEYL_0 = 0x9E37_79B9L;
    private static final long WEYL_1 = 0xBB67_AE85L;

    private static final long[] LANES = new long[MOST];
    private static final long[] MULTIPLIERS = new long[MOST];

    static {
        for (int i = 0; i < MOST; i++) {
            LANES[i] = i;
            MULTIPLIERS[i] = MULTIPLIER_1 << 32 | MULTIPLIER_0;
        }
    }

    private PhiloxLanes() {}

    /**
     * The low halves of the blocks of {@code counterLow}, {@code counterLow + 1}, ...
     *
     * @param counterLow its lower half plus {@code n - 1} must not exceed 2<sup>32</sup> - 1
     * @param n at most {@link #MOST}
     * @param x takes the n results
     * @param y working memory for n
     */
    static void low(long counterLow, long counterHigh, long key, int n, long[] x, long[] y) {
        // Words 1 to 3 are the same for all lanes, and so is half of what the first two rounds compute.
        long x1 = MULTIPLIER_1 * (counterHigh & WORD) ^ upper((counterLow >>> 32) ^ key);
        long key1 = upper((counterHigh >>> 32) ^ (key >>> 32));
        long x2 = x1 << 32 ^ key0(key, 1);
        long y2 = MULTIPLIER_0 * (x1 >>> 32) ^ key1(key, 1);
        long[] multipliers = MULTIPLIERS;
        rounds1And2(counterLow & WORD, key1, x2, y2, LANES, multipliers, x, y, n);
        round(key0(key, 2), key1(key, 2), multipliers, x, y, n);
        round(key0(key, 3), key1(key, 3), multipliers, x, y, n);
        round(key0(key, 4), key1(key, 4), multipliers, x, y, n);
        round(key0(key, 5), key1(key, 5), multipliers, x, y, n);
        round(key0(key, 6), key1(key, 6), multipliers, x, y, n);
        round(key0(key, 7), key1(key, 7), multipliers, x, y, n);
        round9(key0(key, 9), key1(key, 8), multipliers, x, y, n);
        round10(multipliers, x, y, n);
    }

    /**
     * Both halves of the blocks of {@code counterHigh}, {@code counterHigh + 1}, ..., with the words of each half in the other
     * order: upper and lower half of {@code x[i]} and {@code y[i]} are words 0, 1, 2 and 3.
     *
     * @param counterHigh its lower half plus {@code n - 1} must not exceed 2<sup>32</sup> - 1
     * @param n at most {@link #MOST}
     */
    static void blocks(long counterLow, long counterHigh, long key, int n, long[] x, long[] y) {
        long[] multipliers = MULTIPLIERS;
        fill(counterLow << 32 | counterLow >>> 32, counterHigh & WORD, counterHigh >>> 32, LANES, x, y, n);
        round(key0(key, 0), key1(key, 0), multipliers, x, y, n);
        round(key0(key, 1), key1(key, 1), multipliers, x, y, n);
        round(key0(key, 2), key1(key, 2), multipliers, x, y, n);
        round(key0(key, 3), key1(key, 3), multipliers, x, y, n);
        round(key0(key, 4), key1(key, 4), multipliers, x, y, n);
        round(key0(key, 5), key1(key, 5), multipliers, x, y, n);
        round(key0(key, 6), key1(key, 6), multipliers, x, y, n);
        round(key0(key, 7), key1(key, 7), multipliers, x, y, n);
        round(key0(key, 8), key1(key, 8), multipliers, x, y, n);
        round(key0(key, 9), key1(key, 9), multipliers, x, y, n);
    }

    private static void fill(long x0, long word2, long word3, long[] lanes, long[] x, long[] y, int n) {
        for (int i = 0; i < n; i++) {
            x[i] = x0;
            y[i] = lanes[i] + word2 << 32 | word3;
        }
    }

    /** Key word 0 after {@code steps} rounds, in the upper half. */
    private static long key0(long key, int steps) {
        return upper(key + steps * WEYL_0);
    }

    /** Key word 1 after {@code steps} rounds, in the upper half. */
    private static long key1(long key, int steps) {
        return upper((key >>> 32) + steps * WEYL_1);
    }

    private static long upper(long word) {
        return word << 32;
    }

    private static void rounds1And2(
            long word0, long key1, long x2, long y2, long[] lanes, long[] multipliers, long[] x, long[] y, int n) {
        for (int i = 0; i < n; i++) {
            long pair = multipliers[i];
            long y1 = (pair & WORD) * (lanes[i] + word0 & WORD) ^ key1;
            x[i] = (pair >>> 32) * (y1 >>> 32) ^ x2;
            y[i] = y1 << 32 ^ y2;
        }
    }

    private static void round(long key0, long key1, long[] multipliers, long[] x, long[] y, int n) {
        for (int i = 0; i < n; i++) {
            long pair = multipliers[i];
            long oldX = x[i];
            long oldY = y[i];
            x[i] = (pair >>> 32) * (oldY >>> 32) ^ oldX << 32 ^ key0;
            y[i] = (pair & WORD) * (oldX >>> 32) ^ oldY << 32 ^ key1;
        }
    }

    /** Of its x, the last round needs the lower half only, shifted and with the key of that round. */
    private static void round9(long lastKey0, long key1, long[] multipliers, long[] x, long[] y, int n) {
        for (int i = 0; i < n; i++) {
            long pair = multipliers[i];
            long oldX = x[i];
            long oldY = y[i];
            x[i] = (pair >>> 32) * (oldY >>> 32) << 32 ^ lastKey0;
            y[i] = (pair & WORD) * (oldX >>> 32) ^ oldY << 32 ^ key1;
        }
    }

    private static void round10(long[] multipliers, long[] x, long[] y, int n) {
        for (int i = 0; i < n; i++) {
            long word = (multipliers[i] >>> 32) * (y[i] >>> 32) ^ x[i];
            x[i] = word << 32 | word >>> 32;
        }
    }
}
