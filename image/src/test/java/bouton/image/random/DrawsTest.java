package bouton.image.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The definition of the keys, frozen values and the limits of arguments; distributions have a test of their own. */
final class DrawsTest {
    private static final long SITE = RandomKey.site("cortex.E.noise");

    /** Values from an independent implementation of the definition (Python, whole numbers of any size). */
    @Test
    void bitsAreFrozen() {
        long last = (1L << 40) - 1;
        assertEquals(0x4aa4c064dc325862L, Draws.bits(1, SITE, 0, 0, 0));
        assertEquals(0x5a232a844268a925L, Draws.bits(1, SITE, 5, 1000, 2));
        assertEquals(0xe678444ae344a253L, Draws.bits(-7, SITE, last, last, 65_535));
    }

    @Test
    void bitsBeyondTheCounterAreFrozen() {
        assertEquals(0x11dc89c2b0245028L, Draws.bits(1, SITE, 1L << 40, 0, 0));
        assertEquals(0x783eb70285b137adL, Draws.bits(1, SITE, -1, -1, -1));
        assertEquals(0xb9d3cd1cd7d661b1L, Draws.bits(1, SITE, 0, (1L << 52) + 3, 70_000));
    }

    @Test
    void wordsOfOneDrawAreFrozen() {
        long key = RandomKey.of(1, SITE);
        assertEquals(0x5a232a844268a925L, Draws.word(key, 5, 1000, 2, 0));
        assertEquals(0xbee188cc6bbc3e99L, Draws.word(key, 5, 1000, 2, 1));
        assertEquals(0xfce447edc371fd38L, Draws.word(key, 5, 1000, 2, 2));
        assertEquals(0x767f98a4cddae444L, Draws.word(key, 5, 1000, 2, 3));
        assertEquals(0xe068969e303e382aL, Draws.word(key, 5, 1000, 2, (1L << 33) - 1));
    }

    /** The first three agree with quantiles to 20 digits; all must keep their bits for ever. */
    @Test
    void valuesAreFrozen() {
        assertEquals(-0.37965950495519021584, Draws.normal(1, SITE, 5, 1000, 2, 0, 1), 1e-15);
        assertEquals(2.0007645173758701692, Draws.normal(1, SITE, 0, 1000, 2, 0, 1), 3e-15);
        assertEquals(0.43401751377741863038, Draws.exponential(1, SITE, 5, 1000, 2, 1), 1e-15);

        assertEquals(0.3520990918063115, Draws.uniform(1, SITE, 5, 1000, 2));
        assertEquals(-0.37965950495519013, Draws.normal(1, SITE, 5, 1000, 2, 0, 1));
        assertEquals(2.2482907200205746, Draws.lognormal(1, SITE, 5, 1000, 2, 1, 0.5));
        assertEquals(1.3020525413322557, Draws.exponential(1, SITE, 5, 1000, 2, 3));
        assertEquals(4.771285449576289, Draws.gamma(1, SITE, 5, 1000, 2, 0.5, 2));
        assertEquals(28.67656271459732, Draws.gamma(1, SITE, 5, 1000, 2, 7, 2));
        assertEquals(2, Draws.poisson(1, SITE, 5, 1000, 2, 3));
        assertEquals(292, Draws.poisson(1, SITE, 5, 1000, 2, 300));
        assertEquals(999986498, Draws.poisson(1, SITE, 5, 1000, 2, 1e9));
        assertEquals(352, Draws.choice(1, SITE, 5, 1000, 2, 1000));
    }

    /** From mpmath with 40 digits, through the three ranges of the formula; the complement has the opposite sign. */
    @ParameterizedTest
    @CsvSource({
        "0, -9.155293772686072546",
        "1, -9.0359188485719379718",
        "1048576, -7.4239397488634022799",
        "68719476736, -5.7804393244777102168",
        "35184372088832, -4.6212310014992442088",
        "9007199254740992, -3.2971933456919633262",
        "144115188075855872, -2.4175590162365050606",
        "576460752303423488, -1.8627318674216514551",
        "1441151880758558720, -1.4177971379962673389",
        "1729382256910270464, -1.3180108973035367048",
        "2305843009213693952, -1.1503493803760081782",
        "4611686018427387904, -0.67448975019608174312",
        "9222246136947933184, -0.0001529924489996120804",
        "9223372036854775807, -6.7942295524213059625e-20"
    })
    void normalQuantileIsAccurate(long bits, double expected) {
        assertEquals(expected, Quantile.normal(bits), -6e-16 * expected);
        assertEquals(-Quantile.normal(bits), Quantile.normal(~bits));
    }

    @Test
    void everyPartOfTheKeyMakesAnotherValue() {
        long[] values = {0, 1, 2, 255, 65_535, 65_536, (1L << 40) - 1, 1L << 40, 1L << 63, -1};
        int[] uses = {0, 1, 2, 255, 65_535, 65_536, 1 << 24, 1 << 30, 1 << 31, -1};
        Set<Long> bits = new HashSet<>();
        int count = 0;
        for (long a : values) {
            for (long b : values) {
                for (long c : values) {
                    bits.add(Draws.bits(a, b, 9, c, 5));
                    count++;
                }
                for (int use : uses) {
                    bits.add(Draws.bits(3, 4, a, b, use));
                    count++;
                }
            }
        }

        assertEquals(count, bits.size());
    }

    @Test
    void uniformStaysBelowTheUpperEnd() {
        double high = Math.nextUp(1.0);
        for (int i = 0; i < 1000; i++) {
            assertEquals(1.0, Draws.uniform(1, SITE, i, 0, 0, 1, high));
            assertEquals(2.5, Draws.uniform(1, SITE, i, 0, 0, 2.5, 2.5));
        }
    }

    @Test
    void theEndsOfTheBitsAreFinite() {
        assertEquals(65 * Math.log(2), Quantile.exponential(-1), 1e-12);
        assertEquals(0x1p-65, Quantile.exponential(0));
        assertTrue(Draws.unit(-1) < 1);
        assertEquals(6, Draws.below(-1, 7));
        assertEquals(0, Draws.below(0, 7));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1e-300, -1, 1.0000001e9, Double.NaN, Double.POSITIVE_INFINITY})
    void poissonRefusesOtherMeans(double lambda) {
        for (int i = 0; i < 100; i++) {
            int index = i;
            assertThrows(IllegalArgumentException.class, () -> Draws.poisson(1, SITE, index, 0, 0, lambda));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void gammaRefusesOtherShapes(double shape) {
        assertThrows(IllegalArgumentException.class, () -> Draws.gamma(1, SITE, 0, 0, 0, shape, 1));
    }

    @Test
    void choiceRefusesAnEmptySet() {
        assertThrows(IllegalArgumentException.class, () -> Draws.choice(1, SITE, 0, 0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> Draws.choice(1, SITE, 0, 0, 0, -1));
    }
}
