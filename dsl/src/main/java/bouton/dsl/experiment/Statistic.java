package bouton.dsl.experiment;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What turns many values into one. Of a list of lists, those of the first group work element by element. */
public enum Statistic {
    SUM(1),
    MEAN(1),
    /** Standard deviation with n in the denominator. */
    STD(1),
    /** Variance with n in the denominator. */
    VAR(1),
    MIN(1),
    MAX(1),
    MEDIAN(1),
    /** {@code quantile(x, p)}, linear between neighbours. */
    QUANTILE(2),
    /** Part of the truth values that is true. */
    FRACTION(1),
    /** Number of the truth values that are true. */
    COUNT(1),
    /** Index of the largest value, the lowest of several. */
    ARGMAX(1),
    /** Square root of the sum of squares. */
    NORM(1),
    /** Pearson's correlation coefficient. */
    CORR(2),
    /** Between two vectors, in radians. */
    ANGLE(2),
    /** Of the least-squares line of the second over the first. */
    SLOPE(2);

    private final int arity;

    Statistic(int arity) {
        this.arity = arity;
    }

    public int arity() {
        return arity;
    }

    /** Whether both arguments are lists of equal length. */
    public boolean comparesLists() {
        return this == CORR || this == ANGLE || this == SLOPE;
    }

    /** Whether a list of lists becomes a list. */
    boolean worksByElement() {
        return ordinal() <= COUNT.ordinal();
    }

    boolean takesTruths() {
        return this == SUM || this == MEAN || needsTruths();
    }

    boolean needsTruths() {
        return this == FRACTION || this == COUNT;
    }

    /** As written. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Statistic> find(String word) {
        return Arrays.stream(values()).filter(s -> s.word().equals(word)).findFirst();
    }
}
