package bouton.cli.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Files beside these classes. */
final class Resources {
    private Resources() {}

    /** @throws IllegalStateException if there is none of this name */
    static byte[] bytes(String name) {
        try (InputStream in = Resources.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("Bouton was packed without " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
