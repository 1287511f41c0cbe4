package bouton.cli.conform;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares one case, and keeps the first mismatch. */
final class Comparison {
    /** What may differ: the largest difference from an expected value. */
    interface Tolerance {
        double of(double expected);

        /** tol max(floor, |expected|). */
        static Tolerance relative(double tolerance, double floor) {
            return e -> tolerance * Math.max(floor, Math.abs(e));
        }
    }

    private final String name;
    private @Nullable String mismatch;
    private long compared;
    private double worst;

    Comparison(String name) {
        this.name = name;
    }

    Outcome outcome() {
        return new Outcome(name, Optional.ofNullable(mismatch), compared, worst);
    }

    private void miss(String what) {
        if (mismatch == null) {
            mismatch = what;
        }
    }

    /** Events as (step, member) pairs, both sorted by step and then member. */
    void spikes(String what, long[][] expected, long[][] got) {
        compared += expected.length;
        int first = 0;
        while (first < expected.length && first < got.length && Arrays.equals(expected[first], got[first])) {
            first++;
        }
        if (first < expected.length || first < got.length) {
            miss(what + " number " + first + ": expected " + event(expected, first) + ", got " + event(got, first)
                    + " (" + expected.length + " expected, " + got.length + " in all)");
        }
    }

    private static String event(long[][] events, int index) {
        return index < events.length ? "step " + events[index][0] + " of " + events[index][1] : "none";
    }

    /** @param where what value number k is: put behind the name of the quantity */
    void values(String what, double[] expected, double[] got, Tolerance tolerance, Where where) {
        if (expected.length != got.length) {
            miss(what + ": expected " + expected.length + " values, got " + got.length);
            return;
        }
        compared += expected.length;
        for (int k = 0; k < expected.length; k++) {
            double allowed = tolerance.of(expected[k]);
            double difference = Math.abs(got[k] - expected[k]);
            if (!(difference <= allowed)) {
                miss(what + where.of(k) + ": expected " + expected[k] + ", got " + got[k]
                        + String.format(Locale.ROOT, " (difference %.2g, %.2g allowed", difference, allowed)
                        + (expected[k] == 0
                                ? ")"
                                : String.format(Locale.ROOT, "; relative %.2g)", difference / Math.abs(expected[k]))));
                worst = Double.isNaN(difference) ? Double.NaN : Math.max(worst, difference / allowed);
            } else if (allowed > 0) {
                worst = Math.max(worst, difference / allowed);
            }
        }
    }

    /** Says where a value stands. */
    interface Where {
        String of(int index);
    }
}
