package bouton.cli.conform;

import static bouton.cli.conform.Conforming.object;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Recordings of a chip: what is read, and what is refused with its place. */
class ChipReaderTest {
    @TempDir
    private Path folder;

    private static String refusal(Path file) {
        return assertThrows(VectorException.class, () -> new ChipReader(MadeChip.FORMAT, MadeChip.MACHINE).read(file))
                .what();
    }

    private void refused(Consumer<ObjectNode> change, String message) {
        assertEquals(message, refusal(MadeChip.recording(folder, change)));
    }

    private static ArrayNode list(ObjectNode of, String name) {
        return (ArrayNode) of.get(name);
    }

    private static ArrayNode row(ObjectNode of, String name, int index) {
        return (ArrayNode) list(of, name).get(index);
    }

    @Test
    void bitsStandWhereTheFormatSays() {
        ChipRecording read = MadeChip.read(folder, f -> {});
        assertArrayEquals(new long[] {0}, read.registers().get(0));
        assertArrayEquals(new long[] {9}, read.registers().get(1));
        // Digit a is 1010: bit n is number n.
        assertArrayEquals(new long[] {0, 1, 0, 1}, read.registers().get(2));
        assertEquals(BigInteger.valueOf(0x3f1), read.begin().memories().get(0)[3]);
        // Character q of a row is nibble q: 1, 2 in the first word, the lowest bits first.
        assertEquals(BigInteger.valueOf(0x21), read.begin().memories().get(1)[0]);
        assertEquals(BigInteger.valueOf(0x43), read.begin().memories().get(1)[1]);
        assertEquals(BigInteger.valueOf(0xf0), read.begin().memories().get(1)[7]);
        assertEquals("[1, 0, 1, 0]", Arrays.toString(read.begin().memories().get(2)));
        assertEquals(2, read.begin().slot());
        assertEquals(9, read.begin().counter());
        assertEquals(new ChipRecording.Delays(1, 2, 3), read.delays());
        assertEquals(19L, read.counts().states().get(MadeChip.MACHINE.states().getFirst()));
    }

    @Test
    void namesOfRegistersInAnyCase() {
        ChipRecording read = MadeChip.read(folder, f -> {
            object(f, "config").remove("period");
            object(f, "config").put("PERIOD", 3).put("gate", 0);
        });
        assertArrayEquals(new long[] {3}, read.registers().get(1));
    }

    @Test
    void unknownOrMissingKeys() {
        refused(f -> f.put("extra", 1), "it has extra, which format odin-golden-1 has not");
        refused(
                f -> object(f, "initial").put("weights", 1),
                "it has initial.weights, which format odin-golden-1 has not");
        refused(
                f -> object(f, "expected").put("power", 1),
                "it has expected.power, which format odin-golden-1 has not");
        refused(
                f -> object(f, "handshake").put("slow", 1),
                "it has handshake.slow, which format odin-golden-1 has not");
        refused(f -> object(f, "config").put("leak", 1), "config.leak: chip made has no such register");
        refused(f -> object(f, "config").put("PERIOD", 1), "config.PERIOD and config.period are the same register");
        refused(f -> object(f, "config").remove("period"), "there is no config.period");
        refused(f -> object(f, "config").remove("sign"), "there is no config.sign");
        refused(f -> f.remove("seed"), "there is no seed");
        refused(f -> f.remove("ended_idle"), "there is no ended_idle");
        refused(f -> object(f, "expected").remove("v_up"), "there is no expected.v_up");
        refused(f -> object(f, "expected").remove("priority_cnt"), "there is no expected.priority_cnt");
        refused(f -> object(f, "expected").remove("busy_cycles"), "there is no expected.busy_cycles");
        refused(
                f -> object(object(f, "expected"), "state_cycles").put("SLEEP", 1),
                "expected.state_cycles.SLEEP: chip made has no such state");
    }

    @Test
    void otherFormats() {
        refused(
                f -> f.put("format", "odin-golden-2"),
                "format is `odin-golden-2`; recordings of odin have `odin-golden-1`");
        refused(f -> f.put("format", 3), "format is not a text");
        refused(f -> f.remove("format"), "there is no format");
    }

    @Test
    void registersOutOfRange() {
        refused(f -> object(f, "config").put("period", 16), "config.period is 16, and not from 0 to 15");
        refused(f -> object(f, "config").put("period", -1), "config.period is -1, and not from 0 to 15");
        refused(f -> object(f, "config").put("period", 1.5), "config.period is not a whole number");
        refused(f -> object(f, "config").put("period", "9"), "config.period is not a whole number");
        refused(f -> object(f, "config").put("gate", 1), "config.gate is 1, and not from 0 to 0");
        refused(f -> object(f, "config").put("sign", "aa"), "config.sign has 2 digits, and not 1");
        refused(f -> object(f, "config").put("sign", 10), "config.sign is not a text");
    }

    @Test
    void memoriesOfOtherShapes() {
        refused(f -> list(object(f, "initial"), "neurons").remove(1), "initial.neurons has 3 texts, and not 4");
        refused(f -> list(object(f, "initial"), "neurons").set(2, "08"), "initial.neurons[2] has 2 digits, and not 3");
        refused(
                f -> list(object(f, "initial"), "neurons").set(2, "0x8"),
                "initial.neurons[2] has `x` at digit 1, which is not hexadecimal");
        refused(
                f -> list(object(f, "initial"), "neurons").set(2, "480"),
                "initial.neurons[2] needs 11 bits, and there are 10");
        refused(
                f -> list(object(f, "expected"), "synapses").set(3, "000"),
                "expected.synapses[3] has 3 digits, and not 4");
        refused(
                f -> list(object(f, "expected"), "synapses").set(3, "00-1"),
                "expected.synapses[3] has `-` at digit 2, which is not hexadecimal");
        refused(f -> list(object(f, "initial"), "synapses").set(0, 4), "initial.synapses[0] is not a text");
        refused(f -> object(f, "initial").put("synapses", "0"), "initial.synapses is not a list");
        refused(
                f -> object(f, "initial").put("v_up", "g"),
                "initial.v_up has `g` at digit 0, which is not hexadecimal");
        refused(f -> object(f, "initial").put("priority", 3), "initial.priority is 3, and not from 0 to 2");
        refused(f -> object(f, "initial").put("priority_cnt", 16), "initial.priority_cnt is 16, and not from 0 to 15");
    }

    @Test
    void inputsOutOfOrderOrRange() {
        refused(f -> row(f, "inputs", 0).set(0, 4), "inputs[1] comes in cycle 3, before the one in front of it");
        refused(f -> row(f, "inputs", 0).set(0, -1), "inputs[0] comes in cycle -1, before the first");
        refused(f -> row(f, "inputs", 1).set(1, 32), "inputs[1][1] is 32, and addresses are from 0 to 31");
        refused(f -> row(f, "inputs", 1).set(1, -1), "inputs[1][1] is -1, and addresses are from 0 to 31");
        refused(f -> row(f, "inputs", 1).remove(5), "inputs[1] is not a list of 6 numbers");
        refused(f -> list(f, "inputs").set(0, 5), "inputs[0] is not a list of 6 numbers");
        refused(f -> row(f, "inputs", 0).set(2, 1e20), "inputs[0][2] is not a whole number");
        refused(
                f -> row(f, "inputs", 0).set(2, 1L << 40),
                "inputs[0][2] is 1099511627776, and not from -1 to 2147483647");
        refused(f -> row(f, "inputs", 1).set(4, 21), "inputs[1][4] is cycle 21, behind end_cycle 20");
    }

    @Test
    void outputsAndCountsOutOfRange() {
        refused(
                f -> row(object(f, "expected"), "aer_out", 0).set(0, 8),
                "expected.aer_out[0][0] is 8, and packets are from 0 to 7");
        refused(
                f -> row(object(f, "expected"), "aer_out", 1).set(3, 30),
                "expected.aer_out[1][3] is cycle 30, behind end_cycle 20");
        refused(f -> object(f, "expected").put("busy_cycles", 22), "expected.busy_cycles is 22, and not from 0 to 21");
        refused(
                f -> object(f, "expected").put("main_fifo_empty", 2),
                "expected.main_fifo_empty is 2, and not from 0 to 1");
        refused(f -> f.put("end_cycle", -1), "end_cycle is -1, and not from 0 to 2147483647");
        refused(f -> f.put("ended_idle", 1), "ended_idle is neither true nor false");
        refused(
                f -> object(f, "handshake").put("aerin_req_fall_delay", -1),
                "handshake.aerin_req_fall_delay is -1, and not from 0 to 2147483647");
    }

    @Test
    void filesThatAreNone() throws IOException {
        assertTrue(refusal(MadeChip.written(folder, "a.json", "{\n\"format\": odin}"))
                .startsWith("is not JSON at line 2: Unrecognized token 'odin'"));
        assertEquals("the file is not an object", refusal(MadeChip.written(folder, "b.json", "[]")));
        assertEquals("the file is not an object", refusal(MadeChip.written(folder, "c.json", "")));
        assertEquals(
                "is not JSON at line 1: Duplicate Object property \"format\"",
                refusal(MadeChip.written(folder, "d.json", "{\"format\": 1, \"format\": 2}")));
        assertTrue(refusal(MadeChip.written(folder, "e.json", "[".repeat(100_000)))
                .startsWith("is not JSON: Document nesting depth (501)"));
        assertTrue(refusal(MadeChip.written(folder, "f.json", "{} x")).startsWith("is not JSON at line 1: "));
        Path whole = MadeChip.recording(folder, f -> {});
        Path zipped = zipped("whole.json.gz", Files.readAllBytes(whole), 1);
        byte[] bytes = Files.readAllBytes(zipped);
        Path half = Files.write(folder.resolve("half.json.gz"), Arrays.copyOf(bytes, bytes.length / 2));
        assertEquals("cannot be read: Unexpected end of ZLIB input stream", refusal(half));
    }

    @Test
    void bombs() throws IOException {
        byte[] blanks = new byte[1 << 20];
        Arrays.fill(blanks, (byte) ' ');
        assertEquals("unpacks to more than 64 MB", refusal(zipped("bomb.json.gz", blanks, 65)));
    }

    private Path zipped(String name, byte[] bytes, int times) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            for (int k = 0; k < times; k++) {
                out.write(bytes);
            }
        }
        return file;
    }
}
