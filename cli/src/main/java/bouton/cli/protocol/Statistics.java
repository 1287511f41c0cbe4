package bouton.cli.protocol;

import java.util.Arrays;

/** Statistics of numbers. Of none, each is NaN but for the sum and the norm. */
final class Statistics {
    private Statistics() {}

    /** Neumaier's sum: the error does not grow with the number of values. */
    static double sum(double[] x) {
        double sum = 0;
        double lost = 0;
        for (double v : x) {
            double next = sum + v;
            if (Double.isFinite(next)) {
                lost += Math.abs(sum) >= Math.abs(v) ? (sum - next) + v : (v - next) + sum;
            }
            sum = next;
        }
        return sum + lost;
    }

    static double mean(double[] x) {
        return sum(x) / x.length;
    }

    /** With n in the denominator. */
    static double var(double[] x) {
        double mean = mean(x);
        double[] squares = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            squares[i] = (x[i] - mean) * (x[i] - mean);
        }
        return mean(squares);
    }

    static double std(double[] x) {
        return Math.sqrt(var(x));
    }

    static double min(double[] x) {
        return Arrays.stream(x).min().orElse(Double.NaN);
    }

    static double max(double[] x) {
        return Arrays.stream(x).max().orElse(Double.NaN);
    }

    /** Index of the largest, the lowest of several; -1 of none. */
    static int argmax(double[] x) {
        int best = -1;
        for (int i = 0; i < x.length; i++) {
            if (best < 0 || x[i] > x[best]) {
                best = i;
            }
        }
        return best;
    }

    /** Linear between neighbours: that of number p (n - 1) in order. */
    static double quantile(double[] x, double p) {
        if (x.length == 0) {
            return Double.NaN;
        }
        double[] sorted = x.clone();
        Arrays.sort(sorted);
        double at = p * (sorted.length - 1);
        int below = (int) Math.floor(at);
        int above = Math.min(below + 1, sorted.length - 1);
        double part = at - below;
        return part == 0 ? sorted[below] : sorted[below] + part * (sorted[above] - sorted[below]);
    }

    /** Scaled, so that squares neither overflow nor vanish. */
    static double norm(double[] x) {
        double largest = 0;
        for (double v : x) {
            largest = Math.max(largest, Math.abs(v));
        }
        if (largest == 0 || !Double.isFinite(largest)) {
            return largest;
        }
        double[] squares = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            squares[i] = (x[i] / largest) * (x[i] / largest);
        }
        return largest * Math.sqrt(sum(squares));
    }

    private static double dot(double[] x, double[] y) {
        double[] products = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            products[i] = x[i] * y[i];
        }
        return sum(products);
    }

    private static double[] centred(double[] x) {
        double mean = mean(x);
        return Arrays.stream(x).map(v -> v - mean).toArray();
    }

    /** Pearson's coefficient; NaN if one of them does not vary. */
    static double corr(double[] x, double[] y) {
        return cosine(centred(x), centred(y));
    }

    /** In radians. */
    static double angle(double[] x, double[] y) {
        return Math.acos(cosine(x, y));
    }

    private static double cosine(double[] x, double[] y) {
        double norms = norm(x) * norm(y);
        return norms == 0 ? Double.NaN : Math.clamp(dot(x, y) / norms, -1, 1);
    }

    /** Of the least-squares line of y over x; NaN if x does not vary. */
    static double slope(double[] x, double[] y) {
        double[] centred = centred(x);
        double spread = dot(centred, centred);
        return spread == 0 ? Double.NaN : dot(centred, centred(y)) / spread;
    }
}
