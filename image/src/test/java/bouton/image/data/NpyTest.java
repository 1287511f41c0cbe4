package bouton.image.data;

import static bouton.image.data.Faults.message;
import static bouton.image.data.Faults.refusal;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyTest {

    private static final String KNOWN =
            "; only bool, int8 to int64, uint8 to uint64, float16, float32 and float64 are read";

    private static final Map<ElementType, double[]> NUMPY_VALUES = Map.ofEntries(
            Map.entry(ElementType.BOOL, new double[] {1, 0, 1, 0, 0, 1}),
            Map.entry(ElementType.INT8, new double[] {-128, -1, 0, 1, 2, 127}),
            Map.entry(ElementType.INT16, new double[] {-32768, -1, 0, 1, 2, 32767}),
            Map.entry(ElementType.INT32, new double[] {-0x1p31, -1, 0, 1, 2, 0x1p31 - 1}),
            Map.entry(ElementType.INT64, new double[] {-0x1p63, -1, 0, 1, 0x1p53, 0x1p63 - 1024}),
            Map.entry(ElementType.UINT8, new double[] {0, 1, 2, 3, 128, 255}),
            Map.entry(ElementType.UINT16, new double[] {0, 1, 2, 3, 0x1p15, 65535}),
            Map.entry(ElementType.UINT32, new double[] {0, 1, 2, 3, 0x1p31, 0x1p32 - 1}),
            Map.entry(ElementType.UINT64, new double[] {0, 1, 2, 0x1p53, 0x1p63, 0x1p64 - 2048}),
            Map.entry(ElementType.FLOAT16, new double[] {0, -0.0, 1.5, Double.POSITIVE_INFINITY, -65504, Double.NaN}),
            Map.entry(
                    ElementType.FLOAT32,
                    new double[] {0, -0.0, 1.5, Double.NEGATIVE_INFINITY, Float.MIN_VALUE, Double.NaN}),
            Map.entry(
                    ElementType.FLOAT64,
                    new double[] {0, -0.0, 0.1, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, Double.NaN}));

    private static Tensor expected(ElementType type) {
        return Tensor.of(type, new int[] {2, 3}, NUMPY_VALUES.getOrDefault(type, new double[0]));
    }

    @ParameterizedTest
    @EnumSource
    void readsEveryTypeInBothByteOrders(ElementType type) throws DataFormatException {
        for (String order : type.bytes() == 1 ? new String[] {"|"} : new String[] {"<", ">"}) {
            assertEquals(expected(type), Npy.decode(Samples.bytes(order + type.code())), order);
        }
    }

    @ParameterizedTest
    @EnumSource
    void writesTheBytesOfNumpy(ElementType type) {
        String order = type.bytes() == 1 ? "|" : "<";
        assertArrayEquals(Samples.bytes(order + type.code()), Npy.encode(expected(type)));
    }

    @Test
    void readsFortranOrder() throws DataFormatException {
        double[] values = new double[24];
        Arrays.setAll(values, i -> i);
        assertEquals(Tensor.of(ElementType.INT16, new int[] {2, 3, 4}, values), Npy.decode(Samples.bytes("fortran")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"version 2.0", "version 3.0"})
    void readsLaterVersions(String name) throws DataFormatException {
        assertEquals(
                Tensor.of(ElementType.INT16, new int[] {3}, new double[] {1, 2, 3}), Npy.decode(Samples.bytes(name)));
    }

    @Test
    void scalarsAndEmptyArrays() throws DataFormatException {
        assertEquals(Tensor.of(2.5), Npy.decode(Samples.bytes("scalar")));
        assertArrayEquals(Samples.bytes("scalar"), Npy.encode(Tensor.of(2.5)));
        Tensor empty = Tensor.of(ElementType.FLOAT32, new int[] {0, 3}, new double[0]);
        assertEquals(empty, Npy.decode(Samples.bytes("empty")));
        assertArrayEquals(Samples.bytes("empty"), Npy.encode(empty));
    }

    @Test
    void roundTripOfEveryRank() throws DataFormatException {
        SplittableRandom random = new SplittableRandom(7);
        int[] shape = {};
        for (int rank = 0; rank <= 8; rank++) {
            double[] values = random.doubles(Shapes.count(shape)).toArray();
            Tensor tensor = Tensor.of(shape, values);
            assertEquals(tensor, Npy.decode(Npy.encode(tensor)));
            shape = Arrays.copyOf(shape, rank + 1);
            shape[rank] = 1 + rank % 3;
        }
    }

    @Test
    void manyChunksAndAStreamThatGivesLittleAtATime() throws IOException, DataFormatException {
        double[] values = new SplittableRandom(8).doubles(300_000).toArray();
        Tensor tensor = Tensor.of(new int[] {3, 100_000}, values);
        byte[] file = Npy.encode(tensor);
        assertEquals(tensor, Npy.decode(file));
        InputStream slow = new FilterInputStream(new ByteArrayInputStream(file)) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return super.read(target, offset, Math.min(length, 1001));
            }
        };
        assertEquals(tensor, Npy.decode(slow));
    }

    @Test
    void aStreamIsLeftBehindTheArray() throws IOException, DataFormatException {
        InputStream two = new SequenceInputStream(
                new ByteArrayInputStream(Samples.bytes("scalar")),
                new ByteArrayInputStream(Samples.bytes("version 2.0")));
        assertEquals(Tensor.of(2.5), Npy.decode(two));
        assertEquals(3, Npy.decode(two).size());
        assertEquals(-1, two.read());
    }

    @Test
    void encodesAsATypeThatHoldsTheValues() throws DataFormatException {
        Tensor tensor = Npy.decode(Npy.encode(Tensor.vector(1, -0.0, 255), ElementType.UINT8));
        assertEquals(Tensor.of(ElementType.UINT8, new int[] {3}, new double[] {1, 0, 255}), tensor);
        assertEquals(
                "element [1] is 0.5, which int32 cannot hold",
                refusal(() -> Npy.encode(Tensor.vector(1, 0.5), ElementType.INT32)));
        assertEquals(
                "element [0] is nan, which int64 cannot hold",
                refusal(() -> Npy.encode(Tensor.vector(Double.NaN), ElementType.INT64)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ':',
            value = {
                "object: dtype '|O' holds Python objects",
                "complex: dtype '<c16' holds complex numbers",
                "strings: dtype '<U3' holds strings",
                "bytes: dtype '|S3' holds byte strings",
                "raw: dtype '|V3' holds raw bytes or records",
                "dates: dtype '<M8[D]' holds dates",
                "times: dtype '<m8[s]' holds time differences",
                "longdouble: dtype '<f16' is not known",
                "structured: the file holds records (a structured dtype)"
            },
            quoteCharacter = '"')
    void otherTypesAreRefused(String sample, String message) {
        assertEquals(message + KNOWN, message(() -> Npy.decode(Samples.bytes(sample))));
    }

    @Test
    void integersThatADoubleCannotHoldAreRefused() {
        assertEquals(
                "element [1, 1] is 9007199254740993, which a double cannot hold exactly",
                message(() -> Npy.decode(Samples.bytes("int64 2^53+1"))));
        assertEquals(
                "element [0, 1] is 9223372036854775807, which a double cannot hold exactly",
                message(() -> Npy.decode(Samples.bytes("int64 max fortran"))));
        assertEquals(
                "element [0] is 18446744073709551615, which a double cannot hold exactly",
                message(() -> Npy.decode(Samples.bytes("uint64 max"))));
        byte[] large = Samples.bytes("uint64 max");
        // 2^63 + 2^10 lies between two doubles.
        ByteBuffer.wrap(large).order(ByteOrder.LITTLE_ENDIAN).putLong(large.length - 8, Long.MIN_VALUE | 1024);
        assertEquals(
                "element [0] is 9223372036854776832, which a double cannot hold exactly",
                message(() -> Npy.decode(large)));
        byte[] bool = Samples.bytes("|b1");
        bool[bool.length - 2] = (byte) 200;
        assertEquals("element [1, 1] is 200, but a bool is 0 or 1", message(() -> Npy.decode(bool)));
    }

    @Test
    void wrongLengthIsRefused() {
        byte[] file = Samples.bytes("<i4");
        assertEquals(
                "the array of shape (2, 3) and type int32 needs 24 bytes, but the file has only 23",
                message(() -> Npy.decode(Arrays.copyOf(file, file.length - 1))));
        assertEquals(
                "1 byte after the array of shape (2, 3) (the file holds more than one array, or its recording was"
                        + " interrupted)",
                message(() -> Npy.decode(Arrays.copyOf(file, file.length + 1))));
        assertEquals("the file ends within its NPY header", message(() -> Npy.decode(Arrays.copyOf(file, 100))));
        assertEquals(
                "not an NPY file: it does not begin with the byte 0x93 and 'NUMPY'",
                message(() -> Npy.decode(new byte[0])));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            quoteCharacter = '`',
            value = {
                "x@ the NPY header should have '{' at its character 1",
                "{} x@ the NPY header should have nothing more at its character 4",
                "{}@ the NPY header has no key 'descr'",
                "{'descr': '<f8'}@ the NPY header has no key 'fortran_order'",
                "{'descr': '<f8', 'fortran_order': False}@ the NPY header has no key 'shape'",
                "{'descr': '<f8', 'descr': '<f8'}@ the NPY header has the key 'descr' twice",
                "{'what': 1}@ the NPY header has an unknown key 'what'",
                "{what: 1}@ the NPY header should have a text in quotes at its character 2",
                "{'descr' '<f8'}@ the NPY header should have ':' at its character 10",
                "{'descr@ the NPY header has a text without a closing quote",
                "{'descr': 8}@ the NPY header should have a text in quotes at its character 11",
                "{'fortran_order': 0}@ the NPY header should have True or False at its character 19",
                "{'fortran_order': True 'shape'}@ the NPY header should have '}' at its character 24",
                "{'shape': 3}@ the NPY header should have '(' at its character 11",
                "{'shape': (3)}@ the NPY header should have ',' at its character 13",
                "{'shape': (3 4)}@ the NPY header should have ',' or ')' at its character 14",
                "{'shape': (-1,)}@ the NPY header should have a size of 0 or more at its character 12",
                "{'shape': (4, 99999999999)}@"
                        + " the array has a size of 99999999999 along axis 1; the largest is 2147483647",
                "{'shape': (0002147483648,)}@"
                        + " the array has a size of 2147483648 along axis 0; the largest is 2147483647",
                "{'shape': (111111111111111111111111111111,)}@"
                        + " the array has a size of 11111111111111111111... along axis 0; the largest is 2147483647",
                "{'shape': (70000, 70000), 'descr': '<f8', 'fortran_order': False}@"
                        + " shape (70000, 70000) has more than 2147483639 elements",
                "{'shape': (2147483639,), 'descr': '<f8', 'fortran_order': False}@ the array of shape (2147483639,) and"
                        + " type float64 needs 17179869112 bytes, but the file has only 0",
                "{'shape': (2147483639,), 'descr': '|u1', 'fortran_order': True}@ the array of shape (2147483639,) and"
                        + " type uint8 needs 2147483639 bytes, but the file has only 0",
                "{'shape': (), 'descr': '', 'fortran_order': False}@ dtype '' is not known" + KNOWN,
                "{'shape': (), 'descr': '=f8', 'fortran_order': False}@"
                        + " dtype '=f8' does not say its byte order: '<' or '>'",
                "{'shape': (), 'descr': '|f8', 'fortran_order': False}@"
                        + " dtype '|f8' does not say its byte order: '<' or '>'"
            })
    void faultyHeadersAreRefused(String header, String message) {
        assertEquals(message, message(() -> Npy.decode(withHeader(header))));
        assertEquals(message, message(() -> Npy.decode(new ByteArrayInputStream(withHeader(header)))));
    }

    @Test
    void memoryIsTakenOnlyForBytesThatAreThere() {
        byte[] header = withHeader("{'shape': (2147483639,), 'descr': '<f8', 'fortran_order': False}");
        byte[] file = Arrays.copyOf(header, header.length + 1_000_000);
        String message = "the array of shape (2147483639,) and type float64 needs 17179869112 bytes, but the file has"
                + " only 1000000";
        assertEquals(message, message(() -> Npy.decode(file)));
        assertEquals(message, message(() -> Npy.decode(new ByteArrayInputStream(file))));
    }

    @Test
    void tooManyAxesAreRefused() {
        String header = "{'shape': (" + "1,".repeat(65) + "), 'descr': '<f8', 'fortran_order': False}";
        assertEquals("the array has more than 64 axes", message(() -> Npy.decode(withHeader(header))));
    }

    @Test
    void python2HeadersAreRead() throws DataFormatException {
        byte[] file = withHeader("{\"shape\": (0L, 3L), \"fortran_order\": True, \"descr\": '>f4'}");
        assertArrayEquals(new int[] {0, 3}, Npy.decode(file).shape());
    }

    @Test
    void absurdVersionAndHeaderLengthAreRefused() {
        byte[] file = Samples.bytes("version 2.0");
        byte[] version = file.clone();
        version[6] = 4;
        assertEquals("NPY version 4.0 is not known; known are 1.0, 2.0 and 3.0", message(() -> Npy.decode(version)));
        byte[] length = file.clone();
        Arrays.fill(length, 8, 12, (byte) 0xFF);
        assertEquals("an NPY header of 4294967295 bytes is longer than 1048576", message(() -> Npy.decode(length)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fortran", "<f8", "|b1", "version 3.0", "scalar"})
    void truncationAtEveryLengthIsRefused(String sample) {
        Faults.assertNoPrefixDecodes(Samples.bytes(sample), Npy::decode);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fortran", "|b1", "<i8", "structured"})
    void fuzz(String sample) {
        Faults.fuzz(Samples.bytes(sample), 20_251, 20_000, Npy::decode);
    }

    @Test
    void aFailingStreamIsNoFormatError() {
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("unplugged");
            }
        };
        assertTrue(assertThrows(IOException.class, () -> Npy.decode(failing))
                .toString()
                .contains("unplugged"));
    }

    private static byte[] withHeader(String header) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(Arrays.copyOf(Samples.bytes("scalar"), 8));
        file.write(header.length() & 0xFF);
        file.write(header.length() >> 8);
        file.writeBytes(header.getBytes(StandardCharsets.ISO_8859_1));
        return file.toByteArray();
    }
}
