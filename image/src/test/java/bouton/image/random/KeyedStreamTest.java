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
