package bouton.cli.terminal;

import java.util.Locale;

/** How far a run has come, in words and as a bar. */
final class ProgressText {
    private static final int LEAST_BAR = 10;
    private static final int MOST_BAR = 40;
    private static final int LONGEST_TEXT = 52;

    private ProgressText() {}

    /** For a place where lines are kept. */
    static String line(String task, long done, long planned, double dt, double seconds) {
        return "  " + task + ": " + far(done, planned, dt) + percent(done, planned) + pace(done, planned, dt, seconds);
    }

    /** For a line of a terminal, at most {@code width} wide. */
    static String bar(String task, long done, long planned, double dt, double seconds, int width) {
        String head = "  " + task + " ";
        String far = far(done, planned, dt);
        String text = far + pace(done, planned, dt, seconds);
        // The bar's length must not depend on the text, or its end would jump about.
        int length = Math.min(MOST_BAR, width - head.length() - LONGEST_TEXT);
        if (planned > 0 && length >= LEAST_BAR) {
            int full = (int) Math.min(length, length * done / planned);
            head += "[" + "#".repeat(full) + ".".repeat(length - full) + "] ";
        }
        String all = head + text;
        return all.length() <= width ? all : all.substring(0, width);
    }

    private static String far(long done, long planned, double dt) {
        if (planned <= 0) {
            return time(done * dt, done * dt) + " simulated";
        }
        return time(done * dt, planned * dt) + " of " + Figures.simulated(planned * dt);
    }

    /** A time in ms, in the unit in which {@code scale} ms are shown, with a fixed number of decimals. */
    private static String time(double ms, double scale) {
        return scale < 1000
                ? String.format(Locale.ROOT, "%.0f ms", ms)
                : String.format(Locale.ROOT, "%.2f s", ms / 1000);
    }

    private static String percent(long done, long planned) {
        return planned > 0 ? " (" + Math.min(100, 100 * done / planned) + " %)" : "";
    }

    private static String pace(long done, long planned, double dt, double seconds) {
        if (done <= 0 || seconds <= 0) {
            return "";
        }
        double factor = done * dt / 1000 / seconds;
        String pace = String.format(Locale.ROOT, factor < 10 ? ", %.2f x real time" : ", %.0f x real time", factor);
        return planned > done ? pace + ", " + left(seconds * (planned - done) / done) + " left" : pace;
    }

    private static String left(double seconds) {
        return seconds < 59.5 ? String.format(Locale.ROOT, "%.0f s", Math.ceil(seconds)) : Figures.duration(seconds);
    }
}
