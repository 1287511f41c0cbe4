package bouton.image.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.IntToLongFunction;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Neighbouring keys, along each part of the key, give sequences that look independent. */
final class IndependenceTest {
    private static final int COUNT = 20_000;
    private static final long SITE = RandomKey.site("test.independence");

    /** Sequences along one part of the key. */
    static Stream<Arguments> sequences() {
        return Stream.of(
                sequence("index", i -> Draws.bits(1, SITE, i, 3, 0)),
                sequence("index with stride", i -> Draws.bits(1, SITE, (long) i << 26, 3, 0)),
                sequence("tick", i -> Draws.bits(1, SITE, 3, i, 0)),
                sequence("tick with stride", i -> Draws.bits(1, SITE, 3, (long) i << 24, 0)),
                sequence("use", i -> Draws.bits(1, SITE, 3, 4, i)),
                sequence("site", i -> Draws.bits(1, SITE + i, 3, 4, 0)),
                sequence("path", i -> Draws.bits(1, RandomKey.site("population" + i), 3, 4, 0)),
                sequence("seed", i -> Draws.bits(i, SITE, 3, 4, 0)),
                sequence("negative index", i -> Draws.bits(1, SITE, -i, 4, 0)),
                sequence("large tick", i -> Draws.bits(1, SITE, 3, (long) i << 40, 0)),
                sequence("large use", i -> Draws.bits(1, SITE, 3, 4, i << 16)),
                sequence("word", i -> Draws.word(RandomKey.of(1, SITE), 3, 4, 0, i)),
                sequence("stream index", i -> new KeyedStream(1, SITE, i).nextLong()));
    }

    private static Arguments sequence(String name, IntToLongFunction bits) {
        return Arguments.of(name, bits);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sequences")
    void neighboursAreUncorrelated(String name, IntToLongFunction bits) {
        for (int lag : new int[] {1, 2, 8, 256}) {
            double[] first = new double[COUNT];
            double[] second = new double[COUNT];
            for (int i = 0; i < COUNT; i++) {
                first[i] = Draws.unit(bits.applyAsLong(i));
                second[i] = Draws.unit(bits.applyAsLong(i + lag));
            }
            double correlation = new PearsonsCorrelation().correlation(first, second);
            assertEquals(0, correlation, 4.5 / Math.sqrt(COUNT), name + ", lag " + lag);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sequences")
    void neighboursDifferInHalfTheBits(String name, IntToLongFunction bits) {
        long[] flips = new long[64];
        for (int i = 0; i < COUNT; i++) {
            long difference = bits.applyAsLong(i) ^ bits.applyAsLong(i + 1);
            for (int bit = 0; bit < 64; bit++) {
                flips[bit] += difference >>> bit & 1;
            }
        }
        for (int bit = 0; bit < 64; bit++) {
            assertEquals(COUNT / 2.0, flips[bit], 5 * Math.sqrt(COUNT) / 2, name + ", bit " + bit);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sequences")
    void pairsFillThePlane(String name, IntToLongFunction bits) {
        double[] expected = new double[256];
        long[] observed = new long[256];
        Arrays.fill(expected, COUNT / 256.0);
        for (int i = 0; i < COUNT; i++) {
            int x = (int) (bits.applyAsLong(2 * i) >>> 60);
            int y = (int) (bits.applyAsLong(2 * i + 1) >>> 60);
            observed[x << 4 | y]++;
        }
        double p = new ChiSquareTest().chiSquareTest(expected, observed);
        assertTrue(p > 1e-4, () -> name + ", chi-square p = " + p);
    }

    @Test
    void streamsAndDrawsOfOneKeyDiffer() {
        KeyedStream stream = new KeyedStream(1, SITE, 3);
        long[] words = {stream.nextLong(), stream.nextLong(), stream.nextLong(), stream.nextLong()};
        for (int word = 0; word < words.length; word++) {
            assertTrue(words[word] != Draws.word(RandomKey.of(1, SITE), 3, 0, 0, word));
        }
    }
}
