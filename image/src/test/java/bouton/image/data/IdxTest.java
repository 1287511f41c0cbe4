package bouton.image.data;

import static bouton.image.data.Faults.message;
import static bouton.image.data.Faults.refusal;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class IdxTest {

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "UINT8, 00000801 00000002 00 ff, 0, 255",
        "INT8, 00000901 00000002 80 7f, -128, 127",
        "INT16, 00000b01 00000002 8000 7fff, -32768, 32767",
        "INT32, 00000c01 00000002 80000000 7fffffff, -2147483648, 2147483647",
        "FLOAT32, 00000d01 00000002 3fc00000 ff800000, 1.5, -Infinity",
        "FLOAT64, 00000e01 00000002 3fb999999999999a 7ff8000000000000, 0.1, NaN"
    })
    void everyTypeBothWays(ElementType type, String file, double first, double second) throws DataFormatException {
        Tensor tensor = Tensor.of(type, new int[] {2}, new double[] {first, second});
        assertEquals(tensor, Idx.decode(hex(file)));
        assertArrayEquals(hex(file), Idx.encode(tensor, type));
        Faults.assertNoPrefixDecodes(hex(file), Idx::decode);
    }

    @Test
    void ranksFromZero() throws DataFormatException {
        assertEquals(Tensor.of(ElementType.UINT8, new int[] {}, new double[] {7}), Idx.decode(hex("00000800 07")));
        Tensor cube = Tensor.of(new int[] {2, 1, 2}, new double[] {1, 2, 3, 4});
        assertEquals(cube, Idx.decode(Idx.encode(cube, ElementType.FLOAT64)));
        Tensor empty = Tensor.of(ElementType.UINT8, new int[] {0, 28}, new double[0]);
        assertEquals(empty, Idx.decode(Idx.encode(empty, ElementType.UINT8)));
    }

    @Test
    void gzippedFilesAreRead() throws DataFormatException {
        Tensor images = Tensor.of(ElementType.UINT8, new int[] {2, 2, 2}, new double[] {0, 1, 2, 3, 4, 5, 254, 255});
        assertEquals(images, Idx.decode(Samples.bytes("idx ubyte gz")));
        Faults.assertNoPrefixDecodes(Samples.bytes("idx ubyte gz"), Idx::decode);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            value = {
                "0001@not an IDX file: it does not begin with two zero bytes",
                "000008@the file ends within its IDX header",
                "0000080200000001@the file ends within its IDX header",
                "00000a0100000001@IDX type 0x0A is not known; known are 0x08, 0x09, 0x0B, 0x0C, 0x0D and 0x0E",
                "00000001@IDX type 0x00 is not known; known are 0x08, 0x09, 0x0B, 0x0C, 0x0D and 0x0E",
                "000008ff@the array has more than 64 axes",
                "00000801ffffffff@the array has a size of 4294967295 along axis 0; the largest is 2147483647",
                "000008020001117000011170@shape (70000, 70000) has more than 2147483639 elements",
                "00000e017ffffff7@"
                        + "the array of shape (2147483639,) and type float64 needs 17179869112 bytes,"
                        + " but the file has 0",
                "00000c010000000200000000@"
                        + "the array of shape (2,) and type int32 needs 8 bytes, but the file has 4",
                "00000801000000010000@the array of shape (1,) and type uint8 needs 1 byte, but the file has 2"
            })
    void faultsAreRefused(String file, String message) {
        assertEquals(message, message(() -> Idx.decode(hex(file))));
    }

    @Test
    void whatTheFormatCannotHoldIsRefused() {
        assertEquals(
                "element [1] is 256, which uint8 cannot hold",
                refusal(() -> Idx.encode(Tensor.vector(1, 256), ElementType.UINT8)));
    }

    @ParameterizedTest
    @EnumSource(names = {"BOOL", "INT64", "UINT16", "UINT32", "UINT64", "FLOAT16"})
    void typesItLacksAreRefused(ElementType type) {
        assertEquals("IDX has no type " + type.label(), refusal(() -> Idx.encode(Tensor.vector(1), type)));
    }

    @Test
    void fuzz() {
        Faults.fuzz(hex("00000d02 00000001 00000002 3fc00000 ff800000"), 20_255, 50_000, Idx::decode);
        Faults.fuzz(Samples.bytes("idx ubyte gz"), 20_256, 20_000, Idx::decode);
        byte[] many = new byte[100];
        many[2] = 8;
        Faults.fuzz(many, 20_257, 20_000, Idx::decode);
    }
}
