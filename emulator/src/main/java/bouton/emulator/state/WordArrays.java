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

    /** {@code moved[k] = column[from[k]]} for the first {@code count}; both are arrays of one kind. */
    static void gather(Object column, int[] from, Object moved, int count) {
        switch (column) {
            case double[] words -> gather(words, from, (double[]) moved, count);
            case int[] words -> gather(words, from, (int[]) moved, count);
            case long[] words -> gather(words, from, (long[]) moved, count);
            case short[] words -> gather(words, from, (short[]) moved, count);
            case byte[] words -> gather(words, from, (byte[]) moved, count);
            default -> throw new IllegalArgumentException("no words: " + column.getClass());
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
