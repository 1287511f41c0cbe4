package bouton.cli.terminal;

/** How far a run has come, in words and as a bar. */
final class ProgressText {
    private static final int LEAST_BAR = 10;
    private static final int MOST_BAR = 40;

    private ProgressText() {}

    /** For a place where lines are kept. */
    static String line(String task, long done, long planned, double dt, double seconds) {
        return "  " + task + ": " + far(done, planned, dt) + percent(done, planned) + pace(done, planned, dt, seconds);
    }

    /** For a line of a terminal, at most {@code width} wide. */
    static String bar(String task, long done, long planned, double dt, double seconds, int width) {
        String head = "  " + task + " ";
        String far = far(done, planned, dt);
        String tail = pace(done, planned, dt, seconds);
        String text = far + tail;
        int room = width - head.length() - text.length() - 3;
        if (planned <= 0 || room < LEAST_BAR) {
            String all = head + text;
            return all.length() <= width ? all : far.substring(0, Math.min(far.length(), width));
        }
        int length = Math.min(room, MOST_BAR);
        int full = (int) Math.min(length, length * done / planned);
        return head + "[" + "#".repeat(full) + ".".repeat(length - full) + "] " + text;
    }

    private static String far(long done, long planned, double dt) {
        String here = Figures.simulated(done * dt);
        return planned > 0 ? here + " of " + Figures.simulated(planned * dt) : here + " simulated";
    }

    private static String percent(long done, long planned) {
        return planned > 0 ? " (" + Math.min(100, 100 * done / planned) + " %)" : "";
    }

    private static String pace(long done, long planned, double dt, double seconds) {
        if (done <= 0 || seconds <= 0) {
            return "";
        }
        String pace = ", " + Figures.number(done * dt / 1000 / seconds) + " x real time";
        return planned > done ? pace + ", " + Figures.duration(seconds * (planned - done) / done) + " left" : pace;
    }
}
