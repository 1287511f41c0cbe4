package bouton.image.file;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The bytes of a {@link StateFile}. All numbers are big endian:
 *
 * <pre>
 *   8 bytes   magic, 8A "BOUTCP" 0A
 *   4         version of the format
 *   chunks    1 kind, 4 length n, n payload, 4 CRC-32C of kind, length and payload
 *   32        SHA-256 of all that stands before
 * </pre>
 *
 * A chunk of kind {@link #NAME} begins a section; the payloads of the {@link #DATA} chunks behind it, joined, are its arrays;
 * one of kind {@link #END} is the last. An array is 1 byte for its type, its name as 2 bytes of length and UTF-8, 8 bytes for
 * the number of elements, and the elements.
 */
final class StateFormat {
    static final byte[] MAGIC = {(byte) 0x8A, 'B', 'O', 'U', 'T', 'C', 'P', '\n'};

    static final int HEADER = MAGIC.length + Integer.BYTES;

    static final int HASH = 32;

    static final byte NAME = 1;
    static final byte DATA = 2;
    static final byte END = 3;

    /** Kind and length. */
    static final int CHUNK_HEAD = 5;

    /** The most bytes in a chunk. */
    static final int CHUNK = 1 << 16;

    static final byte LONGS = 1;
    static final byte INTS = 2;
    static final byte DOUBLES = 3;
    static final byte BYTES = 4;

    private StateFormat() {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
