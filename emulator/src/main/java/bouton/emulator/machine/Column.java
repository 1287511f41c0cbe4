package bouton.emulator.machine;

import bouton.image.machine.Memory;

/** One field of all words of a memory (lanes of a word next to each other), or a register bank: integers of a fixed width. */
public sealed interface Column {
    /** Up to so many integers take 32 bits each, however few they need. */
    int SMALL = 1024;

    /** Number of integers. */
    int size();

    long get(int index);

    /** Keeps the low bits. */
    void set(int index, long value);

    /** Zeros for a field of a memory with so many words: an array of 32 bits if it is small, else the narrowest that holds its values. */
    static Column of(Memory.Field field, int words) {
        int size = Math.multiplyExact(words, field.lanes());
        // HotSpot makes vectors of 32 bits; of small memories that costs no room worth speaking of
        return field.bits() <= 31 && size <= SMALL
                ? new Ints(field.bits(), field.signed(), new int[size])
                : of(field.bits(), field.signed(), size);
    }

    /**
     * Zeros.
     *
     * @param bits 1 to 63, or 64 if signed
     */
    static Column of(int bits, boolean signed, int size) {
        if (bits < 1 || bits > (signed ? 64 : 63)) {
            throw new IllegalArgumentException("a number of " + bits + " bits");
        }
        if (bits <= 8) {
            return new Bytes(bits, signed, new byte[size]);
        }
        return bits <= 31 ? new Ints(bits, signed, new int[size]) : new Longs(bits, signed, new long[size]);
    }

    /** The low bits of a number, read as a type. */
    static long narrow(int bits, boolean signed, long value) {
        int unused = 64 - bits;
        return signed ? value << unused >> unused : value << unused >>> unused;
    }

    /** Up to 8 bits; an unsigned number of 8 bits is stored as the byte with these bits. */
    record Bytes(int bits, boolean signed, byte[] values) implements Column {
        @Override
        public int size() {
            return values.length;
        }

        @Override
        public long get(int index) {
            return signed ? values[index] : values[index] & 0xFF;
        }

        @Override
        public void set(int index, long value) {
            values[index] = (byte) narrow(bits, signed, value);
        }
    }

    /** Up to 31 bits. */
    record Ints(int bits, boolean signed, int[] values) implements Column {
        @Override
        public int size() {
            return values.length;
        }

        @Override
        public long get(int index) {
            return values[index];
        }

        @Override
        public void set(int index, long value) {
            values[index] = (int) narrow(bits, signed, value);
        }
    }

    /** 32 bits and more. */
    record Longs(int bits, boolean signed, long[] values) implements Column {
        @Override
        public int size() {
            return values.length;
        }

        @Override
        public long get(int index) {
            return values[index];
        }

        @Override
        public void set(int index, long value) {
            values[index] = narrow(bits, signed, value);
        }
    }
}
