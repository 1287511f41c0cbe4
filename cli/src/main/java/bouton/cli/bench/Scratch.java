package bouton.cli.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder for the files of a benchmark; gone when it is closed, or when the JVM ends before. */
final class Scratch implements AutoCloseable {
    private final Path folder;
    private final Thread hook = new Thread(this::delete, "bouton-scratch");

    Scratch() {
        try {
            folder = Files.createTempDirectory("bouton-bench");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(hook);
    }

    Path folder() {
        return folder;
    }

    /** Puts a resource into the folder. */
    Path put(String resource) {
        return put(resource, Resources.bytes(resource));
    }

    Path put(String name, byte[] content) {
        try {
            return Files.write(folder.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes a folder and all in it, if it is there. */
    static void remove(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void delete() {
        try {
            remove(folder);
        } catch (UncheckedIOException e) {
            // The system clears its folder of temporary files; a figure is worth more than this.
            return;
        }
    }

    @Override
    public void close() {
        delete();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM ends just now.
            return;
        }
    }
}
