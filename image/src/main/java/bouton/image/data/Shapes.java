package bouton.image.data;

import java.util.StringJoiner;

/** Arithmetic and texts on shapes, the sizes of an array along its axes. */
final class Shapes {

    private Shapes() {}

    /** Number of elements, {@code Long.MAX_VALUE} if it is larger; 1 for rank 0. Sizes are not negative. */
    static long count(int[] shape) {
        for (int size : shape) {
            if (size == 0) {
                // Asked first, since a product of the other sizes that overflows does not matter then.
                return 0;
            }
        }
        long count = 1;
        for (int size : shape) {
            if (count > Long.MAX_VALUE / size) {
                return Long.MAX_VALUE;
            }
            count *= size;
        }
        return count;
    }

    /** As Python writes a tuple: {@code ()}, {@code (3,)}, {@code (3, 4)}. */
    static String text(int[] shape) {
        if (shape.length == 1) {
            return "(" + shape[0] + ",)";
        }
        StringJoiner text = new StringJoiner(", ", "(", ")");
        for (int size : shape) {
            text.add(Integer.toString(size));
        }
        return text.toString();
    }

    /** The index, such as {@code [1, 0]}, of the element at a position in row-major order. */
    static String index(int[] shape, long position) {
        long[] index = new long[shape.length];
        long rest = position;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            index[axis] = rest % shape[axis];
            rest /= shape[axis];
        }
        return text(index);
    }

    /** The index of the element at a position in column-major (Fortran) order. */
    static String columnMajorIndex(int[] shape, long position) {
        long[] index = new long[shape.length];
        long rest = position;
        for (int axis = 0; axis < shape.length; axis++) {
            index[axis] = rest % shape[axis];
            rest /= shape[axis];
        }
        return text(index);
    }

    /** Reorders column-major (Fortran) values into row-major ones. The result may be the argument. */
    static double[] rowMajor(int[] shape, double[] columnMajor) {
        if (shape.length < 2 || columnMajor.length == 0) {
            return columnMajor;
        }
        int[] stride = new int[shape.length];
        stride[0] = 1;
        for (int axis = 1; axis < shape.length; axis++) {
            stride[axis] = stride[axis - 1] * shape[axis - 1];
        }
        double[] values = new double[columnMajor.length];
        int[] index = new int[shape.length];
        int source = 0;
        for (int target = 0; target < values.length; target++) {
            values[target] = columnMajor[source];
            // An odometer: the last axis turns fastest, and a full turn carries into the axis before it.
            for (int axis = shape.length - 1; axis >= 0; axis--) {
                source += stride[axis];
                if (++index[axis] < shape[axis]) {
                    break;
                }
                source -= stride[axis] * shape[axis];
                index[axis] = 0;
            }
        }
        return values;
    }

    private static String text(long[] index) {
        StringJoiner text = new StringJoiner(", ", "[", "]");
        for (long i : index) {
            text.add(Long.toString(i));
        }
        return text.toString();
    }
}
