package bouton.cli.output;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** A folder inside a run's folder, and how the manifest names what lies in it. */
final class Place {
    private final Path folder;
    private final String prefix;
    private final boolean again;
    private final Set<String> taken = new HashSet<>();

    private Place(Path folder, String prefix, boolean again) {
        this.folder = folder;
        this.prefix = prefix;
        this.again = again;
    }

    static Place root(Path folder) {
        return new Place(folder, "", false);
    }

    /** The folder of a run that is gone on with: what it had written behind its checkpoint is written over. */
    static Place again(Path folder) {
        return new Place(folder, "", true);
    }

    /** The folder {@code name} in this one, made if it is not there. */
    Place in(String name) throws IOException {
        return new Place(Files.createDirectories(folder.resolve(name)), prefix + name + "/", again);
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** Begins a file, which is not there yet. */
    FileChannel create(String name) throws IOException {
        return again
                ? FileChannel.open(
                        file(name),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)
                : FileChannel.open(file(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /** Opens a file that is there, to go on with it. */
    FileChannel reopen(String name) throws IOException {
        return FileChannel.open(file(name), StandardOpenOption.WRITE);
    }

    /** Relative to the manifest. */
    String path(String name) {
        return prefix + name;
    }

    /** {@code name}, made safe for a file and with a number behind it if it has been given away before. */
    String fresh(String name) {
        String safe = Text.fileName(name);
        String candidate = safe;
        // File systems that do not tell E.v from e.v are common.
        for (int n = 2; !taken.add(candidate.toLowerCase(Locale.ROOT)); n++) {
            candidate = safe + "-" + n;
        }
        return candidate;
    }

    /** This folder relative to the manifest; `.` for the manifest's own. */
    String name() {
        return prefix.isEmpty() ? "." : prefix.substring(0, prefix.length() - 1);
    }
}
