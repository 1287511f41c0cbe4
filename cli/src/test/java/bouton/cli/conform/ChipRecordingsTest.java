package bouton.cli.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.cli.conform.ChipComparison.Found;
import bouton.dsl.check.Environment;
import bouton.dsl.check.Frontend;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.emulator.machine.Mode;
import bouton.image.machine.Machine;
import bouton.profiles.Profiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The recordings of ODIN and tinyODIN in the repository: every bit and every cycle; and texts that are not theirs differ. */
class ChipRecordingsTest {
    private static final Path ODIN = Path.of("..", "conformance", "odin");
    private static final Path TINY = Path.of("..", "conformance", "tinyodin");

    private static void agrees(int files, String profile, List<Path> paths, String... options) {
        List<String> args = new ArrayList<>(List.of("conform", profile));
        paths.forEach(p -> args.add(p.toString()));
        args.addAll(List.of(options));
        Conforming found = Conforming.run(args.toArray(String[]::new));
        assertEquals("", found.err());
        assertEquals(files, found.matching().size(), () -> String.join("\n", found.out()));
        assertEquals(files + " passed, 0 failed", found.last());
        assertEquals(0, found.exit());
    }

    private static List<Path> odin(String... names) {
        List<Path> result = new ArrayList<>();
        for (String name : names) {
            result.add(ODIN.resolve(name));
        }
        return result;
    }

    @Test
    void odinAgrees() {
        agrees(20, "odin", List.of(ODIN));
    }

    @Test
    void odinAgreesCycleByCycle() {
        agrees(
                11,
                "odin",
                odin(
                        "unit_neuron_update.csv.gz",
                        "v01_single_lif.json.gz",
                        "v02_leak.json.gz",
                        "v03_saturation.json.gz",
                        "v07_sdsp_unmapped.json.gz",
                        "v09_fifo_overflow.json.gz",
                        "v10_izh_behaviours.json.gz",
                        "v11_izh_random.json.gz",
                        "v12_monitor.json.gz",
                        "v14_bursts.json.gz",
                        "v17_monitor_aersrc.json.gz"),
                "--stepped");
    }

    @Test
    void tinyOdinAgrees() {
        agrees(7, "tinyodin", List.of(TINY));
    }

    @Test
    void tinyOdinAgreesCycleByCycle() {
        agrees(7, "tinyodin", List.of(TINY), "--stepped");
    }

    @Test
    void oneChipsRecordingIsNotTheOthers() {
        Path file = TINY.resolve("v01_single.json.gz");
        Conforming found = Conforming.run("conform", "odin", file.toString());
        assertEquals(
                "bouton conform: " + file
                        + ": format is `tinyodin-golden-1`; recordings of odin have `odin-golden-1`\n",
                found.err());
        assertEquals(2, found.exit());
    }

    @Test
    void steppingIsForChips() {
        Conforming found = Conforming.run("conform", "ideal", "--stepped", Conforming.NEST.toString());
        assertEquals("bouton: conform: --stepped is for chips; `ideal` has no clock cycles\n", found.err());
        assertEquals(2, found.exit());
    }

    /** The chip is its text: one changed number there, and no Java, is another chip, in both ways of running it. */
    @Test
    void changedTextsDiffer() throws IOException {
        // A membrane that wraps around, a threshold of seven bits, one flip-flop fewer.
        changed("core: u8 at 77:70 @saturate", "core: u8 at 77:70 @wrap", "v03_saturation.json.gz", "N");
        changed("thr: u8 at 16:9", "thr: u7 at 15:9", "v03_saturation.json.gz", "AEROUT");
        changed(
                "input AERIN 17 bit, synchroniser 2",
                "input AERIN 17 bit, synchroniser 1",
                "v01_single_lif.json.gz",
                "AERIN");
    }

    private static void changed(String from, String to, String recording, String where) throws IOException {
        String text = new String(Profiles.chip("odin").orElseThrow(), StandardCharsets.UTF_8);
        assertTrue(text.contains(from), from);
        Machine machine = machine(text.replace(from, to));
        ChipFormat format = ChipFormat.ALL.getFirst();
        ChipRecording read = new ChipReader(format, machine).read(ODIN.resolve(recording));
        for (Mode mode : Mode.values()) {
            ChipTrace trace = new MachineRunner(format, machine, mode).run(read);
            Found found = ChipComparison.compare(format, machine, read, trace);
            assertTrue(found.first().stream().anyMatch(d -> d.what().startsWith(where)), () -> mode + " " + found);
        }
    }

    private static Machine machine(String text) {
        Diagnostics diagnostics = new Diagnostics();
        return ChipTexts.machine(
                Frontend.load("copy", text.getBytes(StandardCharsets.UTF_8), new Shipped(), diagnostics),
                "odin",
                diagnostics);
    }

    /** The profiles, so that a copy may derive from one as the original does. */
    private static final class Shipped implements Environment {
        @Override
        public Optional<Text> source(String importer, List<String> path) {
            return Optional.empty();
        }

        @Override
        public Numbers data(String importer, String format, List<String> files) throws IOException {
            throw new IOException("no data");
        }

        @Override
        public Optional<Text> chip(String name) throws IOException {
            return Profiles.chip(name).map(b -> new Text(name, b));
        }

        @Override
        public List<String> chips() {
            return Profiles.names();
        }
    }
}
