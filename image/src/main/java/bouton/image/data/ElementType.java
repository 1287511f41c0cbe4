package bouton.image.data;

import java.util.Locale;

/** The type of one number in a file, with the names and sizes that NumPy uses. */
public enum ElementType {
    BOOL('b', 1, 0, 1),
    INT8('i', 1, -128, 127),
    INT16('i', 2, -32768, 32767),
    INT32('i', 4, Integer.MIN_VALUE, Integer.MAX_VALUE),
    INT64('i', 8, -0x1p63, Math.nextDown(0x1p63)),
    UINT8('u', 1, 0, 255),
    UINT16('u', 2, 0, 65535),
    UINT32('u', 4, 0, 0xFFFF_FFFFL),
    UINT64('u', 8, 0, Math.nextDown(0x1p64)),
    FLOAT16('f', 2, -65504, 65504),
    FLOAT32('f', 4, -Float.MAX_VALUE, Float.MAX_VALUE),
    FLOAT64('f', 8, -Double.MAX_VALUE, Double.MAX_VALUE);

    private final char kind;
    private final int bytes;
    private final double least;
    private final double greatest;

    ElementType(char kind, int bytes, double least, double greatest) {
        this.kind = kind;
        this.bytes = bytes;
        this.least = least;
        this.greatest = greatest;
    }

    /** Size of one element in a file, in bytes: 1, 2, 4 or 8. */
    public int bytes() {
        return bytes;
    }

    /** Whether every value is a whole number; true for {@link #BOOL} too. */
    public boolean isInteger() {
        return kind != 'f';
    }

    /** The name NumPy gives it, such as {@code uint8}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Whether an element of this type can stand for the value with nothing lost. The sign of a zero does not count for
     * integers; NaN and the infinities are values of the float types only.
     */
    public boolean holds(double value) {
        return switch (this) {
            case FLOAT64 -> true;
            case FLOAT32 -> Double.compare((float) value, value) == 0;
            case FLOAT16 -> Double.compare(Float.float16ToFloat(Float.floatToFloat16((float) value)), value) == 0;
            case BOOL, INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64 ->
                value >= least && value <= greatest && value == Math.rint(value);
        };
    }

    /** The letter and size of a NumPy type string, such as {@code i4}, without the byte order. */
    String code() {
        return kind + Integer.toString(bytes);
    }
}
