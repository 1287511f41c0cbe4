package bouton.image.data;

import java.util.Arrays;

/**
 * An immutable dense array of numbers of any rank, in row-major order (the last index runs fastest).
 *
 * <p>Values are doubles whatever the file held; {@link #elementType()} remembers what it held. A scalar has rank 0,
 * shape {@code ()} and one element. Two tensors are equal if type, shape and all values are, by {@link Double#equals}.
 */
public final class Tensor {

    /** The largest number of elements: 2^31 - 9, the longest array that common Java machines allow. */
    public static final int MAX_SIZE = Integer.MAX_VALUE - 8;

    /** The largest rank: 64, as in NumPy 2. */
    public static final int MAX_RANK = 64;

    private final ElementType elementType;
    private final int[] shape;
    private final double[] values;
    private final int offset;
    private final int size;

    private Tensor(ElementType elementType, int[] shape, double[] values, int offset, int size) {
        this.elementType = elementType;
        this.shape = shape;
        this.values = values;
        this.offset = offset;
        this.size = size;
    }

    /** A scalar: rank 0, of type float64. */
    public static Tensor of(double value) {
        return trusted(ElementType.FLOAT64, new int[0], new double[] {value});
    }

    /** A float64 tensor of shape {@code (values.length,)}. */
    public static Tensor vector(double... values) {
        return of(new int[] {values.length}, values);
    }

    /**
     * A float64 tensor of shape {@code (rows.length, rows[0].length)}; without rows, of shape {@code (0, 0)}.
     *
     * @throws IllegalArgumentException if the rows are not equally long, or hold more than {@link #MAX_SIZE} values
     */
    public static Tensor matrix(double[]... rows) {
        int columns = rows.length == 0 ? 0 : rows[0].length;
        int[] shape = {rows.length, columns};
        double[] values = new double[checkedSize(shape)];
        for (int row = 0; row < rows.length; row++) {
            if (rows[row].length != columns) {
                throw new IllegalArgumentException(
                        "row " + row + " has " + rows[row].length + " values, but row 0 has " + columns);
            }
            System.arraycopy(rows[row], 0, values, row * columns, columns);
        }
        return trusted(ElementType.FLOAT64, shape, values);
    }

    /** A float64 tensor: {@link #of(ElementType, int[], double[])}. */
    public static Tensor of(int[] shape, double[] values) {
        return of(ElementType.FLOAT64, shape, values);
    }

    /**
     * A tensor of any rank; both arrays are copied.
     *
     * @param shape sizes along the axes, each 0 or more, rank 0 to {@link #MAX_RANK}
     * @param values as many as the product of the shape, in row-major order, each one a value of the type
     * @throws IllegalArgumentException if any of that does not hold, or the shape asks for more than
     *     {@link #MAX_SIZE} elements
     */
    public static Tensor of(ElementType elementType, int[] shape, double[] values) {
        int size = checkedSize(shape);
        if (size != values.length) {
            throw new IllegalArgumentException(
                    "shape " + Shapes.text(shape) + " asks for " + size + " values, but there are " + values.length);
        }
        Tensor tensor = trusted(elementType, shape.clone(), values.clone());
        tensor.checkHeldBy(elementType);
        return tensor;
    }

    /** A tensor of arrays that are not copied: the caller has checked them and keeps no hold on them. */
    static Tensor trusted(ElementType elementType, int[] shape, double[] values) {
        return new Tensor(elementType, shape, values, 0, values.length);
    }

    /** What one element was in the file the tensor came from; float64 if it came from text or was made here. */
    public ElementType elementType() {
        return elementType;
    }

    /** Sizes along the axes, as a copy. */
    public int[] shape() {
        return shape.clone();
    }

    /** Size along one axis, counted from 0. */
    public int length(int axis) {
        return shape[axis];
    }

    /** Number of axes. */
    public int rank() {
        return shape.length;
    }

    /** Number of elements, 0 to {@link #MAX_SIZE}. */
    public int size() {
        return size;
    }

    /** All values in row-major order, as a copy of length {@link #size()}. */
    public double[] values() {
        return Arrays.copyOfRange(values, offset, offset + size);
    }

    /** The value at a position in row-major order, 0 to {@code size() - 1}. */
    public double at(int position) {
        checkIndex(position, size, "position");
        return values[offset + position];
    }

    /**
     * The value at an index, one number per axis, each counted from 0; without numbers, the value of a scalar.
     *
     * @throws IllegalArgumentException if there is not one number per axis
     * @throws IndexOutOfBoundsException if a number lies outside of its axis
     */
    public double get(int... index) {
        if (index.length != shape.length) {
            throw new IllegalArgumentException(
                    "an index of " + index.length + " numbers does not fit shape " + Shapes.text(shape));
        }
        int position = 0;
        for (int axis = 0; axis < index.length; axis++) {
            checkIndex(index[axis], shape[axis], "index");
            position = position * shape[axis] + index[axis];
        }
        return values[offset + position];
    }

    /**
     * The part at one index of the first axis, of rank one less. It shares the values; nothing is copied.
     *
     * @throws IllegalArgumentException if this is a scalar
     * @throws IndexOutOfBoundsException if the index lies outside of the first axis
     */
    public Tensor slice(int index) {
        if (shape.length == 0) {
            throw new IllegalArgumentException("a scalar has no slices");
        }
        checkIndex(index, shape[0], "index");
        int length = size / shape[0];
        int[] rest = Arrays.copyOfRange(shape, 1, shape.length);
        return new Tensor(elementType, rest, values, offset + index * length, length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tensor that
                && elementType == that.elementType
                && Arrays.equals(shape, that.shape)
                && Arrays.equals(values, offset, offset + size, that.values, that.offset, that.offset + that.size);
    }

    @Override
    public int hashCode() {
        int hash = 31 * elementType.ordinal() + Arrays.hashCode(shape);
        for (int i = offset; i < offset + size; i++) {
            hash = 31 * hash + Double.hashCode(values[i]);
        }
        return hash;
    }

    /** Type and shape, such as {@code uint8 (60000, 28, 28)}, without the values. */
    @Override
    public String toString() {
        return elementType.label() + " " + Shapes.text(shape);
    }

    /** Throws {@link IllegalArgumentException} with index and value if a value is none of the type. */
    void checkHeldBy(ElementType type) {
        if (type == ElementType.FLOAT64) {
            return;
        }
        for (int i = 0; i < size; i++) {
            if (!type.holds(values[offset + i])) {
                throw new IllegalArgumentException("element " + Shapes.index(shape, i) + " is "
                        + Decimal.format(values[offset + i]) + ", which " + type.label() + " cannot hold");
            }
        }
    }

    private static int checkedSize(int[] shape) {
        if (shape.length > MAX_RANK) {
            throw new IllegalArgumentException("rank " + shape.length + " is more than " + MAX_RANK);
        }
        for (int length : shape) {
            if (length < 0) {
                throw new IllegalArgumentException("shape " + Shapes.text(shape) + " has a negative size");
            }
        }
        long size = Shapes.count(shape);
        if (size > MAX_SIZE) {
            throw new IllegalArgumentException(tooLarge(shape));
        }
        return (int) size;
    }

    static String tooLarge(int[] shape) {
        return "shape " + Shapes.text(shape) + " has more than " + MAX_SIZE + " elements";
    }

    private static void checkIndex(int index, int length, String what) {
        if (index < 0 || index >= length) {
            throw new IndexOutOfBoundsException(what + " " + index + " is out of range for length " + length);
        }
    }
}
