package bouton.cli.conform;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads a file of vectors: JSON, gzipped or not. */
final class VectorFile {
    /** Larger than any recording; a file that unpacks to more is not one. */
    private static final int MOST_BYTES = 1 << 29;

    private VectorFile() {}

    static Fields read(Path path) {
        return parse(bytes(path, MOST_BYTES), JsonMapper.shared());
    }

    /**
     * As {@link #read(Path)}; a name that an object has twice is refused.
     *
     * @param most bytes that a file of this sort may have, unpacked
     */
    static Fields readStrictly(Path path, int most) {
        return parse(
                bytes(path, most),
                JsonMapper.builder()
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build());
    }

    /**
     * Contents of a file, unpacked if it is gzipped.
     *
     * @param most bytes that it may have, packed or unpacked
     */
    static byte[] bytes(Path path, int most) {
        try {
            if (Files.size(path) > most) {
                throw new VectorException("has more than " + most / (1 << 20) + " MB");
            }
            byte[] bytes = Files.readAllBytes(path);
            boolean zipped = bytes.length > 1 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
            return zipped ? unzip(bytes, most) : bytes;
        } catch (IOException e) {
            String reason = e.getMessage();
            throw new VectorException(
                    "cannot be read: " + (reason == null ? e.getClass().getSimpleName() : reason));
        }
    }

    private static byte[] unzip(byte[] bytes, int most) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            byte[] result = in.readNBytes(most);
            if (in.read() >= 0) {
                throw new VectorException("unpacks to more than " + most / (1 << 20) + " MB");
            }
            return result;
        }
    }

    private static Fields parse(byte[] bytes, JsonMapper mapper) {
        try {
            return new Fields(mapper.readTree(bytes), "");
        } catch (JacksonException e) {
            String where =
                    e.getLocation() == null ? "" : " at line " + e.getLocation().getLineNr();
            throw new VectorException(
                    "is not JSON" + where + ": " + e.getOriginalMessage().replaceFirst(": enable `.*", ""));
        }
    }
}
