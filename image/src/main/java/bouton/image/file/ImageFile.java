package bouton.image.file;

import bouton.image.net.Image;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Images as files. All numbers are big endian:
 *
 * <pre>
 *   8 bytes   magic, 8A "BOUTON" 0A
 *   4         version of the format
 *   8         length n of the payload
 *   n         payload: the schema as a string, then the image as the schema says ({@link Encoder})
 *   32        SHA-256 of all that stands before
 * </pre>
 *
 * An image has exactly one such file, on every machine. Both directions work in small pieces, so that an image may be
 * larger than an array can be.
 */
public final class ImageFile {
    /** The version of the format that is written; no later one can be read. */
    public static final int VERSION = 1;

    /** How deep blocks may be nested. */
    public static final int MAX_NESTING = 200;

    private static final byte[] MAGIC = {(byte) 0x8A, 'B', 'O', 'U', 'T', 'O', 'N', '\n'};

    private static final int HEADER = MAGIC.length + Integer.BYTES + Long.BYTES;

    private static final int HASH = 32;

    private ImageFile() {}

    /**
     * Writes the file of an image; does not close the stream.
     *
     * @throws IllegalArgumentException if {@link ImageCheck} finds a problem, so that the file could not be read back
     */
    public static void write(Image image, OutputStream out) throws IOException {
        List<String> problems = ImageCheck.problems(image);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(summary(problems));
        }
        out.write(encode(image, out));
    }

    /**
     * Identifies an image: the SHA-256 that stands at the end of its file, in hexadecimal.
     *
     * @throws IllegalArgumentException if blocks are nested deeper than {@link #MAX_NESTING}
     */
    public static String hash(Image image) {
        try {
            return HexFormat.of().formatHex(encode(image, OutputStream.nullOutputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads the file of an image and checks it with {@link ImageCheck}.
     *
     * @throws ImageFormatException if the bytes are not an image that this version can read
     */
    public static Image read(byte[] bytes) throws ImageFormatException {
        try {
            return read(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads the file of an image to the end of the stream and checks it with {@link ImageCheck}; does not close the stream.
     *
     * @throws ImageFormatException if the bytes are not an image that this version can read
     */
    public static Image read(InputStream in) throws IOException, ImageFormatException {
        MessageDigest digest = sha256();
        long length = header(in, digest);
        Source source = new Source(in, digest, HEADER, length, HASH);
        Image image;
        try {
            image = new Decoder(source).image();
        } catch (ImageFormatException e) {
            // Whatever the decoder stumbled over: if the bytes were damaged, that is the better explanation.
            end(in, source, digest);
            throw e;
        }
        end(in, source, digest);
        List<String> problems = ImageCheck.problems(image);
        if (!problems.isEmpty()) {
            throw new ImageFormatException(summary(problems));
        }
        return image;
    }

    /** Everything but the hash goes to the stream; the hash is returned. */
    private static byte[] encode(Image image, OutputStream out) throws IOException {
        Sink counter = new Sink(OutputStream.nullOutputStream());
        new Encoder(counter).image(image);
        MessageDigest digest = sha256();
        Sink sink = new Sink(new DigestOutputStream(out, digest));
        sink.bytes(MAGIC);
        sink.int32(VERSION);
        sink.int64(counter.finish());
        new Encoder(sink).image(image);
        sink.finish();
        return digest.digest();
    }

    /** Length of the payload. */
    private static long header(InputStream in, MessageDigest digest) throws IOException, ImageFormatException {
        byte[] start = in.readNBytes(HEADER);
        int compared = Math.min(start.length, MAGIC.length);
        if (start.length == 0) {
            throw new ImageFormatException("the file is empty");
        }
        if (!Arrays.equals(start, 0, compared, MAGIC, 0, compared)) {
            throw new ImageFormatException("not an image of Bouton");
        }
        if (start.length < HEADER) {
            throw new ImageFormatException("the file is cut off after " + start.length + " bytes");
        }
        ByteBuffer numbers = ByteBuffer.wrap(start).position(MAGIC.length);
        int version = numbers.getInt();
        if (version > VERSION) {
            throw new ImageFormatException("written by a later version of Bouton (format " + version
                    + "; this one reads up to " + VERSION + ")");
        }
        if (version < 1) {
            throw new ImageFormatException("there is no format " + version + " of images: the file is damaged");
        }
        long length = numbers.getLong();
        if (length < 0 || length > Long.MAX_VALUE - HEADER - HASH) {
            throw new ImageFormatException("the length in the file is not possible: the file is damaged");
        }
        digest.update(start);
        return length;
    }

    private static void end(InputStream in, Source source, MessageDigest digest)
            throws IOException, ImageFormatException {
        source.drain();
        byte[] computed = digest.digest();
        byte[] stored = in.readNBytes(HASH);
        if (stored.length < HASH) {
            throw source.cutOff(stored.length);
        }
        if (!MessageDigest.isEqual(stored, computed)) {
            throw new ImageFormatException("the checksum does not match: the file is damaged");
        }
        if (in.read() >= 0) {
            throw new ImageFormatException("something follows the end of the image: the file is damaged");
        }
    }

    private static String summary(List<String> problems) {
        int more = problems.size() - 1;
        return "the image does not hold together: " + problems.getFirst()
                + (more > 0 ? " (and " + more + " more)" : "");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
