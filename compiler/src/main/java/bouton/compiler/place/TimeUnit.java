package bouton.compiler.place;

import java.util.ArrayList;
import java.util.List;

/**
 * A unit of time of which all costs of a chip are whole numbers: a cycle or a part of it, else a decimal part of a second. Times
 * that none of these divides are rounded to 1 fs.
 *
 * @param seconds of the unit
 * @param cycle units of a clock cycle, 0 without a clock
 */
record TimeUnit(double seconds, long cycle) {
    private static final double CLOSE = 1e-9;

    /**
     * Chooses the largest.
     *
     * @param times in s
     * @param cycle s of a clock cycle, 0 without a clock
     */
    static TimeUnit of(List<Double> times, double cycle) {
        if (cycle > 0) {
            for (int parts = 1; parts <= 1000; parts *= 10) {
                if (divides(cycle / parts, times)) {
                    return new TimeUnit(cycle / parts, parts);
                }
            }
        }
        List<Double> all = new ArrayList<>(times);
        all.add(cycle);
        for (String unit : List.of("1e-9", "1e-10", "1e-12", "1e-15")) {
            double seconds = Double.parseDouble(unit);
            if (divides(seconds, all) || unit.equals("1e-15")) {
                return new TimeUnit(seconds, Math.round(cycle / seconds));
            }
        }
        throw new IllegalStateException("the last unit serves all times");
    }

    private static boolean divides(double unit, List<Double> times) {
        return times.stream().allMatch(t -> Math.abs(t / unit - Math.rint(t / unit)) <= CLOSE * Math.abs(t / unit));
    }

    /** A time in units. */
    long units(double time) {
        return Math.round(time / seconds);
    }
}
