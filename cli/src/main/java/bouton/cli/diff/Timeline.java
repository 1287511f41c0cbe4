package bouton.cli.diff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Figures over time, window by window, in a number of windows that does not grow with the run: when there are too many, two
 * neighbours become one and windows are twice as long from then on.
 */
final class Timeline {
    /** Most windows; even. */
    static final int MOST = 128;

    private final List<Column> columns = new ArrayList<>();
    private final List<double[]> rows = new ArrayList<>();
    private long length;
    private long begin;
    private double[] current = new double[0];

    /** How figures of two neighbours become one. */
    enum Kind {
        SUM,
        MAX,
        /** That of the later: it is a state at the end of the window. */
        LAST
    }

    private record Column(Kind kind) {}

    /** @param length of a window in ticks, to begin with */
    Timeline(long length) {
        this.length = length;
    }

    /** Adds a column before the first window begins; its number. */
    int column(Kind kind) {
        columns.add(new Column(kind));
        current = new double[columns.size()];
        return columns.size() - 1;
    }

    void add(int column, double value) {
        current[column] += value;
    }

    void max(int column, double value) {
        current[column] = Math.max(current[column], value);
    }

    void set(int column, double value) {
        current[column] = value;
    }

    /** How many ticks from this one on run until the window ends. */
    long room(long tick) {
        return begin + length - tick;
    }

    /** The window ends when so many ticks have run; a whole one or the last. What came behind a whole one is its, too. */
    void close(long tick) {
        if (tick == begin) {
            if (!rows.isEmpty()) {
                rows.add(merged(rows.removeLast(), current));
                current = new double[columns.size()];
            }
            return;
        }
        rows.add(current);
        begin = tick;
        current = new double[columns.size()];
        if (rows.size() == MOST) {
            merge();
        }
    }

    private void merge() {
        for (int k = 0; k < MOST / 2; k++) {
            rows.set(k, merged(rows.get(2 * k), rows.get(2 * k + 1)));
        }
        rows.subList(MOST / 2, MOST).clear();
        length *= 2;
    }

    private double[] merged(double[] a, double[] b) {
        double[] result = new double[a.length];
        for (int c = 0; c < result.length; c++) {
            result[c] = switch (columns.get(c).kind()) {
                case SUM -> a[c] + b[c];
                case MAX -> Math.max(a[c], b[c]);
                case LAST -> b[c];
            };
        }
        return result;
    }

    /** Ends of the windows in ticks. */
    long[] ends() {
        long[] ends = new long[rows.size()];
        Arrays.setAll(ends, k -> Math.min((k + 1) * length, begin));
        return ends;
    }

    /** A column, window by window. */
    double[] values(int column) {
        return rows.stream().mapToDouble(r -> r[column]).toArray();
    }
}
