package bouton.image.data;

import java.nio.ByteBuffer;

/** Elements of every type from bytes to doubles and back, in the byte order of the buffer. */
final class Elements {

    private Elements() {}

    /**
     * Decodes the first {@code count} elements of the buffer into {@code target[at ...]}.
     *
     * @return -1, or the number of the first element that is not accepted: an integer that a double cannot hold, a
     *     bool other than 0 and 1
     */
    static int decode(ElementType type, ByteBuffer source, double[] target, int at, int count) {
        switch (type) {
            case BOOL -> {
                for (int i = 0; i < count; i++) {
                    int value = source.get(i);
                    if ((value & ~1) != 0) {
                        return i;
                    }
                    target[at + i] = value;
                }
            }
            case INT8 -> {
                for (int i = 0; i < count; i++) {
                    target[at + i] = source.get(i);
                }
            }
            case UINT8 -> {
                for (int i = 0; i < count; i++) {
                    target[at + i] = Byte.toUnsignedInt(source.get(i));
                }
            }
            case INT16 -> {
                for (int i = 0; i < count; i++) {
                    target[at + i] = source.getShort(2 * i);
                }
            }
            case UINT16 -> {
                for (int i = 0; i < count; i++) {
                    target[at + i] = Short.toUnsignedInt(source.getShort(2 * i));
                }
            }
            case INT32 -> {
                for (int i = 0; i < count; i++) {
                    target[at + i] = source.getInt(4 * i);
                }
            }
            case UINT32 -> {
                for (int i = 0; i < count; i++) {
                    target[at + i] = Integer.toUnsignedLong(source.getInt(4 * i));
                }
            }
            case INT64 -> {
                for (int i = 0; i < count; i++) {
                    long value = source.getLong(8 * i);
                    if (!isExact(value)) {
                        return i;
                    }
                    target[at + i] = value;
                }
            }
            case UINT64 -> {
                for (int i = 0; i < count; i++) {
                    long value = source.getLong(8 * i);
                    // From 2^63 on neighbouring doubles are 2^11 apart.
                    if (value < 0 ? (value & 0x7FF) != 0 : !isExact(value)) {
                        return i;
                    }
                    target[at + i] = value < 0 ? (value >>> 11) * 0x1p11 : value;
                }
            }
            case FLOAT16 -> {
                for (int i = 0; i < count; i++) {
                    target[at + i] = Float.float16ToFloat(source.getShort(2 * i));
                }
            }
            case FLOAT32 -> {
                for (int i = 0; i < count; i++) {
                    target[at + i] = source.getFloat(4 * i);
                }
            }
            case FLOAT64 -> {
                for (int i = 0; i < count; i++) {
                    target[at + i] = source.getDouble(8 * i);
                }
            }
        }
        return -1;
    }

    /** Why {@link #decode} did not accept the element with this number. */
    static String refusal(ElementType type, ByteBuffer source, int number) {
        return switch (type) {
            case INT64 -> source.getLong(8 * number) + ", which a double cannot hold exactly";
            case UINT64 -> Long.toUnsignedString(source.getLong(8 * number)) + ", which a double cannot hold exactly";
            case BOOL -> Byte.toUnsignedInt(source.get(number)) + ", but a bool is 0 or 1";
            case INT8, INT16, INT32, UINT8, UINT16, UINT32, FLOAT16, FLOAT32, FLOAT64 ->
                throw new IllegalArgumentException(type + " accepts every element");
        };
    }

    /** Puts one element at the position of the buffer; the type {@link ElementType#holds holds} the value. */
    static void put(ElementType type, ByteBuffer target, double value) {
        switch (type) {
            case BOOL, INT8, UINT8 -> target.put((byte) (int) value);
            case INT16, UINT16 -> target.putShort((short) (int) value);
            case INT32, UINT32 -> target.putInt((int) (long) value);
            case INT64 -> target.putLong((long) value);
            case UINT64 -> target.putLong(value < 0x1p63 ? (long) value : (long) (value * 0x1p-11) << 11);
            case FLOAT16 -> target.putShort(Float.floatToFloat16((float) value));
            case FLOAT32 -> target.putFloat((float) value);
            case FLOAT64 -> target.putDouble(value);
        }
    }

    private static boolean isExact(long value) {
        double rounded = value;
        // 2^63 itself must be excluded, as the cast back saturates to the largest long.
        return rounded != 0x1p63 && (long) rounded == value;
    }
}
