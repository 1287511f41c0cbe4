package bouton.cli.world;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.cli.output.RunDescription.SourceText;
import bouton.dsl.check.Environment;
import bouton.image.data.ElementType;
import bouton.image.data.Npy;
import bouton.image.data.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileEnvironmentTest {
    @TempDir
    private Path folder;

    private final FileEnvironment environment = new FileEnvironment();
    private String program = "";

    @BeforeEach
    void aProgram() throws IOException {
        Files.writeString(folder.resolve("mine.bouton"), "# mine");
        program = environment.program(folder.resolve("mine.bouton")).name();
    }

    @Test
    void importsLieBesideTheImporter() throws IOException {
        Files.createDirectories(folder.resolve("parts/deep"));
        Files.writeString(folder.resolve("parts/rules.bouton"), "# rules");
        Files.writeString(folder.resolve("parts/deep/more.bouton"), "# more");
        Environment.Text rules =
                environment.source(program, List.of("parts", "rules")).orElseThrow();
        assertEquals("# rules", new String(rules.bytes(), StandardCharsets.UTF_8));
        Environment.Text more =
                environment.source(rules.name(), List.of("deep", "more")).orElseThrow();
        assertEquals("# more", new String(more.bytes(), StandardCharsets.UTF_8));
        assertTrue(environment.source(program, List.of("nothing")).isEmpty());
    }

    @Test
    void theLibraryComesWithBouton() throws IOException {
        assertTrue(environment
                        .source(program, List.of("std", "neurons"))
                        .orElseThrow()
                        .bytes()
                        .length
                > 0);
        assertTrue(environment.source(program, List.of("std", "nothing")).isEmpty());
        assertTrue(environment.sources().stream().anyMatch(s -> s.kind() == SourceText.Kind.LIBRARY));
    }

    @Test
    void columnsOfATableAreParts() throws IOException {
        Files.writeString(folder.resolve("d.csv"), "time (ms),w\n1,0.5\n2,0.25\n");
        Environment.Numbers numbers = environment.data(program, "csv", List.of("d.csv"));
        assertArrayEquals(new int[] {2, 2}, numbers.shape());
        assertEquals(
                List.of("time", "w"),
                numbers.parts().stream().map(Environment.Part::name).toList());
        assertArrayEquals(new double[] {0.5, 0.25}, numbers.parts().get(1).values());
    }

    @Test
    void theProgramSaysTheFormatWhateverTheName() throws IOException {
        Tensor tensor = Tensor.of(ElementType.FLOAT64, new int[] {2, 1}, new double[] {3, 4});
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(Npy.encode(tensor));
        }
        Files.write(folder.resolve("weights.bin"), packed.toByteArray());
        assertArrayEquals(
                new double[] {3, 4},
                environment.data(program, "npy", List.of("weights.bin")).values());
        Files.writeString(folder.resolve("table"), "1 2\n3 4\n");
        assertArrayEquals(
                new int[] {2, 2},
                environment.data(program, "csv", List.of("table")).shape());
    }

    @Test
    void imagesAndLabelsAreOneDataSet() throws IOException {
        Files.write(folder.resolve("i"), idx(new int[] {2, 1, 2}, 1, 2, 3, 4));
        Files.write(folder.resolve("l"), idx(new int[] {2}, 7, 8));
        Files.write(folder.resolve("short"), idx(new int[] {1}, 7));
        Environment.Numbers numbers = environment.data(program, "idx", List.of("i", "l"));
        assertArrayEquals(new int[] {2, 1, 2}, numbers.shape());
        assertEquals("label", numbers.parts().get(1).name());
        assertArrayEquals(new double[] {7, 8}, numbers.parts().get(1).values());
        assertTrue(message("idx", "i", "short").contains("2 in the first, 1 in the second"));
    }

    @Test
    void faultsAreTold() throws IOException {
        Files.writeString(folder.resolve("digits.csv"), "a,b\n1,x\n");
        Files.createDirectories(folder.resolve("inside"));
        assertTrue(message("csv", "digit.csv").contains("did you mean"), message("csv", "digit.csv"));
        assertEquals("it is a folder", message("npy", "inside"));
        assertTrue(message("csv", "digits.csv").startsWith("line 2"), message("csv", "digits.csv"));
        assertTrue(message("npy", "digits.csv").contains("csv(\"…\")"), message("npy", "digits.csv"));
        assertTrue(message("idx", "none", "none").startsWith("`none`: there is no such file"));
        assertEquals("that is no name of a file", message("csv", "a\0b"));
    }

    @Test
    void everythingReadIsAccountedFor() throws IOException {
        Files.writeString(folder.resolve("d.csv"), "1,2\n");
        environment.data(program, "csv", List.of("d.csv"));
        environment.data(program, "csv", List.of("d.csv"));
        List<SourceText> sources = environment.sources();
        assertEquals(
                List.of("mine.bouton", "d.csv"),
                sources.stream().map(SourceText::name).toList());
        assertEquals(64, sources.getFirst().sha256().length());
        assertEquals(SourceText.Kind.DATA, sources.get(1).kind());
    }

    private String message(String format, String... files) {
        String message = assertThrows(IOException.class, () -> environment.data(program, format, List.of(files)))
                .getMessage();
        return message == null ? "" : message;
    }

    /** Unsigned bytes in IDX. */
    private static byte[] idx(int[] shape, int... values) {
        ByteBuffer file = ByteBuffer.allocate(4 + 4 * shape.length + values.length);
        file.put(new byte[] {0, 0, 8, (byte) shape.length});
        for (int length : shape) {
            file.putInt(length);
        }
        for (int value : values) {
            file.put((byte) value);
        }
        return file.array();
    }
}
