package bouton.cli.diff;

/** Sums up differences of pairs of values. */
final class Differing {
    private double squares;
    private double sum;
    private double max;
    private double largest;
    private long count;

    /** Second minus first; values that are the same, infinite or no numbers, do not differ. */
    static double of(double first, double second) {
        double d = second - first;
        if (!Double.isNaN(d)) {
            return d;
        }
        return Double.compare(first, second) == 0 ? 0 : Double.POSITIVE_INFINITY;
    }

    void add(double first, double second) {
        double d = of(first, second);
        squares += d * d;
        sum += d;
        max = Math.max(max, Math.abs(d));
        double size = Math.max(Math.abs(first), Math.abs(second));
        if (size > largest && size < Double.POSITIVE_INFINITY) {
            largest = size;
        }
        count++;
    }

    void add(double[] first, double[] second) {
        for (int i = 0; i < first.length; i++) {
            add(first[i], second[i]);
        }
    }

    void add(Differing other) {
        squares += other.squares;
        sum += other.sum;
        max = Math.max(max, other.max);
        largest = Math.max(largest, other.largest);
        count += other.count;
    }

    double squares() {
        return squares;
    }

    double max() {
        return max;
    }

    long count() {
        return count;
    }

    ValueFigures figures(String name, String unit, double scale) {
        double s = Math.abs(scale);
        return new ValueFigures(
                name,
                unit,
                count == 0 ? 0 : Math.sqrt(squares / count) * s,
                max * s,
                count == 0 ? 0 : sum / count * scale,
                largest * s);
    }
}
