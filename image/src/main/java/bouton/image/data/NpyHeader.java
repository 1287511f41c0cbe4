package bouton.image.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What stands before the values of an NPY file: magic bytes, version, header length, and a Python dictionary of type,
 * order and shape. Source: numpy.lib.format, "Format Version 1.0" to "Format Version 3.0".
 */
final class NpyHeader {

    /** Far more than a header of the types read here needs; version 2.0 would allow 4 GiB. */
    static final int LONGEST = 1 << 20;

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int PREFIX_BYTES = 10;
    private static final int ALIGNMENT = 64;
    private static final int COUNT_DIGITS = 21;

    final ElementType type;
    final ByteOrder order;
    final boolean columnMajor;
    final int[] shape;
    /** Bytes before the values. */
    final int bytes;

    NpyHeader(ElementType type, ByteOrder order, boolean columnMajor, int[] shape, int bytes) {
        this.type = type;
        this.order = order;
        this.columnMajor = columnMajor;
        this.shape = shape;
        this.bytes = bytes;
    }

    static boolean matches(byte[] bytes) {
        return bytes.length >= MAGIC.length && Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    /** Reads a header and leaves the stream at the first value. */
    static NpyHeader read(InputStream in) throws IOException, DataFormatException {
        byte[] magic = in.readNBytes(MAGIC.length);
        if (!matches(magic)) {
            throw new DataFormatException("not an NPY file: it does not begin with the byte 0x93 and 'NUMPY'");
        }
        byte[] version = readExactly(in, 2);
        int lengthBytes;
        Charset charset = StandardCharsets.ISO_8859_1;
        switch ((version[0] & 0xFF) + "." + (version[1] & 0xFF)) {
            case "1.0" -> lengthBytes = 2;
            case "2.0" -> lengthBytes = 4;
            case "3.0" -> {
                lengthBytes = 4;
                charset = StandardCharsets.UTF_8;
            }
            default ->
                throw new DataFormatException("NPY version " + (version[0] & 0xFF) + "." + (version[1] & 0xFF)
                        + " is not known; known are 1.0, 2.0 and 3.0");
        }
        long length = 0;
        byte[] lengthField = readExactly(in, lengthBytes);
        for (int i = lengthBytes - 1; i >= 0; i--) {
            length = length << 8 | lengthField[i] & 0xFF;
        }
        if (length > LONGEST) {
            throw new DataFormatException("an NPY header of " + length + " bytes is longer than " + LONGEST);
        }
        String text = new String(readExactly(in, (int) length), charset);
        return NpyHeaderParser.parse(text, MAGIC.length + 2 + lengthBytes + (int) length);
    }

    /**
     * A version 1.0 header of little-endian, row-major values, byte for byte as {@code numpy.save} writes it. Its
     * length does not depend on the first size, for which room for 21 digits is left.
     *
     * @param shape the text of the shape, such as {@code (3, 4)}
     * @param firstDigits digits of the first size; 21 for rank 0
     */
    private static byte[] render(ElementType type, String shape, int firstDigits) {
        String order = type.bytes() == 1 ? "|" : "<";
        String text = "{'descr': '" + order + type.code() + "', 'fortran_order': False, 'shape': " + shape + ", }"
                + " ".repeat(COUNT_DIGITS - firstDigits);
        int bare = PREFIX_BYTES + text.length() + 1;
        // NumPy adds a whole block to a header that fits already.
        int padding = ALIGNMENT - bare % ALIGNMENT;
        ByteBuffer header = ByteBuffer.allocate(bare + padding).order(ByteOrder.LITTLE_ENDIAN);
        header.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) (text.length() + 1 + padding));
        header.put((text + " ".repeat(padding) + "\n").getBytes(StandardCharsets.ISO_8859_1));
        return header.array();
    }

    static byte[] render(ElementType type, int[] shape) {
        int digits =
                shape.length == 0 ? COUNT_DIGITS : Integer.toString(shape[0]).length();
        return render(type, Shapes.text(shape), digits);
    }

    /** The header of {@code rows} rows, each of the given shape. */
    static byte[] render(ElementType type, long rows, int[] rowShape) {
        StringBuilder shape = new StringBuilder("(").append(rows).append(',');
        for (int axis = 0; axis < rowShape.length; axis++) {
            shape.append(' ').append(rowShape[axis]).append(axis + 1 < rowShape.length ? "," : "");
        }
        return render(type, shape.append(')').toString(), Long.toString(rows).length());
    }

    private static byte[] readExactly(InputStream in, int count) throws IOException, DataFormatException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new DataFormatException("the file ends within its NPY header");
        }
        return bytes;
    }
}
