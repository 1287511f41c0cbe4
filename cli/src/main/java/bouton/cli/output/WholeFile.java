package bouton.cli.output;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/** Files that are replaced as a whole: whoever reads sees the old one or the new one, never a part. */
final class WholeFile {
    /** Around the name of a file that is being written. */
    private static final String BEFORE = ".";

    private static final String BEHIND = ".new";

    private WholeFile() {}

    /** Removes what was being written below a folder when its run was killed. */
    static void removeUnfinished(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(WholeFile::isUnfinished).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static boolean isUnfinished(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith(BEFORE) && name.endsWith(BEHIND) && Files.isRegularFile(file);
    }

    /** Writes into a stream. */
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    static void write(Path file, String text) throws IOException {
        write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    static void write(Path file, Content content) throws IOException {
        Path beside = file.resolveSibling(BEFORE + file.getFileName() + BEHIND);
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(beside), 1 << 16)) {
                content.writeTo(out);
            }
            move(beside, file);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /**
     * As {@link #write(Path, Content)}; the file is on the disk when this returns, and until then the old one is, whatever
     * happens to the machine.
     */
    static void writeDurably(Path file, Content content) throws IOException {
        Path beside = file.resolveSibling(BEFORE + file.getFileName() + BEHIND);
        try {
            try (FileChannel channel = FileChannel.open(
                            beside,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE);
                    OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
                content.writeTo(out);
                out.flush();
                channel.force(true);
            }
            move(beside, file);
            forceFolder(file);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /** So that the new name is on the disk, too; there are systems on which a folder cannot be opened. */
    private static void forceFolder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // The file itself is whole under either name.
            return;
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
