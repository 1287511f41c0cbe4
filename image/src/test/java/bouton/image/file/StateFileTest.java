package bouton.image.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.image.run.StateException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of states: what goes in comes out, and no bit of them changes unnoticed. */
class StateFileTest {
    /** A NaN that arithmetic does not make. */
    private static final double ODD_NAN = Double.longBitsToDouble(0x7FF8_0000_0000_1234L);

    @TempDir
    private Path folder;

    private static byte[] small() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StateWriter writer = new StateWriter(out);
        writer.section("a");
        writer.longs("x", 1, Long.MIN_VALUE);
        writer.text("t", "tick → µs");
        writer.section("empty");
        writer.section("b/c");
        writer.doubles("v", -0.0, ODD_NAN, Double.MIN_VALUE, Double.NEGATIVE_INFINITY);
        writer.ints("i", new int[] {3, -4, 5}, 2);
        writer.flag("f", true);
        writer.finish();
        return out.toByteArray();
    }

    private StateFile open(byte[] bytes) throws IOException {
        Path file = folder.resolve("state");
        Files.write(file, bytes);
        // The channel is open for as long as the test; the folder goes with it.
        return new StateFile(FileChannel.open(file));
    }

    private String refusal(byte[] bytes) throws IOException {
        Path file = folder.resolve("refused");
        Files.write(file, bytes);
        try (FileChannel channel = FileChannel.open(file)) {
            return String.valueOf(assertThrows(StateException.class, () -> new StateFile(channel))
                    .getMessage());
        }
    }

    @Test
    void whatGoesInComesOut() throws IOException {
        StateFile file = open(small());
        assertEquals(List.of("a", "empty", "b/c"), file.sections());
        file.section("b/c");
        double[] v = file.doubles("v");
        assertEquals(Double.doubleToRawLongBits(-0.0), Double.doubleToRawLongBits(v[0]));
        assertEquals(Double.doubleToRawLongBits(ODD_NAN), Double.doubleToRawLongBits(v[1]));
        assertArrayEquals(new int[] {3, -4}, file.ints("i"));
        assertTrue(file.flag("f"));
        file.section("a");
        assertArrayEquals(new long[] {1, Long.MIN_VALUE}, file.longs("x"));
        assertEquals("tick → µs", file.text("t"));
    }

    @Test
    void largeArraysCrossTheEndsOfChunks() throws IOException {
        double[] values = new double[100_003];
        Arrays.setAll(values, i -> 1.0 / (i + 1));
        byte[] bytes = new byte[200_001];
        Arrays.fill(bytes, (byte) 7);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StateWriter writer = new StateWriter(out);
        writer.section("s");
        writer.bytes("one", new byte[] {1});
        writer.doubles("v", values);
        writer.bytes("b", bytes);
        writer.longs("l", 9);
        writer.finish();
        StateFile file = open(out.toByteArray());
        file.section("s");
        file.bytes("one");
        double[] read = new double[values.length];
        file.into("v", read);
        assertArrayEquals(values, read);
        assertArrayEquals(bytes, file.bytes("b"));
        assertEquals(9, file.number("l"));
    }

    @Test
    void everyFlippedBitIsNoticed() throws IOException {
        byte[] good = small();
        for (int i = 0; i < good.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] bad = good.clone();
                bad[i] ^= (byte) (1 << bit);
                String told = refusal(bad);
                assertTrue(
                        told.contains("damaged") || told.contains("no checkpoint") || told.contains("cut off"),
                        "byte " + i + ": " + told);
            }
        }
    }

    @Test
    void theDamagedSectionIsNamed() throws IOException {
        byte[] bad = small();
        // The name of `v` stands in section b/c only.
        int at = new String(bad, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("b/c") + 15;
        bad[at] ^= 1;
        assertEquals("it is damaged in section `b/c`: the checksum does not match", refusal(bad));
    }

    @Test
    void everyCutIsNoticed() throws IOException {
        byte[] good = small();
        for (int length = 0; length < good.length; length++) {
            String told = refusal(Arrays.copyOf(good, length));
            assertEquals(length == 0 ? "it is empty" : "it is cut off after " + length + " bytes", told);
        }
        assertEquals("it is damaged: something follows its end", refusal(Arrays.copyOf(good, good.length + 1)));
    }

    @Test
    void anotherVersionIsToldFromDamage() throws Exception {
        byte[] later = small();
        later[11]++;
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(later, 0, later.length - 32);
        ByteBuffer.wrap(later).put(later.length - 32, digest.digest());
        assertEquals("it was written by a later version of Bouton (format 2; this one reads 1)", refusal(later));
    }

    @Test
    void whatIsNotThereIsSaidByName() throws IOException {
        StateFile file = open(small());
        assertEquals("there is no section `z` in it", message(() -> file.section("z")));
        file.section("a");
        assertEquals(
                "section `a` has `x` where `y` should be: it is the state of something else",
                message(() -> file.longs("y")));
        file.section("a");
        assertEquals(
                "section `a` has 2 values of `x`, and there are 3: it is the state of something else",
                message(() -> file.into("x", new long[3])));
        file.section("empty");
        assertEquals("section `empty` ends where `x` should be", message(() -> file.longs("x")));
    }

    private static String message(Runnable reading) {
        return String.valueOf(assertThrows(StateException.class, reading::run).getMessage());
    }
}
