package bouton.cli.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class IntervalsTest {
    @Test
    void regularTrainsHaveNoVariation() {
        Intervals intervals = new Intervals(2);
        for (long tick = 5; tick < 100; tick += 10) {
            intervals.add(tick, new int[] {0, 1}, 2);
        }
        assertEquals(20, intervals.events());
        assertEquals(0, intervals.coefficientOfVariation(), 1e-15);
    }

    @Test
    void itIsTheDeviationOverTheMean() {
        Intervals intervals = new Intervals(1);
        for (long tick : new long[] {0, 1, 4, 5, 8}) {
            intervals.add(tick, new int[] {0}, 1);
        }
        // Intervals 1, 3, 1, 3: mean 2, deviation 1.
        assertEquals(0.5, intervals.coefficientOfVariation(), 1e-15);
    }

    @Test
    void membersWithTooFewEventsDoNotCount() {
        Intervals intervals = new Intervals(2);
        intervals.add(3, new int[] {1}, 1);
        intervals.add(9, new int[] {1}, 1);
        assertTrue(Double.isNaN(intervals.coefficientOfVariation()));
    }

    @Test
    void aBernoulliTrainComesNearItsClosedForm() {
        // Geometric intervals: deviation / mean = sqrt(1 - p).
        double p = 0.05;
        SplittableRandom random = new SplittableRandom(4);
        Intervals intervals = new Intervals(1);
        for (long tick = 0; tick < 1_000_000; tick++) {
            if (random.nextDouble() < p) {
                intervals.add(tick, new int[] {0}, 1);
            }
        }
        assertEquals(Math.sqrt(1 - p), intervals.coefficientOfVariation(), 0.02);
    }

    @Test
    void equalWeightsHaveTheirOwnMean() {
        double[] values = new double[10_001];
        java.util.Arrays.fill(values, 1.62);
        ProjectionFigures.Weights weights = ProjectionFigures.Weights.of("w", "mV", values);
        assertEquals(1.62, weights.mean());
    }
}
