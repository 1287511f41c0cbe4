package bouton.cli.output;

import bouton.image.file.ImageFile;
import bouton.image.net.Image;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;

/**
 * Where an image lies.
 *
 * @param path relative to the manifest
 * @param sha256 the hash at the end of its file, in hexadecimal
 */
record StoredImage(String path, String sha256) {
    private static final int HASH_BYTES = 32;

    static StoredImage write(Place place, String name, Image image) throws IOException {
        WholeFile.write(place.file(name), out -> ImageFile.write(image, out));
        // Read back: to compute it once more would mean to encode the image twice.
        try (FileChannel file = FileChannel.open(place.file(name), StandardOpenOption.READ)) {
            ByteBuffer hash = ByteBuffer.allocate(HASH_BYTES);
            long start = file.size() - HASH_BYTES;
            while (hash.hasRemaining() && file.read(hash, start + hash.position()) > 0) {
                // Until the end of the file.
            }
            return new StoredImage(place.path(name), HexFormat.of().formatHex(hash.array()));
        }
    }
}
