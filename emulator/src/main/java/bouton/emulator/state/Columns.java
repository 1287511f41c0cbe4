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
 * indexed from 0. Float64 words are doubles, truth values and integers of up to 32 bits are ints, wider ones longs. Where there
 * are very many instances, as there are of synapses, words of up to 16 bits are narrow: they take one or two bytes.
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
        BYTE,
        /** 8 bits without a sign. */
        UNSIGNED_BYTE,
        SHORT,
        /** 16 bits without a sign. */
        UNSIGNED_SHORT,
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

        /** Of words of up to 16 bits, the smallest. */
        public static Storage narrow(Type type) {
            return switch (type) {
                case Type.Float64 f -> DOUBLE;
                case Type.Bool b -> BYTE;
                case Type.Int i when i.max() <= Byte.MAX_VALUE -> BYTE;
                case Type.Int i when i.bits() == 8 -> UNSIGNED_BYTE;
                case Type.Int i when i.max() <= Short.MAX_VALUE -> SHORT;
                case Type.Int i when i.bits() == 16 -> UNSIGNED_SHORT;
                case Type.Int i -> of(type);
            };
        }

        public int bytes() {
            return switch (this) {
                case DOUBLE, LONG -> 8;
                case INT, UNSIGNED_INT -> 4;
                case SHORT, UNSIGNED_SHORT -> 2;
                case BYTE, UNSIGNED_BYTE -> 1;
            };
        }
    }

    private final int size;
    private final int shift;
    private final int mask;
    private final Storage[] storage;

    // [block][field]
    private final Object[][] arrays;
    // The same, null where the field is stored otherwise.
    private final byte[][][] bytes;
    private final short[][][] shorts;
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
        this(fields, size, blockBits, false);
    }

    /** Narrow words of {@code size} instances in one block, all 0. */
    public static Columns narrow(List<Field> fields, int size) {
        return new Columns(fields, size, ONE_BLOCK_BITS, true);
    }

    private Columns(List<Field> fields, int size, int blockBits, boolean narrow) {
        this.size = size;
        this.shift = blockBits;
        this.mask = blockBits == ONE_BLOCK_BITS ? Integer.MAX_VALUE : (1 << blockBits) - 1;
        this.storage = new Storage[fields.size()];
        for (int f = 0; f < storage.length; f++) {
            storage[f] = narrow
                    ? Storage.narrow(fields.get(f).type())
                    : Storage.of(fields.get(f).type());
        }
        int blocks = (int) (((long) size + mask) >>> shift);
        arrays = new Object[blocks][storage.length];
        bytes = new byte[blocks][storage.length][];
        shorts = new short[blocks][storage.length][];
        doubles = new double[blocks][storage.length][];
        ints = new int[blocks][storage.length][];
        longs = new long[blocks][storage.length][];
        for (int b = 0; b < blocks; b++) {
            int length = blockSize(b);
            for (int f = 0; f < storage.length; f++) {
                arrays[b][f] = WordArrays.make(storage[f], padded(length, storage[f].bytes()));
                switch (arrays[b][f]) {
                    case double[] column -> doubles[b][f] = column;
                    case int[] column -> ints[b][f] = column;
                    case long[] column -> longs[b][f] = column;
                    case short[] column -> shorts[b][f] = column;
                    case byte[] column -> bytes[b][f] = column;
                    default -> throw new IllegalStateException();
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

    /** Byte arrays of a block by field number; null entries for fields of other types. */
    public byte[][] bytes(int block) {
        return bytes[block];
    }

    /** Short arrays of a block by field number; null entries for fields of other types. */
    public short[][] shorts(int block) {
        return shorts[block];
    }

    /** Whether a field is a float64. */
    public boolean isReal(int field) {
        return storage[field] == Storage.DOUBLE;
    }

    /** Whether a field has the same bits for all instances, of which there are some, in one block. */
    public boolean isUniform(int field) {
        if (size == 0 || doubles.length != 1) {
            return false;
        }
        if (storage[field] != Storage.DOUBLE) {
            long first = getLong(field, 0);
            for (int i = 1; i < size; i++) {
                if (getLong(field, i) != first) {
                    return false;
                }
            }
            return true;
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
                case SHORT, UNSIGNED_SHORT, BYTE, UNSIGNED_BYTE -> nonZero(field, blockStart(block) + from, to - from);
            };
            zeros += to - from - Long.bitCount(word);
            bits[from >>> 6] |= word;
        }
        return zeros == 0;
    }

    private long nonZero(int field, int first, int count) {
        long bits = 0;
        for (int k = 0; k < count; k++) {
            bits |= getLong(field, first + k) == 0 ? 0 : 1L << k;
        }
        return bits;
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
            case BYTE -> bytes[block][field][instance & mask];
            case UNSIGNED_BYTE -> bytes[block][field][instance & mask] & 0xFF;
            case SHORT -> shorts[block][field][instance & mask];
            case UNSIGNED_SHORT -> shorts[block][field][instance & mask] & 0xFFFF;
            case INT -> ints[block][field][instance & mask];
            case UNSIGNED_INT -> ints[block][field][instance & mask] & U32;
            case LONG -> longs[block][field][instance & mask];
            case DOUBLE -> throw new IllegalArgumentException("field " + field + " is a float64");
        };
    }

    private void setInt(int field, int instance, int value) {
        int block = instance >>> shift;
        switch (storage[field]) {
            case BYTE, UNSIGNED_BYTE -> bytes[block][field][instance & mask] = (byte) value;
            case SHORT, UNSIGNED_SHORT -> shorts[block][field][instance & mask] = (short) value;
            case INT, UNSIGNED_INT -> ints[block][field][instance & mask] = value;
            case LONG, DOUBLE -> throw new IllegalArgumentException("field " + field + " is no int");
        }
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
        WordArrays.copyAsDouble(arrays[block][field], storage[field], blockSize(block), target, start);
    }

    /**
     * Moves instance {@code from[k]} to {@code start + k} for all k below {@code count}; the instances from {@code start} on
     * are the same set before and after. For columns in one block.
     */
    public void reorder(int start, int count, int[] from) {
        for (int f = 0; f < storage.length; f++) {
            Object moved = WordArrays.make(storage[f], count);
            WordArrays.gather(arrays[0][f], from, moved, count);
            System.arraycopy(moved, 0, arrays[0][f], start, count);
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
            Object copy = WordArrays.make(storage[field], blockSize(b));
            System.arraycopy(arrays[b][field], 0, copy, 0, blockSize(b));
            blocks.add(copy);
        }
        return new Copy(field, blocks);
    }

    /** Writes a copy back. */
    public void restore(Copy copy) {
        int field = copy.field();
        for (int b = 0; b < doubles.length; b++) {
            System.arraycopy(copy.blocks().get(b), 0, arrays[b][field], 0, blockSize(b));
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
                case BYTE, UNSIGNED_BYTE, SHORT, UNSIGNED_SHORT, INT, UNSIGNED_INT -> {
                    int[] all = new int[size];
                    for (int k = 0; k < size; k++) {
                        all[k] = (int) getLong(f, place.applyAsInt(k));
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
                case BYTE, UNSIGNED_BYTE, SHORT, UNSIGNED_SHORT, INT, UNSIGNED_INT -> {
                    int[] all = new int[size];
                    in.into(name, all);
                    for (int k = 0; k < size; k++) {
                        setInt(f, place.applyAsInt(k), all[k]);
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

    /** Bytes of {@code size} instances with these fields, narrow. */
    public static long narrowBytes(List<Field> fields, long size) {
        long each = 0;
        for (Field field : fields) {
            each += Storage.narrow(field.type()).bytes();
        }
        return each * size;
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
