package bouton.cli.install;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The copy of the jars. */
final class InstallerTest {
    private static final byte[] TEXT = "a text, a text, a text, a text".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    @Test
    void jarsKeepTheirEntriesUnpacked() throws IOException {
        Path from = folder.resolve("from here");
        Path to = folder.resolve("to there");
        jar(from.resolve("bouton.jar"), "META-INF/MANIFEST.MF", "a/", "a/text.md");
        jar(from.resolve("lib/other.jar"), "z", "META-INF/versions/9/x.class", "module-info.class");
        Files.writeString(from.resolve("lib/notes.txt"), "no jar");
        Installer.main(new String[] {from.toString(), to.toString()});
        assertEquals(List.of("META-INF/MANIFEST.MF", "a/", "a/text.md"), names(to.resolve("bouton.jar")));
        assertEquals(
                List.of("z", "META-INF/versions/9/x.class", "module-info.class"), names(to.resolve("lib/other.jar")));
        assertEquals(false, Files.exists(to.resolve("lib/notes.txt")));
    }

    private static void jar(Path file, String... names) throws IOException {
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(name.endsWith("/") ? new byte[0] : TEXT);
                zip.closeEntry();
            }
        }
    }

    private static List<String> names(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                assertEquals(ZipEntry.STORED, entry.getMethod(), entry.getName());
                if (!entry.isDirectory()) {
                    assertArrayEquals(TEXT, zip.getInputStream(entry).readAllBytes());
                }
            }
            return Collections.list(zip.entries()).stream()
                    .map(ZipEntry::getName)
                    .toList();
        }
    }
}
