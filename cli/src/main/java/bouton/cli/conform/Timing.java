package bouton.cli.conform;

import java.util.Arrays;

/**
 * How long a replay takes, compilers warm.
 *
 * @param seconds of this thread's processor time, one for each run, ascending
 * @param cycles of the chip's clock in a run
 */
record Timing(double[] seconds, long cycles) {
    /** Runs before those that count: the generated code is compiled by then. */
    static final int WARM_UP = 15;

    static Timing of(double[] seconds, long cycles) {
        double[] sorted = seconds.clone();
        Arrays.sort(sorted);
        return new Timing(sorted, cycles);
    }

    private double median() {
        return (seconds[(seconds.length - 1) / 2] + seconds[seconds.length / 2]) / 2;
    }

    @Override
    public String toString() {
        double spread = (seconds[seconds.length - 1] - seconds[0]) / median();
        return "%.1f M cycles per second of processor time: %.2f ms, median of %d, spread %.0f %%"
                .formatted(cycles / median() * 1e-6, median() * 1e3, seconds.length, spread * 100);
    }
}
