package bouton.cli.install;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Copies the command and its libraries. Entries are kept in their order and stored as they are, not packed; classes are
 * rewritten as {@link QuickStart} says.
 */
public final class Installer {
    private static final String COMMAND = "bouton.jar";
    private static final String LIBRARIES = "lib";

    private Installer() {}

    /**
     * Copies {@code bouton.jar} and {@code lib/*.jar} from the first folder into the second.
     *
     * @throws IOException if something cannot be read or written
     */
    public static void main(String[] args) throws IOException {
        install(Path.of(args[0]), Path.of(args[1]));
    }

    /** As {@link #main}; the folder {@code to} must not hold these files yet. */
    static void install(Path from, Path to) throws IOException {
        List<Path> jars = new ArrayList<>(List.of(Path.of(COMMAND)));
        try (Stream<Path> libraries = Files.list(from.resolve(LIBRARIES))) {
            libraries
                    .filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .forEach(file -> jars.add(from.relativize(file)));
        }
        Files.createDirectories(to.resolve(LIBRARIES));
        URL[] path = new URL[jars.size()];
        for (int i = 0; i < path.length; i++) {
            path[i] = from.resolve(jars.get(i)).toUri().toURL();
        }
        try (URLClassLoader classes = new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
            QuickStart quickStart = new QuickStart(classes);
            for (Path jar : jars) {
                copy(from.resolve(jar), to.resolve(jar), quickStart);
            }
        }
    }

    private static void copy(Path from, Path to, QuickStart quickStart) throws IOException {
        try (InputStream file = new BufferedInputStream(Files.newInputStream(from));
                ZipInputStream in = new ZipInputStream(file);
                OutputStream target = new BufferedOutputStream(Files.newOutputStream(to));
                ZipOutputStream out = new ZipOutputStream(target)) {
            out.setMethod(ZipOutputStream.STORED);
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] read = in.readAllBytes();
                byte[] bytes = isClass(entry.getName()) ? quickStart.rewrite(read) : read;
                out.putNextEntry(stored(entry, bytes));
                out.write(bytes);
                out.closeEntry();
            }
        }
    }

    /** A module's description has no code; versions of a class for other releases are left as they are. */
    private static boolean isClass(String name) {
        return name.endsWith(".class") && !name.endsWith("module-info.class") && !name.startsWith("META-INF/");
    }

    private static ZipEntry stored(ZipEntry like, byte[] bytes) {
        CRC32 sum = new CRC32();
        sum.update(bytes);
        ZipEntry entry = new ZipEntry(like.getName());
        entry.setTime(like.getTime());
        entry.setSize(bytes.length);
        entry.setCrc(sum.getValue());
        return entry;
    }
}
