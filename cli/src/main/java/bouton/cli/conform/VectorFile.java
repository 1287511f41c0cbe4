package bouton.cli.conform;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads a file of vectors: JSON, gzipped or not. */
final class VectorFile {
    /** Larger than any recording; a file that unpacks to more is not one. */
    private static final int MOST_BYTES = 1 << 29;

    private VectorFile() {}

    static Fields read(Path path) {
        try {
            byte[] bytes = Files.readAllBytes(path);
            boolean zipped = bytes.length > 1 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
            return parse(zipped ? unzip(bytes) : bytes);
        } catch (IOException e) {
            String reason = e.getMessage();
            throw new VectorException(
                    "cannot be read: " + (reason == null ? e.getClass().getSimpleName() : reason));
        }
    }

    private static byte[] unzip(byte[] bytes) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            byte[] result = in.readNBytes(MOST_BYTES);
            if (in.read() >= 0) {
                throw new VectorException("unpacks to more than " + MOST_BYTES / (1 << 20) + " MB");
            }
            return result;
        }
    }

    private static Fields parse(byte[] bytes) {
        try {
            return new Fields(JsonMapper.shared().readTree(bytes), "");
        } catch (JacksonException e) {
            String where =
                    e.getLocation() == null ? "" : " at line " + e.getLocation().getLineNr();
            throw new VectorException(
                    "is not JSON" + where + ": " + e.getOriginalMessage().replaceFirst(": enable `.*", ""));
        }
    }
}
