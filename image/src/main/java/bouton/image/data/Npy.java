package bouton.image.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * NumPy's file format for one array. Read are versions 1.0 to 3.0, every type of {@link ElementType}, both byte orders
 * and both index orders; written is version 1.0, little-endian and row-major, as {@code numpy.save} does. Source:
 * numpy.lib.format. For arrays that grow row by row see {@link NpyWriter}.
 */
public final class Npy {

    private static final int CHUNK_BYTES = 1 << 16;

    private Npy() {}

    /**
     * Decodes a whole file.
     *
     * @return the array with its shape and element type
     * @throws DataFormatException if the bytes are no NPY file, or bytes are missing or left over, or the type is none
     *     of {@link ElementType}, or an integer cannot be held by a double exactly, or there are too many elements
     */
    public static Tensor decode(byte[] bytes) throws DataFormatException {
        ByteArrayInputStream in = new ByteArrayInputStream(bytes);
        try {
            Tensor tensor = decode(in, bytes.length);
            if (in.available() > 0) {
                throw new DataFormatException(Texts.count(in.available(), "byte") + " after the array of shape "
                        + Shapes.text(tensor.shape())
                        + " (the file holds more than one array, or its recording was interrupted)");
            }
            return tensor;
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory were not readable", e);
        }
    }

    /**
     * Decodes one array and leaves the stream at the byte after it; otherwise as {@link #decode(byte[])}. The stream
     * is not closed.
     *
     * @throws IOException if the stream fails
     */
    public static Tensor decode(InputStream in) throws IOException, DataFormatException {
        return decode(in, 0);
    }

    /**
     * Encodes as the tensor's own {@link Tensor#elementType() element type}.
     *
     * @throws IllegalArgumentException if the file would be larger than a Java array
     */
    public static byte[] encode(Tensor tensor) {
        return encode(tensor, tensor.elementType());
    }

    /**
     * Encodes as a type of choice.
     *
     * @throws IllegalArgumentException if the type does not {@link ElementType#holds hold} one of the values, or the
     *     file would be larger than a Java array ({@link NpyWriter} can write it)
     */
    public static byte[] encode(Tensor tensor, ElementType type) {
        tensor.checkHeldBy(type);
        byte[] header = NpyHeader.render(type, tensor.shape());
        long length = header.length + (long) tensor.size() * type.bytes();
        if (length > Tensor.MAX_SIZE) {
            throw new IllegalArgumentException("an NPY file of " + length + " bytes does not fit a Java array");
        }
        ByteBuffer file = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(header);
        for (int i = 0; i < tensor.size(); i++) {
            Elements.put(type, file, tensor.at(i));
        }
        return file.array();
    }

    /** @param atHand bytes that surely exist, for which memory can be taken at once */
    private static Tensor decode(InputStream in, int atHand) throws IOException, DataFormatException {
        NpyHeader header = NpyHeader.read(in);
        if (Shapes.count(header.shape) > Tensor.MAX_SIZE) {
            throw new DataFormatException(Tensor.tooLarge(header.shape));
        }
        int count = (int) Shapes.count(header.shape);
        double[] values = readValues(in, header, count, atHand);
        if (header.columnMajor) {
            values = Shapes.rowMajor(header.shape, values);
        }
        return Tensor.trusted(header.type, header.shape, values);
    }

    /** Reads in chunks into an array that grows, because the header may promise more than the stream has. */
    private static double[] readValues(InputStream in, NpyHeader header, int count, int atHand)
            throws IOException, DataFormatException {
        int width = header.type.bytes();
        byte[] chunk = new byte[CHUNK_BYTES];
        ByteBuffer source = ByteBuffer.wrap(chunk).order(header.order);
        double[] values = new double[Math.min(count, Math.max(CHUNK_BYTES, atHand / width))];
        int done = 0;
        while (done < count) {
            int wanted = Math.min(CHUNK_BYTES / width, count - done);
            int read = in.readNBytes(chunk, 0, wanted * width);
            if (read < wanted * width) {
                throw truncated(header, count, (long) done * width + read);
            }
            if (values.length < done + wanted) {
                values = Arrays.copyOf(values, (int) Math.min(count, 2L * values.length));
            }
            int refused = Elements.decode(header.type, source, values, done, wanted);
            if (refused >= 0) {
                int position = done + refused;
                String index = header.columnMajor
                        ? Shapes.columnMajorIndex(header.shape, position)
                        : Shapes.index(header.shape, position);
                throw new DataFormatException(
                        "element " + index + " is " + Elements.refusal(header.type, source, refused));
            }
            done += wanted;
        }
        return values;
    }

    private static DataFormatException truncated(NpyHeader header, int count, long present) {
        return new DataFormatException("the array of shape " + Shapes.text(header.shape) + " and type "
                + header.type.label() + " needs " + Texts.count((long) count * header.type.bytes(), "byte")
                + ", but the file has only " + present);
    }
}
