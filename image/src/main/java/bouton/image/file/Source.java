package bouton.image.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Reads the payload of a file, whose length may be a lie. What it allocates is never much more than the bytes that have
 * really come.
 */
final class Source {
    private final InputStream in;
    private final MessageDigest digest;
    private final byte[] bytes = new byte[1 << 14];
    /** What has come and has not been used. */
    private final ByteBuffer buffer = ByteBuffer.wrap(bytes).limit(0);
    /** Bytes of the payload still to come from the stream. */
    private long left;

    private final long before;
    private final long length;
    private final long after;

    /**
     * @param digest takes every byte
     * @param before length of what stands before the payload
     * @param length of the payload
     * @param after length of what stands behind it
     */
    Source(InputStream in, MessageDigest digest, long before, long length, long after) {
        this.in = in;
        this.digest = digest;
        this.before = before;
        this.length = length;
        this.after = after;
        this.left = length;
    }

    /** 0 .. 255. */
    int int8() throws IOException, ImageFormatException {
        return need(Byte.BYTES).get() & 0xFF;
    }

    int int32() throws IOException, ImageFormatException {
        return need(Integer.BYTES).getInt();
    }

    long int64() throws IOException, ImageFormatException {
        return need(Long.BYTES).getLong();
    }

    double float64() throws IOException, ImageFormatException {
        long bits = int64();
        double value = Double.longBitsToDouble(bits);
        if (Double.doubleToLongBits(value) != bits) {
            throw new ImageFormatException("a number is none: the file is damaged");
        }
        return value;
    }

    String string() throws IOException, ImageFormatException {
        byte[] text = new byte[0];
        int size = count(1);
        int filled = 0;
        while (filled < size) {
            int piece = Math.min(size - filled, bytes.length);
            text = filled + piece > text.length ? grown(text, filled + piece, size) : text;
            need(piece).get(text, filled, piece);
            filled += piece;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text, 0, size))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ImageFormatException("a name is not UTF-8: the file is damaged");
        }
    }

    /** A count of things of at least {@code size} bytes each, refused if they cannot all stand in the rest. */
    int count(int size) throws IOException, ImageFormatException {
        int count = int32();
        if (count < 0 || (long) count * size > left + buffer.remaining()) {
            throw new ImageFormatException("a list has " + Integer.toUnsignedString(count)
                    + " entries, more than the file: the file is damaged");
        }
        return count;
    }

    /** Whether all of the payload has been used. */
    boolean isAtEnd() {
        return left == 0 && !buffer.hasRemaining();
    }

    /** Takes in what is left of the payload. */
    void drain() throws IOException, ImageFormatException {
        while (left > 0) {
            buffer.clear().limit(0);
            fill();
        }
    }

    /** The fault that the file ends {@code extra} bytes behind what has come of the payload. */
    ImageFormatException cutOff(int extra) {
        return new ImageFormatException("the file is cut off after " + (before + length - left + extra) + " of "
                + (before + length + after) + " bytes");
    }

    private static byte[] grown(byte[] text, int atLeast, int size) {
        return Arrays.copyOf(text, Math.min(size, Math.max(atLeast, 2 * text.length)));
    }

    private ByteBuffer need(int count) throws IOException, ImageFormatException {
        while (buffer.remaining() < count) {
            if (left == 0) {
                throw new ImageFormatException("the payload ends inside of a value: the file is damaged");
            }
            fill();
        }
        return buffer;
    }

    private void fill() throws IOException, ImageFormatException {
        buffer.compact();
        int start = buffer.position();
        int got = in.read(bytes, start, (int) Math.min(left, bytes.length - start));
        if (got < 0) {
            throw cutOff(0);
        }
        digest.update(bytes, start, got);
        left -= got;
        buffer.position(start + got).flip();
    }
}
