package bouton.emulator.state;

/** Arrays of words in any {@link Columns.Storage}. */
final class WordArrays {
    private WordArrays() {}

    /** An array of so many words. */
    static Object make(Columns.Storage storage, int length) {
        return switch (storage) {
            case DOUBLE -> new double[length];
            case INT, UNSIGNED_INT -> new int[length];
            case LONG -> new long[length];
            case SHORT, UNSIGNED_SHORT -> new short[length];
            case BYTE, UNSIGNED_BYTE -> new byte[length];
        };
    }

    /** Copies the first {@code length} words to {@code target}, from {@code start} on, as float64. */
    static void copyAsDouble(Object column, Columns.Storage storage, int length, double[] target, int start) {
        switch (column) {
            case double[] words -> System.arraycopy(words, 0, target, start, length);
            case int[] words -> copyAsDouble(words, storage == Columns.Storage.UNSIGNED_INT, length, target, start);
            case long[] words -> {
                for (int i = 0; i < length; i++) {
                    target[start + i] = words[i];
                }
            }
            case short[] words -> {
                int mask = storage == Columns.Storage.UNSIGNED_SHORT ? 0xFFFF : -1;
                for (int i = 0; i < length; i++) {
                    target[start + i] = words[i] & mask;
                }
            }
            case byte[] words -> {
                int mask = storage == Columns.Storage.UNSIGNED_BYTE ? 0xFF : -1;
                for (int i = 0; i < length; i++) {
                    target[start + i] = words[i] & mask;
                }
            }
            default -> throw noWords(column);
        }
    }

    private static void copyAsDouble(int[] words, boolean unsigned, int length, double[] target, int start) {
        if (unsigned) {
            for (int i = 0; i < length; i++) {
                target[start + i] = Integer.toUnsignedLong(words[i]);
            }
        } else {
            for (int i = 0; i < length; i++) {
                target[start + i] = words[i];
            }
        }
    }

    private static IllegalArgumentException noWords(Object column) {
        return new IllegalArgumentException("no words: " + column.getClass());
    }

    /** {@code moved[k] = column[from[k]]} for the first {@code count}; both are arrays of one kind. */
    static void gather(Object column, int[] from, Object moved, int count) {
        switch (column) {
            case double[] words -> gather(words, from, (double[]) moved, count);
            case int[] words -> gather(words, from, (int[]) moved, count);
            case long[] words -> gather(words, from, (long[]) moved, count);
            case short[] words -> gather(words, from, (short[]) moved, count);
            case byte[] words -> gather(words, from, (byte[]) moved, count);
            default -> throw noWords(column);
        }
    }

    private static void gather(double[] column, int[] from, double[] moved, int count) {
        for (int k = 0; k < count; k++) {
            moved[k] = column[from[k]];
        }
    }

    private static void gather(int[] column, int[] from, int[] moved, int count) {
        for (int k = 0; k < count; k++) {
            moved[k] = column[from[k]];
        }
    }

    private static void gather(long[] column, int[] from, long[] moved, int count) {
        for (int k = 0; k < count; k++) {
            moved[k] = column[from[k]];
        }
    }

    private static void gather(short[] column, int[] from, short[] moved, int count) {
        for (int k = 0; k < count; k++) {
            moved[k] = column[from[k]];
        }
    }

    private static void gather(byte[] column, int[] from, byte[] moved, int count) {
        for (int k = 0; k < count; k++) {
            moved[k] = column[from[k]];
        }
    }
}
