package bouton.image.random;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Many draws at once are the draws one by one. */
final class DrawBatchTest {
    private static final long SEED = 20_260_102;
    private static final long SITE = RandomKey.site("test.batch");
    private static final long[] FIRSTS = {0, 1, 511, 77_777, (1L << 31) - 3, (1L << 32) - 700, (1L << 40) - 300, -400};
    private static final long[] TICKS = {0, 1, 123_456, (1L << 24) - 1, 1L << 24, (1L << 40) - 1, 1L << 40, -1};
    private static final int[] USES = {0, 1, 0xFFFF, 0x10000, -1};
    private static final int[] LENGTHS = {0, 1, 2, 15, 16, 17, 31, 100, 511, 512, 513, 1500};

    private final DrawBatch batch = new DrawBatch();

    @Test
    void bits() {
        long[] values = new long[1500];
        for (long first : FIRSTS) {
            for (long tick : TICKS) {
                for (int use : USES) {
                    batch.bits(SEED, SITE, first, values.length, tick, use, values);
                    for (int k = 0; k < values.length; k++) {
                        assertEquals(Draws.bits(SEED, SITE, first + k, tick, use), values[k]);
                    }
                }
            }
        }
    }

    @Test
    void everyLength() {
        for (int n : LENGTHS) {
            long[] bits = new long[n + 1];
            double[] values = new double[n + 1];
            bits[n] = 7;
            values[n] = 7;
            batch.bits(SEED, SITE, 5, n, 9, 1, bits);
            batch.uniform(SEED, SITE, 5, n, 9, 1, values);
            for (int k = 0; k < n; k++) {
                assertEquals(Draws.bits(SEED, SITE, 5 + k, 9, 1), bits[k]);
                assertEquals(Draws.uniform(SEED, SITE, 5 + k, 9, 1), values[k]);
            }
            assertEquals(7, bits[n], "what lies behind is left alone");
            assertEquals(7, values[n], "what lies behind is left alone");
        }
    }

    /** Keys and counters with all kinds of words, against the plain generator. */
    @Test
    void lanesAreBlocksOfPhilox() {
        long[] x = new long[PhiloxLanes.MOST];
        long[] y = new long[PhiloxLanes.MOST];
        for (int trial = 0; trial < 2000; trial++) {
            long low = RandomKey.mix(3L * trial + 1) & ~0x200L;
            long high = trial % 7 == 0 ? -1 : RandomKey.mix(3L * trial + 2);
            long key = trial % 5 == 0 ? -1 : RandomKey.mix(3L * trial + 3);
            int n = 1 + trial % PhiloxLanes.MOST;
            if ((low & 0xFFFF_FFFFL) + n > 1L << 32) {
                continue;
            }
            PhiloxLanes.low(low, high, key, n, x, y);
            for (int k = 0; k < n; k++) {
                assertEquals(Philox.low(low + k, high, key), x[k]);
            }
        }
    }
}
