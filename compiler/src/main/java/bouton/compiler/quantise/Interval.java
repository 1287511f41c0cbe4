package bouton.compiler.quantise;

/**
 * The numbers from {@code lo} to {@code hi}, both included; the ends may be infinite.
 *
 * @param lo at most {@code hi}
 */
public record Interval(double lo, double hi) {
    public static final Interval ZERO = new Interval(0, 0);
    public static final Interval ALL = new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    public Interval {
        if (!(lo <= hi)) {
            throw new IllegalArgumentException("from " + lo + " to " + hi);
        }
    }

    /** A single number. */
    public static Interval of(double value) {
        return new Interval(value, value);
    }

    /** The least interval that holds both ends, in whatever order. */
    public static Interval between(double a, double b) {
        return new Interval(Math.min(a, b), Math.max(a, b));
    }

    public boolean isFinite() {
        return Double.isFinite(lo) && Double.isFinite(hi);
    }

    /** The least interval that holds this one and the other. */
    public Interval or(Interval other) {
        return new Interval(Math.min(lo, other.lo), Math.max(hi, other.hi));
    }

    /** What both hold; this one where they have nothing in common. */
    public Interval and(Interval other) {
        double low = Math.max(lo, other.lo);
        double high = Math.min(hi, other.hi);
        return low <= high ? new Interval(low, high) : this;
    }

    /** All multiples of the numbers by this factor. */
    public Interval times(double factor) {
        return factor == 0 ? ZERO : between(lo * factor, hi * factor);
    }

    /** The largest magnitude. */
    public double magnitude() {
        return Math.max(Math.abs(lo), Math.abs(hi));
    }
}
