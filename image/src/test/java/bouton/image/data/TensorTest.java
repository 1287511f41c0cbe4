package bouton.image.data;

import static bouton.image.data.Faults.refusal;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class TensorTest {

    private static final Tensor CUBE =
            Tensor.of(ElementType.UINT8, new int[] {2, 3, 2}, new double[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11});

    @Test
    void scalarHasRankZeroAndOneElement() {
        Tensor scalar = Tensor.of(2.5);
        assertEquals(0, scalar.rank());
        assertEquals(1, scalar.size());
        assertEquals(2.5, scalar.get());
        assertEquals("float64 ()", scalar.toString());
        assertEquals("a scalar has no slices", refusal(() -> scalar.slice(0)));
    }

    @Test
    void indexIsRowMajor() {
        assertEquals(9, CUBE.get(1, 1, 1));
        assertEquals(9, CUBE.at(9));
        assertEquals(3, CUBE.length(1));
        assertEquals("uint8 (2, 3, 2)", CUBE.toString());
    }

    @Test
    void sliceIsThePartAtOneIndexOfTheFirstAxis() {
        Tensor slice = CUBE.slice(1);
        assertArrayEquals(new int[] {3, 2}, slice.shape());
        assertArrayEquals(new double[] {6, 7, 8, 9, 10, 11}, slice.values());
        assertEquals(Tensor.of(ElementType.UINT8, new int[] {2}, new double[] {8, 9}), slice.slice(1));
        assertEquals(9, slice.slice(1).slice(1).get());
        assertEquals(
                slice.hashCode(),
                Tensor.of(ElementType.UINT8, new int[] {3, 2}, slice.values()).hashCode());
    }

    @Test
    void matrixAndVector() {
        Tensor matrix = Tensor.matrix(new double[] {1, 2}, new double[] {3, 4});
        assertArrayEquals(new int[] {2, 2}, matrix.shape());
        assertEquals(Tensor.vector(3, 4), matrix.slice(1));
        assertArrayEquals(new int[] {0, 0}, Tensor.matrix().shape());
        assertEquals(
                "row 1 has 1 values, but row 0 has 2",
                refusal(() -> Tensor.matrix(new double[] {1, 2}, new double[] {3})));
    }

    @Test
    void nothingReachesInside() {
        double[] values = {1, 2};
        int[] shape = {2};
        Tensor tensor = Tensor.of(shape, values);
        values[0] = 9;
        shape[0] = 9;
        tensor.values()[1] = 9;
        tensor.shape()[0] = 9;
        assertEquals(Tensor.vector(1, 2), tensor);
        assertNotEquals(Tensor.vector(1, 3), tensor);
        assertNotEquals(Tensor.of(ElementType.INT8, new int[] {2}, new double[] {1, 2}), tensor);
    }

    @Test
    void badArgumentsAreRefused() {
        assertEquals(
                "shape (2, 3) asks for 6 values, but there are 5",
                refusal(() -> Tensor.of(new int[] {2, 3}, new double[5])));
        assertEquals("shape (-1,) has a negative size", refusal(() -> Tensor.of(new int[] {-1}, new double[0])));
        assertEquals(
                "shape (70000, 70000) has more than 2147483639 elements",
                refusal(() -> Tensor.of(new int[] {70000, 70000}, new double[0])));
        int huge = Integer.MAX_VALUE;
        assertEquals(
                "shape (2147483647, 2147483647, 2147483647) has more than 2147483639 elements",
                refusal(() -> Tensor.of(new int[] {huge, huge, huge}, new double[0])));
        assertEquals("rank 65 is more than 64", refusal(() -> Tensor.of(new int[65], new double[0])));
        assertEquals(
                "element [0, 1] is 256, which uint8 cannot hold",
                refusal(() -> Tensor.of(ElementType.UINT8, new int[] {1, 2}, new double[] {0, 256})));
        assertEquals("an index of 2 numbers does not fit shape (2, 3, 2)", refusal(() -> CUBE.get(0, 0)));
        assertEquals("index 3 is out of range for length 3", outOfBounds(() -> CUBE.get(0, 3, 0)));
        assertEquals("index -1 is out of range for length 2", outOfBounds(() -> CUBE.slice(-1)));
        assertEquals("position 12 is out of range for length 12", outOfBounds(() -> CUBE.at(12)));
    }

    @Test
    void anAxisOfLengthZeroMakesItEmptyWhateverTheOthersAre() {
        Tensor empty = Tensor.of(new int[] {Integer.MAX_VALUE, Integer.MAX_VALUE, 0}, new double[0]);
        assertEquals(0, empty.size());
        assertArrayEquals(new int[] {Integer.MAX_VALUE, 0}, empty.slice(5).shape());
    }

    @Test
    void typesHoldTheirValuesAndNoOthers() {
        assertEquals(true, ElementType.FLOAT16.holds(65504) && ElementType.FLOAT16.holds(Double.NaN));
        assertEquals(false, ElementType.FLOAT16.holds(65505) || ElementType.FLOAT16.holds(0.1));
        assertEquals(true, ElementType.FLOAT32.holds(0.1f) && ElementType.FLOAT32.holds(-0.0));
        assertEquals(false, ElementType.FLOAT32.holds(0.1) || ElementType.FLOAT32.holds(1e300));
        assertEquals(true, ElementType.INT64.holds(-0x1p63) && ElementType.INT64.holds(0x1p62));
        assertEquals(false, ElementType.INT64.holds(0x1p63) || ElementType.INT64.holds(Double.NaN));
        assertEquals(true, ElementType.UINT64.holds(0x1p63) && ElementType.INT8.holds(-0.0));
        assertEquals(false, ElementType.UINT64.holds(0x1p64) || ElementType.UINT64.holds(-1));
        assertEquals(false, ElementType.BOOL.holds(2) || ElementType.BOOL.holds(0.5));
    }

    private static String outOfBounds(Runnable action) {
        return String.valueOf(
                assertThrows(IndexOutOfBoundsException.class, action::run).getMessage());
    }
}
