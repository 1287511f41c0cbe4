package bouton.image.data;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;

/**
 * Writes an NPY file of shape {@code (N, ...)} row by row, without knowing N beforehand.
 *
 * <p>The header has a fixed length and is rewritten after the values it counts: at every moment the file is a valid
 * array of the rows before the last {@link #flush()}, with perhaps more bytes behind it, which NumPy skips.
 * {@link #resume} turns those into rows, too. After an {@link IOException} the writer counts as closed, and the file
 * is left so. The channel stays the caller's, who closes it after the writer. Not for use by several threads at once.
 */
public final class NpyWriter implements AutoCloseable {

    private static final int BUFFER_BYTES = 1 << 16;

    private final SeekableByteChannel channel;
    private final ElementType type;
    private final int[] rowShape;
    private final int rowSize;
    private final int headerBytes;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private long rows;
    private boolean closed;

    /**
     * Begins an array of 0 rows.
     *
     * @param channel empty and writable, such as a {@code FileChannel} just opened with CREATE and TRUNCATE_EXISTING;
     *     not with APPEND, as the header is rewritten
     * @param type how elements are written
     * @param rowShape the shape of one row, without the leading N; empty for an array of shape {@code (N,)}
     * @throws IllegalArgumentException if the channel is not empty, or the row shape is not one of a {@link Tensor}
     * @throws IOException if the channel fails
     */
    public NpyWriter(SeekableByteChannel channel, ElementType type, int... rowShape) throws IOException {
        this(channel, type, rowShape.clone(), 0);
        if (channel.size() != 0) {
            throw new IllegalArgumentException("the channel has " + channel.size() + " bytes already");
        }
        writeHeader();
    }

    private NpyWriter(SeekableByteChannel channel, ElementType type, int[] rowShape, long rows) {
        if (rowShape.length >= Tensor.MAX_RANK) {
            throw new IllegalArgumentException("rank " + (rowShape.length + 1L) + " is more than " + Tensor.MAX_RANK);
        }
        if (Arrays.stream(rowShape).anyMatch(length -> length < 0)) {
            throw new IllegalArgumentException("shape " + Shapes.text(rowShape) + " has a negative size");
        }
        if (Shapes.count(rowShape) > Tensor.MAX_SIZE) {
            throw new IllegalArgumentException(Tensor.tooLarge(rowShape));
        }
        this.channel = channel;
        this.type = type;
        this.rowShape = rowShape;
        this.rowSize = (int) Shapes.count(rowShape);
        this.headerBytes = NpyHeader.render(type, 0, rowShape).length;
        this.rows = rows;
    }

    /**
     * Goes on with a file that this class began, perhaps one whose writer was interrupted: all whole rows in it are
     * kept, whatever its header counts, and a part of a row at its end is cut off. To repair a file it is enough to
     * resume and close it.
     *
     * @param channel readable and writable
     * @throws DataFormatException if the file does not begin with a header of this class
     * @throws IOException if the channel fails
     */
    public static NpyWriter resume(SeekableByteChannel channel) throws IOException, DataFormatException {
        // Enough for a shape of 64 axes.
        ByteBuffer start = ByteBuffer.allocate((int) Math.min(channel.size(), 2048));
        channel.position(0);
        while (start.hasRemaining()) {
            if (channel.read(start) < 0) {
                throw new EOFException("the channel became shorter while it was read");
            }
        }
        NpyHeader header = NpyHeader.read(new ByteArrayInputStream(start.array()));
        if (header.columnMajor || header.shape.length == 0) {
            throw foreign();
        }
        int[] rowShape = Arrays.copyOfRange(header.shape, 1, header.shape.length);
        if (Shapes.count(rowShape) > Tensor.MAX_SIZE) {
            throw new DataFormatException(Tensor.tooLarge(header.shape));
        }
        byte[] expected = NpyHeader.render(header.type, header.shape[0], rowShape);
        if (!Arrays.equals(expected, 0, expected.length, start.array(), 0, header.bytes)) {
            throw foreign();
        }
        long rowBytes = Shapes.count(rowShape) * header.type.bytes();
        // Rows without elements leave no trace in the length, so only the header counts them.
        long rows = rowBytes == 0 ? header.shape[0] : (channel.size() - header.bytes) / rowBytes;
        channel.truncate(header.bytes + rows * rowBytes);
        return new NpyWriter(channel, header.type, rowShape, rows);
    }

    /**
     * Goes on with a file that this class began, behind its first {@code rows} rows: whatever follows them is cut off.
     *
     * @param channel writable
     * @param type as it was begun with
     * @param rowShape as it was begun with
     * @throws IOException if the channel fails, or has less rows
     */
    public static NpyWriter resume(SeekableByteChannel channel, ElementType type, long rows, int... rowShape)
            throws IOException {
        NpyWriter writer = new NpyWriter(channel, type, rowShape.clone(), rows);
        long bytes = writer.bytes();
        if (channel.size() < bytes) {
            throw new EOFException("the NPY file has less than " + rows + " rows");
        }
        channel.truncate(bytes);
        writer.writeHeader();
        return writer;
    }

    /** Bytes of the file with all rows appended so far. */
    public long bytes() {
        return headerBytes + rows * rowSize * type.bytes();
    }

    /** Number of rows appended so far. */
    public long rows() {
        return rows;
    }

    /**
     * Appends one row or several.
     *
     * @param values the elements in row-major order, a whole number of rows
     * @throws IllegalArgumentException if that does not hold, or the type does not {@link ElementType#holds hold} a
     *     value; nothing is appended then
     * @throws IllegalStateException if the writer is closed, by an earlier failure too
     * @throws IOException if the channel fails
     */
    public void append(double... values) throws IOException {
        requireOpen();
        if (rowSize == 0 ? values.length != 0 : values.length % rowSize != 0) {
            throw new IllegalArgumentException(
                    values.length + " values are not a whole number of rows of " + rowSize + " values");
        }
        for (double value : values) {
            if (!type.holds(value)) {
                throw new IllegalArgumentException(Decimal.format(value) + " is not a value of " + type.label());
            }
        }
        for (double value : values) {
            if (buffer.remaining() < type.bytes()) {
                drain();
            }
            Elements.put(type, buffer, value);
        }
        rows += rowSize == 0 ? 1 : values.length / rowSize;
    }

    /** Writes all rows appended so far and then the header that counts them; does not force them to the disk. */
    public void flush() throws IOException {
        requireOpen();
        drain();
        writeHeader();
    }

    /** Flushes; the channel stays open. A second call does nothing. */
    @Override
    public void close() throws IOException {
        if (!closed) {
            flush();
            closed = true;
        }
    }

    private void drain() throws IOException {
        buffer.flip();
        write(channel.size(), buffer);
        buffer.clear();
    }

    private void writeHeader() throws IOException {
        ByteBuffer header = ByteBuffer.wrap(NpyHeader.render(type, rows, rowShape));
        if (header.remaining() != headerBytes) {
            throw new IllegalStateException("the header changed its length");
        }
        write(0, header);
    }

    private void write(long position, ByteBuffer bytes) throws IOException {
        // Open again only if all goes well: after a part of a row, the next one would begin at a wrong place.
        closed = true;
        channel.position(position);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        closed = false;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the writer is closed");
        }
    }

    private static DataFormatException foreign() {
        return new DataFormatException("the NPY file was not written row by row, so it cannot be gone on with");
    }
}
