package bouton.image.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sequence and its limits; its distributions are in {@link DistributionsTest}. */
final class KeyedStreamTest {
    private static final long SITE = RandomKey.site("cortex.E.noise");

    /** Values from an independent implementation of the definition (Python, whole numbers of any size). */
    @Test
    void wordsAreFrozen() {
        KeyedStream stream = new KeyedStream(1, SITE, 9);
        assertEquals(0xa3257310eba7f19dL, stream.nextLong());
        assertEquals(0x825d4eaf7871107dL, stream.nextLong());
        assertEquals(0xea697b8186eb6b97L, stream.nextLong());
        assertEquals(0x4b57bd15f073e98dL, stream.nextLong());
        assertEquals(0x59839c0eafef382dL, stream.nextLong());
    }

    /** Word number {@code n} of a stream, by the definition. */
    private static long word(long seed, long site, long index, long n) {
        long key = RandomKey.mix(RandomKey.of(seed, site) ^ 0x53545245414D5331L);
        return (n & 1) == 0 ? Philox.low(index, n >> 1, key) : Philox.high(index, n >> 1, key);
    }

    @Test
    void manyWordsAtATimeAreTheSame() {
        KeyedStream stream = new KeyedStream(1, SITE, 0);
        for (int expected : new int[] {0, 1, 2, 15, 16, 17, 100, 255, 256, 257, 1000, 3}) {
            stream.restart(expected + 7L << 30, expected);
            for (int n = 0; n < 700; n++) {
                assertEquals(word(1, SITE, expected + 7L << 30, n), stream.nextLong(), expected + " words, " + n);
            }
        }
    }

    @Test
    void wordsCanBeSought() {
        KeyedStream stream = new KeyedStream(1, SITE, 9);
        for (long first : new long[] {4, 1000, (1L << 33) - 100, (1L << 33) + 2}) {
            stream.seek(first, 300);
            for (long n = first; n < first + 300; n++) {
                assertEquals(word(1, SITE, 9, n), stream.nextLong(), "word " + n);
            }
        }
        assertThrows(IllegalArgumentException.class, () -> stream.seek(3, 10));
        assertThrows(IllegalArgumentException.class, () -> stream.seek(-2, 10));
    }

    @Test
    void everyValueTakesOneWord() {
        KeyedStream mixed = new KeyedStream(1, SITE, 9);
        mixed.nextInt(5);
        mixed.nextDouble();
        mixed.nextGeometric(0.2);
        mixed.nextGeometric(1e-12);

        assertEquals(0x59839c0eafef382dL, mixed.nextLong());
    }

    @Test
    void changingProbabilitiesDoNotDisturbEachOther() {
        KeyedStream alternating = new KeyedStream(1, SITE, 9);
        KeyedStream steady = new KeyedStream(1, SITE, 9);
        for (int i = 0; i < 100; i++) {
            long expected = steady.nextGeometric(0.1);
            steady.nextLong();
            assertEquals(expected, alternating.nextGeometric(0.1));
            assertEquals(0, alternating.nextGeometric(1));
        }
    }

    @Test
    void numbersTooLargeAreCutOff() {
        KeyedStream stream = new KeyedStream(1, SITE, 9);
        assertEquals(Long.MAX_VALUE, stream.nextGeometric(1e-300));
        assertEquals(Long.MAX_VALUE, stream.nextGeometric(Double.MIN_VALUE));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.1, 1.0000001, Double.NaN})
    void refusesOtherProbabilities(double probability) {
        KeyedStream stream = new KeyedStream(1, SITE, 9);
        assertThrows(IllegalArgumentException.class, () -> stream.nextGeometric(probability));
        assertThrows(IllegalArgumentException.class, () -> stream.nextGeometric(probability));
    }

    @Test
    void refusesAnEmptyRange() {
        KeyedStream stream = new KeyedStream(1, SITE, 9);
        assertThrows(IllegalArgumentException.class, () -> stream.nextInt(0));
    }
}
