package bouton.emulator.interpret;

import bouton.emulator.state.Columns;
import bouton.emulator.state.Padded;
import org.jspecify.annotations.Nullable;

/**
 * The words that programs of a part's instances reach: those of the instances and, for synapses, of their ends. Arrays are by
 * field, those of fields that are stored otherwise are null.
 */
abstract class PartWords extends Padded {
    private final @Nullable Columns pre;
    // The words of the part's instances and, for synapses, of their targets, by field.
    private final double[][] doubles;
    private final byte[][] bytes;
    private final short[][] shorts;
    private final int[][] ints;
    private final long[][] longs;
    private final double[][] postDoubles;
    private final int[][] postInts;
    private final long[][] postLongs;
    // Words that synapses share: of all sources, and of the targets of the part, by field.
    private @Nullable Columns rows;
    private double[][] columns = {};
    private int[] masks = {};

    /**
     * @param self words of the instances, of which those of block {@code part} are reached
     * @param pre words of all sources of synapses
     * @param post words of the targets of synapses, of which those of block {@code postPart} are reached
     */
    PartWords(Columns self, int part, @Nullable Columns pre, @Nullable Columns post, int postPart) {
        this.pre = pre;
        boolean some = self.blocks() > 0;
        // Nobody's words: kernels may ask for them and then have no instance to run for.
        doubles = some ? self.doubles(part) : new double[self.fields()][0];
        bytes = some ? self.bytes(part) : new byte[self.fields()][0];
        shorts = some ? self.shorts(part) : new short[self.fields()][0];
        ints = some ? self.ints(part) : new int[self.fields()][0];
        longs = some ? self.longs(part) : new long[self.fields()][0];
        postDoubles = post == null ? new double[0][] : post.doubles(postPart);
        postInts = post == null ? new int[0][] : post.ints(postPart);
        postLongs = post == null ? new long[0][] : post.longs(postPart);
    }

    /** The words that synapses share: of all their sources, and of all targets, of which those of one part are seen. */
    public void setShared(Columns rows, Columns columns, int part) {
        this.rows = rows;
        this.columns = columns.doubles(part);
    }

    /**
     * Says which fields have one value for all instances, which generated code then reads from place 0.
     *
     * @param masks by field: 0 for those, -1 for others
     */
    public void setUniform(int[] masks) {
        this.masks = masks;
    }

    /** The place of a word of a field is this mask and the instance's place. */
    public int mask(int field) {
        return masks.length == 0 ? -1 : masks[field];
    }

    /** The words of a float64 field of all instances of the part. */
    public double[] doubles(int field) {
        return doubles[field];
    }

    /** The words of a field that take one byte. */
    public byte[] bytes(int field) {
        return bytes[field];
    }

    /** The words of a field that take two bytes. */
    public short[] shorts(int field) {
        return shorts[field];
    }

    /** The words of a field of up to 32 bits. */
    public int[] ints(int field) {
        return ints[field];
    }

    /** The words of a wider integer field. */
    public long[] longs(int field) {
        return longs[field];
    }

    /** The words of a float64 field of the targets. */
    public double[] postDoubles(int field) {
        return postDoubles[field];
    }

    /** The words of a field of up to 32 bits of the targets. */
    public int[] postInts(int field) {
        return postInts[field];
    }

    /** The words of a wider integer field of the targets. */
    public long[] postLongs(int field) {
        return postLongs[field];
    }

    /** The words of all sources. */
    public Columns pre() {
        return present(pre);
    }

    /** The shared words of all sources. */
    public Columns rows() {
        return present(rows);
    }

    /** The shared words of a field of the targets. */
    public double[] columnDoubles(int field) {
        return columns[field];
    }

    /** The words of wider integer fields, by field. */
    long[][] ownLongs() {
        return longs;
    }

    // The linker has checked that what a program names exists.
    static <T> T present(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("a neuron has no ends");
        }
        return part;
    }
}
