package bouton.cli.output;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.cli.SmallNetwork;
import bouton.cli.json.Json;
import bouton.cli.protocol.Point;
import bouton.cli.protocol.Quantity;
import bouton.cli.protocol.Requirement;
import bouton.cli.statistics.PointFigures;
import bouton.compiler.Compiled;
import bouton.emulator.Emulator;
import bouton.image.data.Csv;
import bouton.image.data.Npy;
import bouton.image.data.Table;
import bouton.image.data.Tensor;
import bouton.image.file.ImageFile;
import bouton.image.run.RunMonitor;
import bouton.image.run.Session;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunFolderTest {
    private static final RunDescription DESCRIPTION =
            new RunDescription(List.of("run", "small.bouton"), "ideal", "ideal", 0.1, 1, Map.of("n", "3"));

    private static final Point ONE = new Point("e", 0, 1, List.of());

    @TempDir
    private Path temporary;

    @Test
    void aWholeRunCanBeReadBack() throws Exception {
        RunFolder folder = folder(false);
        PointFigures figures = run(folder, ONE, SmallNetwork.compiled(), 100);
        folder.end(Status.COMPLETE, null);

        // Sources fire at 1, 3, .. 9 ms, in ticks 9, 29, ..; their targets a delay of 1 ms later.
        Tensor spikes = npy("events/P.spike.npy");
        assertArrayEquals(new int[] {15, 2}, spikes.shape());
        assertEquals(19, spikes.get(0, 0));
        assertEquals(99, spikes.get(14, 0));
        assertEquals(2, spikes.get(2, 1));
        Table table = csv("events/P.spike.csv");
        assertEquals(List.of("time (ms)", "member"), table.columns());
        assertEquals(2.0, table.values().get(0, 0));

        Tensor v = npy("values/P.v.npy");
        assertArrayEquals(new int[] {11, 2}, v.shape());
        assertEquals(
                List.of("time (ms)", "v[0] (mV)", "v[1] (mV)"),
                csv("values/P.v.csv").columns());
        assertArrayEquals(new int[] {3, 6}, npy("values/s_P.w.npy").shape());

        assertArrayEquals(
                new double[] {0, 0, 0, 1, 1, 1}, npy("synapses/s_P.pre.npy").values());
        assertArrayEquals(
                new double[] {0, 1, 2, 0, 1, 2}, npy("synapses/s_P.post.npy").values());
        double[] w = npy("synapses/s_P.w.npy").values();
        assertEquals(22, w[0]);
        assertTrue(csv("synapses/s_P.csv").columns().contains("w (mV)"));

        assertEquals(15, figures.groups().get(1).spikes());
        assertEquals(500, figures.groups().get(1).rate(), 1e-9);
        assertEquals(0, figures.groups().get(1).isiCv(), 1e-12);
        assertEquals(6, figures.projections().getFirst().synapses());
        assertEquals(22, figures.projections().getFirst().weights().getFirst().mean());
        assertTrue(figures.counters().stream().anyMatch(c -> c.times() > 0), "saturations are counted");
    }

    @Test
    void theManifestListsEveryFile() throws Exception {
        RunFolder folder = folder(false);
        run(folder, ONE, SmallNetwork.compiled(), 100);
        folder.end(Status.COMPLETE, null);

        Map<?, ?> manifest = manifest();
        assertEquals("bouton-run/1", manifest.get("schema"));
        assertEquals("complete", manifest.get("status"));
        assertNull(manifest.get("reason"));
        List<String> listed = list(manifest, "files").stream()
                .map(f -> (String) ((Map<?, ?>) f).get("path"))
                .sorted()
                .toList();
        try (Stream<Path> all = Files.walk(temporary.resolve("run"))) {
            List<String> there = all.filter(Files::isRegularFile)
                    .map(p -> temporary.resolve("run").relativize(p).toString())
                    .filter(p -> !p.equals("manifest.json"))
                    .sorted()
                    .toList();
            assertEquals(there, listed);
        }
        for (Object file : list(manifest, "files")) {
            Map<?, ?> entry = (Map<?, ?>) file;
            if (Objects.equals(entry.get("format"), "npy")) {
                Tensor tensor = npy(String.valueOf(entry.get("path")));
                assertEquals(tensor.elementType().label(), entry.get("dtype"));
                int[] shape = list(entry, "shape").stream()
                        .mapToInt(n -> ((Long) n).intValue())
                        .toArray();
                assertArrayEquals(tensor.shape(), shape);
            }
        }
    }

    @Test
    void recordsAndRequiresAreKept() throws Exception {
        RunFolder folder = folder(false);
        PointFolder point = folder.begin(ONE, SmallNetwork.compiled().image());
        point.record("hit", new double[] {1}, "1");
        point.record("hit", new double[] {Double.NaN, 0.5}, "mV");
        point.require(
                new Requirement("a > b", false, Optional.of("1 mV"), Optional.of("2 mV"), "no", ONE, "x.bouton:1:3"));
        point.close(Status.COMPLETE);
        assertEquals(
                List.of("record,index,element,value,unit", "hit,0,0,1,1", "hit,1,0,nan,mV", "hit,1,1,0.5,mV"),
                Files.readAllLines(temporary.resolve("run/records.csv")));
        Map<?, ?> judged = (Map<?, ?>) ((List<?>) json("requires.json")).getFirst();
        assertEquals(false, judged.get("passed"));
        assertEquals(1L, map(manifest(), "requires").get("failed"));
    }

    @Test
    void pointsHaveFoldersAndShareAnImage() throws Exception {
        RunFolder folder = folder(true);
        for (int i = 0; i < 2; i++) {
            List<Quantity> values = List.of(new Quantity("tau", 5 + i, "ms"));
            run(folder, new Point("swept", i, 2, values), SmallNetwork.compiled(), 50);
        }
        run(folder, new Point("other", 0, 1, List.of()), SmallNetwork.compiled(7), 50);
        folder.end(Status.COMPLETE, null);

        assertTrue(Files.exists(temporary.resolve("run/swept/point-0000/image")));
        assertTrue(Files.notExists(temporary.resolve("run/swept/point-0001/image")));
        assertTrue(Files.exists(temporary.resolve("run/swept/point-0001/events/P.spike.npy")));
        assertTrue(Files.exists(temporary.resolve("run/other/image")));
        Map<?, ?> second = (Map<?, ?>) list(manifest(), "points").get(1);
        Map<?, ?> image = map(second, "image");
        assertEquals("swept/point-0000/image", image.get("file"));
        assertEquals(ImageFile.hash(SmallNetwork.compiled().image()), image.get("sha256"));
        List<String> points = Files.readAllLines(temporary.resolve("run/points.csv"));
        assertEquals(4, points.size());
        assertTrue(points.getFirst().startsWith("experiment,point,folder,status,tau (ms),"), points.getFirst());
        assertTrue(points.get(2).startsWith("swept,1,swept/point-0001,complete,6,"), points.get(2));
    }

    @Test
    void aRunInProgressIsReadable() throws Exception {
        RunFolder folder = folder(false);
        Compiled compiled = SmallNetwork.compiled();
        PointFolder point = folder.begin(ONE, compiled.image());
        try (Session session = new Emulator().open(compiled.image(), point)) {
            session.run(50, RunMonitor.NONE);
            point.flush(50);
            folder.save();
            assertEquals("running", manifest().get("status"));
            assertArrayEquals(new int[] {6, 2}, npy("events/P.spike.npy").shape());
            assertArrayEquals(new int[] {6, 2}, npy("values/P.v.npy").shape());
            session.run(50, RunMonitor.NONE);
            point.flush(100);
            assertArrayEquals(new int[] {15, 2}, npy("events/P.spike.npy").shape());
        }
        point.close(Status.PARTIAL);
        folder.end(Status.PARTIAL, "interrupted");
        folder.end(Status.COMPLETE, null);
        assertEquals("partial", manifest().get("status"));
        assertEquals("interrupted", manifest().get("reason"));
    }

    @Test
    void aFreshFolderIsNeverAnotherOnes() throws IOException {
        LocalDateTime now = LocalDateTime.of(2026, 3, 1, 14, 15, 0);
        Path first = RunFolder.fresh(temporary, "my net.bouton", now);
        Path second = RunFolder.fresh(temporary, "my net.bouton", now);
        assertEquals("my-net-20260301-141500", first.getFileName().toString());
        assertEquals("my-net-20260301-141500-2", second.getFileName().toString());
    }

    @Test
    void aChosenFolderMustBeEmpty() throws IOException {
        Path chosen = temporary.resolve("a/b");
        assertEquals(chosen, RunFolder.chosen(chosen));
        Files.writeString(chosen.resolve("x"), "");
        assertThrows(FileAlreadyExistsException.class, () -> RunFolder.chosen(chosen));
        assertThrows(NotDirectoryException.class, () -> RunFolder.chosen(chosen.resolve("x")));
    }

    private RunFolder folder(boolean several) throws IOException {
        Path path = RunFolder.chosen(temporary.resolve("run"));
        return RunFolder.create(path, DESCRIPTION, List::of, several);
    }

    private static PointFigures run(RunFolder folder, Point label, Compiled compiled, long ticks) throws IOException {
        PointFolder point = folder.begin(label, compiled.image());
        try (Session session = new Emulator().open(compiled.image(), point)) {
            session.run(ticks, RunMonitor.NONE);
            PointFigures figures = point.finish(session, compiled::reader, 0.5, 1);
            point.close(Status.COMPLETE);
            return figures;
        }
    }

    private Tensor npy(String name) throws Exception {
        return Npy.decode(Files.readAllBytes(temporary.resolve("run").resolve(name)));
    }

    private Table csv(String name) throws Exception {
        return Csv.decode(Files.readAllBytes(temporary.resolve("run").resolve(name)));
    }

    private Object json(String name) throws IOException {
        return Objects.requireNonNull(
                Json.parse(Files.readString(temporary.resolve("run").resolve(name))));
    }

    private Map<?, ?> manifest() throws IOException {
        return (Map<?, ?>) json("manifest.json");
    }

    private static List<?> list(Map<?, ?> object, String key) {
        return (List<?>) Objects.requireNonNull(object.get(key));
    }

    private static Map<?, ?> map(Map<?, ?> object, String key) {
        return (Map<?, ?>) Objects.requireNonNull(object.get(key));
    }
}
