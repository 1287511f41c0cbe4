package bouton.image.data;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** Gzipped bytes, known by their first two bytes (RFC 1952, section 2.3.1). */
final class Gzip {

    private Gzip() {}

    /**
     * The bytes themselves, or what they decompress to if they are gzipped.
     *
     * @param limit the largest number of bytes to decompress to, so that a small file cannot fill the memory
     */
    static byte[] unwrap(byte[] bytes, int limit) throws DataFormatException {
        if (bytes.length < 2 || bytes[0] != (byte) 0x1F || bytes[1] != (byte) 0x8B) {
            return bytes;
        }
        try (GZIPInputStream stream = new GZIPInputStream(new ByteArrayInputStream(bytes), 1 << 16)) {
            byte[] plain = stream.readNBytes(limit);
            if (stream.read() >= 0) {
                throw new DataFormatException(
                        "the gzipped data is larger than " + Texts.count(limit, "byte") + " when decompressed");
            }
            return plain;
        } catch (EOFException e) {
            throw fault("the gzipped data ends too early", e);
        } catch (IOException e) {
            throw fault("the gzipped data is damaged", e);
        }
    }

    private static DataFormatException fault(String detail, IOException cause) {
        DataFormatException fault = new DataFormatException(detail);
        fault.initCause(cause);
        return fault;
    }
}
