package bouton.cli.conform;

import static bouton.cli.conform.Conforming.BRIAN;
import static bouton.cli.conform.Conforming.NEST;
import static bouton.cli.conform.Conforming.cases;
import static bouton.cli.conform.Conforming.object;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Files that are not what they should be: a message with the file and the place, status 2. */
class UnreadableTest {
    @TempDir
    private Path folder;

    private static void refused(Path file, String message) {
        Conforming found = Conforming.ideal(file);
        assertEquals("bouton conform: " + file + ": " + message + "\n", found.err());
        assertEquals("0 passed, 0 failed", found.last());
        assertEquals(2, found.exit());
    }

    private void refused(Path recording, Consumer<ObjectNode> change, String message) {
        refused(Conforming.changed(recording, folder, change), message);
    }

    private Path written(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    @Test
    void truncated() throws IOException {
        byte[] all = Files.readAllBytes(NEST.resolve("v11_stdp_synapse.json.gz"));
        refused(
                written("half.json.gz", Arrays.copyOf(all, all.length / 2)),
                "cannot be read: Unexpected end of ZLIB input stream");
        byte[] spoilt = all.clone();
        Arrays.fill(spoilt, 200, 240, (byte) 0x55);
        Conforming found = Conforming.ideal(written("spoilt.json.gz", spoilt));
        assertTrue(found.err().contains("spoilt.json.gz: "), found.err());
        assertEquals(2, found.exit());
    }

    @Test
    void notJson() throws IOException {
        Path file = written("no.json", "{\n \"kind\": synapse }".getBytes(StandardCharsets.UTF_8));
        Conforming found = Conforming.ideal(file);
        assertTrue(found.err().startsWith("bouton conform: " + file + ": is not JSON at line 2: "), found.err());
        assertEquals(2, found.exit());
        refused(written("list.json", "[1, 2]".getBytes(StandardCharsets.UTF_8)), "the file is not an object");
        refused(written("kind.json", "{\"kind\": 3}".getBytes(StandardCharsets.UTF_8)), "kind is not a text");
        refused(written("none.json", "{}".getBytes(StandardCharsets.UTF_8)), "there is no kind");
    }

    @Test
    void missing() {
        refused(folder.resolve("nowhere.json.gz"), "there is no such file");
        Conforming empty = Conforming.ideal(folder);
        assertEquals("bouton: conform: " + folder + " holds no files of vectors (.json.gz, .json)\n", empty.err());
        assertEquals(2, empty.exit());
    }

    @Test
    void unknownKindIsSkipped() throws IOException {
        Conforming found =
                Conforming.ideal(written("new.json", "{\"kind\": \"new\"}".getBytes(StandardCharsets.UTF_8)));
        assertEquals(
                "new                                skipped (kind new is not built yet)",
                found.out().getFirst());
        assertEquals("0 passed, 0 failed", found.last());
        assertEquals(0, found.exit());
    }

    @Test
    void unknownProfile() {
        Conforming found = Conforming.run("conform", "manycore", NEST.toString());
        assertEquals(
                "bouton: conform: there are no recordings of a profile `manycore`; there are some of: ideal, odin,"
                        + " tinyodin\n",
                found.err());
        assertEquals(2, found.exit());
    }

    @Test
    void fieldsOfNest() {
        Path synapse = NEST.resolve("v11_stdp_synapse.json.gz");
        refused(synapse, f -> f.remove("steps"), "there is no steps");
        refused(synapse, f -> f.putArray("cases"), "holds no cases");
        refused(synapse, f -> cases(f).get(1).put("pre", "many"), "cases[1].pre is not a list");
        refused(
                synapse,
                f -> ((ArrayNode) cases(f).get(2).get("post")).set(4, 2.5),
                "a spike in step 2.5; steps are whole and begin with 1");
        refused(synapse, f -> f.put("steps", 4e8), "steps is 400000000, more than 100000000");
        Path neuron = NEST.resolve("v01_iaf_psc_exp.json.gz");
        refused(
                neuron,
                f -> object(cases(f).getFirst(), "params").put("tau_m", "ten"),
                "cases[0].params.tau_m is not a number");
    }

    @Test
    void parameterMissing() {
        Path recording = NEST.resolve("v01_iaf_psc_exp.json.gz");
        Path copy = Conforming.changed(
                recording, folder, f -> object(cases(f).getFirst(), "params").remove("V_th"));
        Conforming found = Conforming.ideal(copy);
        assertTrue(found.err().contains("does not fit its kind: `V_th` is to be given from outside"), found.err());
        assertEquals(2, found.exit());
    }

    @Test
    void fieldsOfBrian() {
        Path pair = BRIAN.resolve("v13_stdp_pair_additive.json.gz");
        refused(
                pair,
                f -> object(f, "params").put("variant", "other"),
                "kind stdp_pair has no variant `other`; it has `additive`, `additive_post_first`, `nearest`,"
                        + " `nearest_post_first`, `multiplicative`, `multiplicative_post_first`");
        refused(pair, f -> object(f, "expect").removeAll(), "it expects neither spikes nor values");
        refused(
                pair,
                f -> object(object(f, "expect"), "final").putArray("q"),
                "it expects values of q, which kind stdp_pair has not");
        refused(pair, f -> f.putArray("v0"), "it has v0, which this kind has not");
        refused(pair, f -> ((ArrayNode) f.get("synapses").get("w")).remove(0), "synapses.w has 31 values, and not 32");
        refused(
                BRIAN.resolve("v02_lif_methods.json.gz"),
                f -> ((ArrayNode) f.get("drive").get(9)).remove(0),
                "drive[9] has 5 values, and not 6 as the first row");
        refused(
                BRIAN.resolve("v10_cuba_net.json.gz"),
                f -> object(f, "params").put("method", "magic"),
                "there is no method magic");
    }

    @Test
    void oneBadFileDoesNotHideTheOthers() throws IOException {
        Path bad = written("bad.json", "{".getBytes(StandardCharsets.UTF_8));
        Conforming found = Conforming.ideal(bad, NEST.resolve("v24_stdp_synapse.json.gz"));
        assertEquals("3 passed, 0 failed", found.last());
        assertEquals(2, found.exit());
    }

    @Test
    void receptorThatIsNot() {
        refused(
                NEST.resolve("v10_glif_psc.json.gz"),
                f -> ((ObjectNode) cases(f).getFirst().get("inputs").get(1)).put("receptor", 4),
                "inputs[1].receptor is 4, and there are 1");
    }

    @Test
    void sampleOutsideOfRun() {
        refused(
                NEST.resolve("v22_stdp_dopamine_synapse.json.gz"),
                f -> f.put("steps", 14999),
                "samples[14] is no step of the run with three values");
    }

    @Test
    void networksThatTheirFormatDoesNotDescribe() {
        networkSkipped(f -> f.put("neuron_model", "glif_psc"), "a network of glif_psc needs receptors");
        networkSkipped(
                f -> Conforming.objects(f.get("connections")).getFirst().put("synapse", "stdp_dopamine_synapse"),
                "stdp_dopamine_synapse needs a dopamine neuron");
        networkSkipped(
                f -> Conforming.objects(f.get("connections"))
                        .forEach(c -> c.put("synapse", "stdp_facetshw_synapse_hom")),
                "a network has one set of tables");
    }

    private void networkSkipped(Consumer<ObjectNode> change, String why) {
        Conforming found =
                Conforming.ideal(Conforming.changed(NEST.resolve("v34_tsodyks_net.json.gz"), folder, change));
        assertTrue(found.out().getFirst().contains("skipped (" + why), () -> String.join("\n", found.out()));
    }
}
