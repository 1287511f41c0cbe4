package bouton.image.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Writes big-endian numbers in large pieces and counts the bytes. */
final class Sink {
    private final OutputStream out;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 14);
    private long written;

    Sink(OutputStream out) {
        this.out = out;
    }

    void int8(int value) throws IOException {
        room(Byte.BYTES).put((byte) value);
    }

    void int32(int value) throws IOException {
        room(Integer.BYTES).putInt(value);
    }

    void int64(long value) throws IOException {
        room(Long.BYTES).putLong(value);
    }

    /** Every NaN becomes the same one; the sign of a zero is kept. */
    void float64(double value) throws IOException {
        int64(Double.doubleToLongBits(value));
    }

    void bytes(byte[] bytes) throws IOException {
        if (bytes.length <= buffer.capacity()) {
            room(bytes.length).put(bytes);
        } else {
            flush();
            out.write(bytes);
            written += bytes.length;
        }
    }

    /** Hands everything to the stream; the number of bytes so far. */
    long finish() throws IOException {
        flush();
        return written;
    }

    private ByteBuffer room(int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            flush();
        }
        return buffer;
    }

    private void flush() throws IOException {
        out.write(buffer.array(), 0, buffer.position());
        written += buffer.position();
        buffer.clear();
    }
}
