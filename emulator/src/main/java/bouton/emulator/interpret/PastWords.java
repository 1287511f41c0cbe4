package bouton.emulator.interpret;

import java.util.Arrays;

/**
 * Words of the ends of synapses as they were when something happened that is worked off later: entry by entry of {@code
 * Shape.PAST_ROWS}. Only the fields that a kernel reads have values.
 */
public final class PastWords {
    private final double[][] rows;
    private final double[][] columns;
    private final double[][] posts;

    /**
     * Room for nothing yet.
     *
     * @param rows number of words that synapses share at their source
     * @param columns number of words that they share at their target
     * @param posts number of words of a target
     */
    public PastWords(int rows, int columns, int posts) {
        this.rows = new double[rows][0];
        this.columns = new double[columns][0];
        this.posts = new double[posts][0];
    }

    /** Makes an array at least this long, its values kept. */
    static double[] grown(double[] array, int length) {
        return array.length >= length ? array : Arrays.copyOf(array, Math.max(length, 2 * array.length));
    }

    /** A word of the sources, by entry, with room for some entries; values so far are kept. */
    public double[] rows(int field, int entries) {
        return rows[field] = grown(rows[field], entries);
    }

    /** A shared word of the targets, by entry, with room for some entries; values so far are kept. */
    public double[] columns(int field, int entries) {
        return columns[field] = grown(columns[field], entries);
    }

    /** A word of the targets themselves, by entry, with room for some entries; values so far are kept. */
    public double[] posts(int field, int entries) {
        return posts[field] = grown(posts[field], entries);
    }

    // What follows is called by generated code.

    /** A word of the sources, by entry. */
    public double[] rows(int field) {
        return rows[field];
    }

    /** A shared word of the targets, by entry. */
    public double[] columns(int field) {
        return columns[field];
    }

    /** A word of the targets themselves, by entry. */
    public double[] posts(int field) {
        return posts[field];
    }
}
