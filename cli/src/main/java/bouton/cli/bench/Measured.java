package bouton.cli.bench;

import java.util.Arrays;
import java.util.List;

/**
 * Wall times of the same work.
 *
 * @param seconds one or more, in the order in which they were measured
 */
public record Measured(List<Double> seconds) {
    /** A spread above this is told: the figure says more about other work on the machine than about the program. */
    private static final double NOISY = 0.15;

    public Measured {
        seconds = List.copyOf(seconds);
        if (seconds.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
    }

    /** The middle one, or the mean of the two in the middle. */
    public double median() {
        return median(sorted());
    }

    public double lowest() {
        return sorted()[0];
    }

    public double highest() {
        double[] sorted = sorted();
        return sorted[sorted.length - 1];
    }

    /** Distance of the highest from the lowest, as part of the median. */
    public double spread() {
        return median() == 0 ? 0 : (highest() - lowest()) / median();
    }

    public boolean isNoisy() {
        return spread() > NOISY;
    }

    private double[] sorted() {
        double[] sorted = new double[seconds.size()];
        Arrays.setAll(sorted, seconds::get);
        Arrays.sort(sorted);
        return sorted;
    }

    private static double median(double[] sorted) {
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /**
     * How many times as long as {@code other}: the ratio of the medians, and the lowest and highest ratio of two runs that
     * were measured one after the other.
     */
    public Ratio over(Measured other) {
        double low = Double.POSITIVE_INFINITY;
        double high = 0;
        for (int k = 0; k < Math.min(seconds.size(), other.seconds.size()); k++) {
            double ratio = seconds.get(k) / other.seconds.get(k);
            low = Math.min(low, ratio);
            high = Math.max(high, ratio);
        }
        return new Ratio(median() / other.median(), low, high);
    }

    /**
     * How two times compare.
     *
     * @param median ratio of the medians
     * @param lowest ratio of two runs, measured in turn
     * @param highest of these
     */
    public record Ratio(double median, double lowest, double highest) {}
}
