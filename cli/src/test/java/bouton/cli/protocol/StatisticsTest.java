package bouton.cli.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class StatisticsTest {
    @Test
    void aSumKeepsWhatRoundingWouldLose() {
        assertEquals(2, Statistics.sum(new double[] {1, 1e100, 1, -1e100}));
        double[] tenths = new double[1_000_000];
        java.util.Arrays.fill(tenths, 0.1);
        assertEquals(100_000, Statistics.sum(tenths), 1e-10);
        assertEquals(Double.POSITIVE_INFINITY, Statistics.sum(new double[] {1, Double.POSITIVE_INFINITY, 1}));
    }

    @Test
    void aNormNeitherOverflowsNorVanishes() {
        assertEquals(5e200, Statistics.norm(new double[] {3e200, 4e200}), 1e186);
        assertEquals(5e-200, Statistics.norm(new double[] {3e-200, 4e-200}), 1e-214);
        assertEquals(0, Statistics.norm(new double[0]));
    }

    @Test
    void ofNothingTheyAreNaN() {
        double[] none = {};
        assertTrue(Double.isNaN(Statistics.mean(none)));
        assertTrue(Double.isNaN(Statistics.min(none)));
        assertTrue(Double.isNaN(Statistics.quantile(none, 0.5)));
        assertEquals(0, Statistics.sum(none));
        assertEquals(-1, Statistics.argmax(none));
    }

    @Test
    void whatDoesNotVaryHasNoCorrelation() {
        assertTrue(Double.isNaN(Statistics.corr(new double[] {1, 1}, new double[] {1, 2})));
        assertTrue(Double.isNaN(Statistics.slope(new double[] {1, 1}, new double[] {1, 2})));
    }
}
