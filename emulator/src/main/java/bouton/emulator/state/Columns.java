package bouton.emulator.state;

import bouton.image.ir.Type;
import bouton.image.net.Field;
import bouton.image.run.StateSink;
import bouton.image.run.StateSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * The state words of all instances of a group or a projection: one array per field, in blocks of instances that are
 * indexed from 0. Float64 words are doubles, truth values and integers of up to 32 bits are ints, wider ones longs.
 */
public final class Columns {
    /** All instances in one block. */
    public static final int ONE_BLOCK_BITS = 31;

    /** The longest array that every JVM can make. */
    public static final int MAX_SIZE = Integer.MAX_VALUE - 8;

    /** Bytes that every array is longer than its words: what one thread writes shares no cache line with another's. */
    private static final int PADDING = 128;

    private static final long U32 = 0xFFFF_FFFFL;

    /** How a field is stored. */
    public enum Storage {
        DOUBLE,
        INT,
        /** 32 bits without a sign. */
        UNSIGNED_INT,
        LONG;

        public static Storage of(Type type) {
            return switch (type) {
                case Type.Float64 f -> DOUBLE;
                case Type.Bool b -> INT;
                case Type.Int i when i.bits() == 32 && !i.signed() -> UNSIGNED_INT;
                case Type.Int i -> i.bits() <= 32 ? INT : LONG;
            };
        }

        public int bytes() {
            return switch (this) {
                case DOUBLE, LONG -> 8;
                case INT, UNSIGNED_INT -> 4;
            };
        }
    }

    private final int size;
    private final int shift;
    private final int mask;
    private final Storage[] storage;

    // [block][field], null where the field is stored otherwise.
    private final double[][][] doubles;
    private final int[][][] ints;
    private final long[][][] longs;
    // [field][block] of doubles.
    private final double[][][] byField;

    /**
     * Words of {@code size} instances, all 0.
     *
     * @param blockBits binary logarithm of the number of instances in a block
     */
    public Columns(List<Field> fields, int size, int blockBits) {
        this.size = size;
        this.shift = blockBits;
        this.mask = blockBits == ONE_BLOCK_BITS ? Integer.MAX_VALUE : (1 << blockBits) - 1;
        this.storage = new Storage[fields.size()];
        for (int f = 0; f < storage.length; f++) {
            storage[f] = Storage.of(fields.get(f).type());
        }
        int blocks = (int) (((long) size + mask) >>> shift);
        doubles = new double[blocks][storage.length][];
        ints = new int[blocks][storage.length][];
        longs = new long[blocks][storage.length][];
        for (int b = 0; b < blocks; b++) {
            int length = blockSize(b);
            for (int f = 0; f < storage.length; f++) {
                switch (storage[f]) {
                    case DOUBLE -> doubles[b][f] = new double[padded(length, Double.BYTES)];
                    case INT, UNSIGNED_INT -> ints[b][f] = new int[padded(length, Integer.BYTES)];
                    case LONG -> longs[b][f] = new long[padded(length, Long.BYTES)];
                }
            }
        }
        byField = new double[storage.length][blocks][];
        for (int f = 0; f < storage.length; f++) {
            for (int b = 0; b < blocks; b++) {
                byField[f][b] = doubles[b][f];
            }
        }
    }

    /** Length of an array with room for {@code length} words and the padding behind them. */
    static int padded(int length, int bytes) {
        return length > MAX_SIZE - PADDING ? length : length + PADDING / bytes;
    }

    /** An array of so many float64 values, with padding behind them. */
    public static double[] padded(int length) {
        return new double[padded(length, Double.BYTES)];
    }

    /** An array of so many ints, with padding behind them. */
    public static int[] paddedInts(int length) {
        return new int[padded(length, Integer.BYTES)];
    }

    /** An array of so many counts, with padding behind them. */
    public static long[] paddedLongs(int length) {
        return new long[padded(length, Long.BYTES)];
    }

    public int size() {
        return size;
    }

    public int fields() {
        return storage.length;
    }

    public int blocks() {
        return doubles.length;
    }

    /** Number of instances in a block; all but the last are full. */
    public int blockSize(int block) {
        return (int) Math.min((long) mask + 1, size - ((long) block << shift));
    }

    /** Index of the first instance of a block. */
    public int blockStart(int block) {
        return (int) ((long) block << shift);
    }

    public int blockOf(int instance) {
        return instance >>> shift;
    }

    /** Index inside its block. */
    public int offsetOf(int instance) {
        return instance & mask;
    }

    /** Float64 arrays of a block by field number; null entries for fields of other types. */
    public double[][] doubles(int block) {
        return doubles[block];
    }

    /** Int arrays of a block by field number; null entries for fields of other types. */
    public int[][] ints(int block) {
        return ints[block];
    }

    /** Long arrays of a block by field number; null entries for fields of other types. */
    public long[][] longs(int block) {
        return longs[block];
    }

    /** Whether a field is a float64. */
    public boolean isReal(int field) {
        return storage[field] == Storage.DOUBLE;
    }

    /** Whether a float64 field has the same bits for all instances, of which there are some, in one block. */
    public boolean isUniform(int field) {
        if (storage[field] != Storage.DOUBLE || size == 0 || doubles.length != 1) {
            return false;
        }
        double[] column = doubles[0][field];
        long first = Double.doubleToRawLongBits(column[0]);
        for (int i = 1; i < size; i++) {
            if (Double.doubleToRawLongBits(column[i]) != first) {
                return false;
            }
        }
        return true;
    }

    /**
     * Marks the instances of a block whose word is not 0: bit i % 64 of {@code bits[i / 64]} for instance i of the block.
     *
     * @return whether none is 0
     */
    public boolean markNonZero(int field, int block, long[] bits) {
        int length = blockSize(block);
        int zeros = 0;
        for (int from = 0; from < length; from += Long.SIZE) {
            int to = Math.min(from + Long.SIZE, length);
            long word = switch (storage[field]) {
                case DOUBLE -> Bits.nonZero(doubles[block][field], from, to);
                case INT, UNSIGNED_INT -> Bits.nonZero(ints[block][field], from, to);
                case LONG -> Bits.nonZero(longs[block][field], from, to);
            };
            zeros += to - from - Long.bitCount(word);
            bits[from >>> 6] |= word;
        }
        return zeros == 0;
    }

    /** The arrays of a float64 field by block. */
    public double[][] blocksOf(int field) {
        return byField[field];
    }

    /** Binary logarithm of the number of instances in a block. */
    public int shift() {
        return shift;
    }

    /** {@code instance & mask} is the place of an instance in its block. */
    public int mask() {
        return mask;
    }

    /** Value of a float64 field. */
    public double getDouble(int field, int instance) {
        return doubles[instance >>> shift][field][instance & mask];
    }

    /** Value of an integer field or truth value. */
    public long getLong(int field, int instance) {
        int block = instance >>> shift;
        return switch (storage[field]) {
            case INT -> ints[block][field][instance & mask];
            case UNSIGNED_INT -> ints[block][field][instance & mask] & U32;
            case LONG -> longs[block][field][instance & mask];
            case DOUBLE -> throw new IllegalArgumentException("field " + field + " is a float64");
        };
    }

    /** Values of a float64 field of the given instances, by lane. */
    public void gather(int field, int[] instances, double[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            values[i] = getDouble(field, instances[i]);
        }
    }

    /** Values of an integer field or truth value of the given instances, by lane. */
    public void gather(int field, int[] instances, long[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            values[i] = getLong(field, instances[i]);
        }
    }

    /** Value of a field of any type as a float64. */
    public double asDouble(int field, int instance) {
        return storage[field] == Storage.DOUBLE ? getDouble(field, instance) : getLong(field, instance);
    }

    /** Copies a field of any type into {@code target}, as float64. */
    public void copyAsDouble(int field, double[] target) {
        for (int b = 0; b < doubles.length; b++) {
            copyAsDouble(field, b, target, blockStart(b));
        }
    }

    /** Copies a field of the instances of a block to the start of {@code target}, as float64. */
    public void copyAsDouble(int field, int block, double[] target) {
        copyAsDouble(field, block, target, 0);
    }

    private void copyAsDouble(int field, int block, double[] target, int start) {
        int length = blockSize(block);
        switch (storage[field]) {
            case DOUBLE -> System.arraycopy(doubles[block][field], 0, target, start, length);
            case INT -> {
                int[] column = ints[block][field];
                for (int i = 0; i < length; i++) {
                    target[start + i] = column[i];
                }
            }
            case UNSIGNED_INT -> {
                int[] column = ints[block][field];
                for (int i = 0; i < length; i++) {
                    target[start + i] = column[i] & U32;
                }
            }
            case LONG -> {
                long[] column = longs[block][field];
                for (int i = 0; i < length; i++) {
                    target[start + i] = column[i];
                }
            }
        }
    }

    /**
     * Moves instance {@code from[k]} to {@code start + k} for all k below {@code count}; the instances from {@code start} on
     * are the same set before and after. For columns in one block.
     */
    public void reorder(int start, int count, int[] from) {
        double[] moved = new double[count];
        int[] movedInts = new int[count];
        long[] movedLongs = new long[count];
        for (int f = 0; f < storage.length; f++) {
            switch (storage[f]) {
                case DOUBLE -> {
                    for (int k = 0; k < count; k++) {
                        moved[k] = doubles[0][f][from[k]];
                    }
                    System.arraycopy(moved, 0, doubles[0][f], start, count);
                }
                case INT, UNSIGNED_INT -> {
                    for (int k = 0; k < count; k++) {
                        movedInts[k] = ints[0][f][from[k]];
                    }
                    System.arraycopy(movedInts, 0, ints[0][f], start, count);
                }
                case LONG -> {
                    for (int k = 0; k < count; k++) {
                        movedLongs[k] = longs[0][f][from[k]];
                    }
                    System.arraycopy(movedLongs, 0, longs[0][f], start, count);
                }
            }
        }
    }

    /** Gives a float64 field the same value everywhere. */
    public void fill(int field, double value) {
        for (double[][] block : doubles) {
            Arrays.fill(block[field], value);
        }
    }

    /** The words of a field, kept apart. */
    public record Copy(int field, List<Object> blocks) {}

    /** Copies a field. */
    public Copy copy(int field) {
        List<Object> blocks = new ArrayList<>();
        for (int b = 0; b < doubles.length; b++) {
            blocks.add(
                    switch (storage[field]) {
                        case DOUBLE -> doubles[b][field].clone();
                        case INT, UNSIGNED_INT -> ints[b][field].clone();
                        case LONG -> longs[b][field].clone();
                    });
        }
        return new Copy(field, blocks);
    }

    /** Writes a copy back. */
    public void restore(Copy copy) {
        int field = copy.field();
        for (int b = 0; b < doubles.length; b++) {
            Object to = switch (storage[field]) {
                case DOUBLE -> doubles[b][field];
                case INT, UNSIGNED_INT -> ints[b][field];
                case LONG -> longs[b][field];
            };
            System.arraycopy(copy.blocks().get(b), 0, to, 0, blockSize(b));
        }
    }

    /**
     * Writes down all words, instance by instance in an order of the caller's that does not depend on the storage.
     *
     * @param place where the k-th instance is stored
     */
    public void save(StateSink out, IntUnaryOperator place) {
        for (int f = 0; f < storage.length; f++) {
            String name = "field " + f;
            switch (storage[f]) {
                case DOUBLE -> {
                    double[] all = new double[size];
                    for (int k = 0; k < size; k++) {
                        int i = place.applyAsInt(k);
                        all[k] = doubles[i >>> shift][f][i & mask];
                    }
                    out.doubles(name, all);
                }
                case INT, UNSIGNED_INT -> {
                    int[] all = new int[size];
                    for (int k = 0; k < size; k++) {
                        int i = place.applyAsInt(k);
                        all[k] = ints[i >>> shift][f][i & mask];
                    }
                    out.ints(name, all);
                }
                case LONG -> {
                    long[] all = new long[size];
                    for (int k = 0; k < size; k++) {
                        int i = place.applyAsInt(k);
                        all[k] = longs[i >>> shift][f][i & mask];
                    }
                    out.longs(name, all);
                }
            }
        }
    }

    /** Takes back what {@link #save} has written. */
    public void restore(StateSource in, IntUnaryOperator place) {
        for (int f = 0; f < storage.length; f++) {
            String name = "field " + f;
            switch (storage[f]) {
                case DOUBLE -> {
                    double[] all = new double[size];
                    in.into(name, all);
                    for (int k = 0; k < size; k++) {
                        int i = place.applyAsInt(k);
                        doubles[i >>> shift][f][i & mask] = all[k];
                    }
                }
                case INT, UNSIGNED_INT -> {
                    int[] all = new int[size];
                    in.into(name, all);
                    for (int k = 0; k < size; k++) {
                        int i = place.applyAsInt(k);
                        ints[i >>> shift][f][i & mask] = all[k];
                    }
                }
                case LONG -> {
                    long[] all = new long[size];
                    in.into(name, all);
                    for (int k = 0; k < size; k++) {
                        int i = place.applyAsInt(k);
                        longs[i >>> shift][f][i & mask] = all[k];
                    }
                }
            }
        }
    }

    /** Bytes of {@code size} instances with these fields. */
    public static long bytes(List<Field> fields, long size) {
        long each = 0;
        for (Field field : fields) {
            each += Storage.of(field.type()).bytes();
        }
        return each * size;
    }

    /** Bytes held. */
    public long bytes() {
        long each = 0;
        for (Storage s : storage) {
            each += s.bytes();
        }
        return each * size;
    }
}
