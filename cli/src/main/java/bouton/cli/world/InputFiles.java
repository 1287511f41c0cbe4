package bouton.cli.world;

import bouton.dsl.diagnostic.Suggestions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads files that a user named; what goes wrong is said in a sentence that fits behind the name. */
public final class InputFiles {
    /** How many names of a folder are looked at for a suggestion. */
    private static final int NAMES = 1000;

    private InputFiles() {}

    /**
     * All bytes of a file, or its first {@code limit} + 1 if it is longer.
     *
     * @throws IOException with a message for the user that does not repeat the name
     */
    public static byte[] read(Path file, int limit) throws IOException {
        try (InputStream in = open(file)) {
            return in.readNBytes(limit + 1);
        }
    }

    /**
     * Opens a file; the caller closes it.
     *
     * @throws IOException with a message for the user that does not repeat the name
     */
    public static InputStream open(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("it is a folder");
        }
        try {
            return Files.newInputStream(file);
        } catch (NoSuchFileException e) {
            String suggestion =
                    similar(file).map(name -> "; did you mean `" + name + "`?").orElse("");
            throw new IOException("there is no such file" + suggestion, e);
        } catch (AccessDeniedException e) {
            throw new IOException("you may not read it", e);
        }
    }

    /** The most similar name in the folder of a file that is not there. */
    private static Optional<String> similar(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> there = Files.list(folder)) {
            List<String> names = there.limit(NAMES)
                    .filter(Files::isRegularFile)
                    .map(p -> p.getFileName().toString())
                    .toList();
            String name = file.getFileName().toString();
            if (names.contains(name + ".bouton")) {
                return Optional.of(file.resolveSibling(name + ".bouton").toString());
            }
            return Suggestions.closest(name, names)
                    .map(best -> file.resolveSibling(best).toString());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
