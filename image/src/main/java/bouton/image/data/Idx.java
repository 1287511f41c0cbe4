package bouton.image.data;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * The IDX format of the MNIST data set: two zero bytes, a byte for the type, a byte for the rank, the sizes as
 * big-endian 32-bit numbers, and the values, big-endian and row-major. Source: Y. LeCun, "The MNIST database", "The IDX
 * file format". Its types are uint8 (0x08), int8 (0x09), int16 (0x0B), int32 (0x0C), float32 (0x0D), float64 (0x0E).
 */
public final class Idx {

    private Idx() {}

    /**
     * Decodes a whole file, gzipped or not; gzipped data of more than {@link DataFiles#MAX_DECOMPRESSED_BYTES} is
     * refused.
     *
     * @return the array with its shape and element type
     * @throws DataFormatException if the bytes are no IDX file or damaged, if bytes are missing or left over, or if
     *     there are too many elements
     */
    public static Tensor decode(byte[] bytes) throws DataFormatException {
        return decodePlain(Gzip.unwrap(bytes, DataFiles.MAX_DECOMPRESSED_BYTES));
    }

    static Tensor decodePlain(byte[] bytes) throws DataFormatException {
        if (bytes.length < 2 || bytes[0] != 0 || bytes[1] != 0) {
            throw new DataFormatException("not an IDX file: it does not begin with two zero bytes");
        }
        if (bytes.length < 4) {
            throw endsWithinHeader();
        }
        int code = bytes[2] & 0xFF;
        ElementType type = type(code)
                .orElseThrow(() -> new DataFormatException(String.format(
                        "IDX type 0x%02X is not known; known are 0x08, 0x09, 0x0B, 0x0C, 0x0D and 0x0E", code)));
        int rank = bytes[3] & 0xFF;
        if (rank > Tensor.MAX_RANK) {
            throw new DataFormatException("the array has more than " + Tensor.MAX_RANK + " axes");
        }
        int headerBytes = 4 + 4 * rank;
        if (bytes.length < headerBytes) {
            throw endsWithinHeader();
        }
        ByteBuffer file = ByteBuffer.wrap(bytes);
        int[] shape = new int[rank];
        for (int axis = 0; axis < rank; axis++) {
            shape[axis] = file.getInt(4 + 4 * axis);
            if (shape[axis] < 0) {
                throw new DataFormatException("the array has a size of " + Integer.toUnsignedString(shape[axis])
                        + " along axis " + axis + "; the largest is " + Integer.MAX_VALUE);
            }
        }
        long count = Shapes.count(shape);
        if (count > Tensor.MAX_SIZE) {
            throw new DataFormatException(Tensor.tooLarge(shape));
        }
        long present = bytes.length - headerBytes;
        if (count * type.bytes() != present) {
            throw new DataFormatException("the array of shape " + Shapes.text(shape) + " and type " + type.label()
                    + " needs " + Texts.count(count * type.bytes(), "byte") + ", but the file has " + present);
        }
        double[] values = new double[(int) count];
        // No IDX type has an element that is refused.
        Elements.decode(type, file.slice(headerBytes, (int) present), values, 0, values.length);
        return Tensor.trusted(type, shape, values);
    }

    /**
     * Encodes as a type of choice, not gzipped.
     *
     * @throws IllegalArgumentException if the format does not have the type, the type does not
     *     {@link ElementType#holds hold} one of the values, or the file would be larger than a Java array
     */
    public static byte[] encode(Tensor tensor, ElementType type) {
        int code = code(type);
        if (code == 0) {
            throw new IllegalArgumentException("IDX has no type " + type.label());
        }
        tensor.checkHeldBy(type);
        long length = 4 + 4L * tensor.rank() + (long) tensor.size() * type.bytes();
        if (length > Tensor.MAX_SIZE) {
            throw new IllegalArgumentException("an IDX file of " + length + " bytes does not fit a Java array");
        }
        ByteBuffer file = ByteBuffer.allocate((int) length);
        file.putInt(code << 8 | tensor.rank());
        Arrays.stream(tensor.shape()).forEach(file::putInt);
        for (int i = 0; i < tensor.size(); i++) {
            Elements.put(type, file, tensor.at(i));
        }
        return file.array();
    }

    static boolean matches(byte[] bytes) {
        return bytes.length >= 4
                && bytes[0] == 0
                && bytes[1] == 0
                && type(bytes[2] & 0xFF).isPresent();
    }

    private static int code(ElementType type) {
        return switch (type) {
            case UINT8 -> 0x08;
            case INT8 -> 0x09;
            case INT16 -> 0x0B;
            case INT32 -> 0x0C;
            case FLOAT32 -> 0x0D;
            case FLOAT64 -> 0x0E;
            case BOOL, INT64, UINT16, UINT32, UINT64, FLOAT16 -> 0;
        };
    }

    private static Optional<ElementType> type(int code) {
        return Arrays.stream(ElementType.values())
                .filter(type -> code != 0 && code(type) == code)
                .findFirst();
    }

    private static DataFormatException endsWithinHeader() {
        return new DataFormatException("the file ends within its IDX header");
    }
}
