package bouton.emulator.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.emulator.Emulator;
import bouton.emulator.KernelBuilder;
import bouton.emulator.TestRecorder;
import bouton.emulator.engine.Execution;
import bouton.image.chip.Operation;
import bouton.image.chip.Timing;
import bouton.image.file.ImageCheck;
import bouton.image.file.StateFile;
import bouton.image.file.StateWriter;
import bouton.image.net.Image;
import bouton.image.net.Scope;
import bouton.image.run.Charge;
import bouton.image.run.CostReport;
import bouton.image.run.ForeignNeurons;
import bouton.image.run.RunMonitor;
import bouton.image.run.Session;
import bouton.image.run.Traffic;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Costs of random networks on random chips, against a slow count and against themselves. */
class RandomCostsTest {
    private static final int NETWORKS = 40;
    private static final long TICKS = 60;

    @TempDir
    private Path folder;

    private static Session open(Image image, TestRecorder recorder, int threads) {
        Execution.Code code = threads == 1 ? Execution.Code.INTERPRETED : Execution.Code.GENERATED;
        // Parts of two neurons: slices begin and end inside of them.
        return new Emulator(ForeignNeurons.NONE, new Execution(code, threads, 1)).open(image, recorder);
    }

    private static CostReport run(Image image, int threads) {
        try (Session session = open(image, new TestRecorder(), threads)) {
            session.run(TICKS, RunMonitor.NONE);
            return session.costs().orElseThrow();
        }
    }

    private static List<int[][]> synapses(Session session) {
        List<int[][]> all = new ArrayList<>();
        for (int p = 0; p < session.image().projections().size(); p++) {
            all.add(session.synapses(p));
        }
        return all;
    }

    @Test
    void agreesWithASlowCount() {
        long messages = 0;
        for (long seed = 1; seed <= NETWORKS; seed++) {
            RandomChip chip = new RandomChip(seed, Timing.SIMPLE);
            assertEquals(List.of(), ImageCheck.problems(chip.image()));
            TestRecorder recorder = new TestRecorder();
            try (Session session = open(chip.image(), recorder, 1)) {
                session.run(TICKS, RunMonitor.NONE);
                CostReport report = session.costs().orElseThrow();
                SlowCounter slow = new SlowCounter(chip.image(), synapses(session), chip.words());
                slow.run(TICKS, recorder, new RandomChip.States(chip.image(), recorder, synapses(session)));
                assertEquals(slow.counts, SlowCounter.counts(report.charges()), "network " + seed);
                assertEquals(slow.time, report.time(), "network " + seed);
                for (Traffic t : report.traffic()) {
                    assertEquals(slow.sent.getOrDefault(t.projection(), 0L), t.sent(), "network " + seed);
                    assertEquals(t.sent(), t.delivered() + t.waiting() + t.dropped(), "network " + seed);
                    messages += t.sent();
                }
            }
        }
        assertTrue(messages > 10_000, messages + " synaptic events");
    }

    @Test
    void sumsAreTheSameToTheLastDigit() {
        for (long seed = 1; seed <= NETWORKS; seed++) {
            CostReport report = run(new RandomChip(seed, Timing.SIMPLE).image(), 1);
            BigDecimal byCore = BigDecimal.ZERO;
            for (List<Charge> charges : report.by(Charge::core).values()) {
                byCore = byCore.add(CostReport.energy(charges));
            }
            BigDecimal byScope = BigDecimal.ZERO;
            for (List<Charge> charges : report.by(c -> c.scope().toString()).values()) {
                byScope = byScope.add(CostReport.energy(charges));
            }
            assertEquals(0, report.dynamicEnergy().compareTo(byCore));
            assertEquals(0, report.dynamicEnergy().compareTo(byScope));
            assertEquals(0, report.energy().compareTo(byCore.add(report.staticEnergy())));
        }
    }

    @Test
    void doesNotDependOnThreads() {
        for (long seed = 1; seed <= NETWORKS; seed++) {
            for (Timing timing : Timing.values()) {
                Image image = new RandomChip(seed, timing).image();
                CostReport one = run(image, 1);
                assertEquals(one, run(image, 2), "network " + seed);
                assertEquals(one, run(image, 3), "network " + seed);
            }
        }
    }

    @Test
    void messagesTakeTime() {
        for (long seed = 1; seed <= NETWORKS; seed++) {
            CostReport simple = run(new RandomChip(seed, Timing.SIMPLE).image(), 1);
            CostReport detailed = run(new RandomChip(seed, Timing.DETAILED).image(), 1);
            assertTrue(detailed.time() >= simple.time(), "network " + seed);
            assertEquals(simple.charges(), detailed.charges());
        }
    }

    @Test
    void goesOnWhereItWasSaved() throws IOException {
        for (long seed = 1; seed <= NETWORKS / 4; seed++) {
            Image image = new RandomChip(seed, seed % 2 == 0 ? Timing.SIMPLE : Timing.DETAILED).image();
            Path file = folder.resolve("state " + seed);
            try (Session session = open(image, new TestRecorder(), 2);
                    OutputStream out = Files.newOutputStream(file)) {
                session.run(TICKS / 3, RunMonitor.NONE);
                StateWriter writer = new StateWriter(out);
                session.save(writer);
                writer.finish();
            }
            try (Session session = open(image, new TestRecorder(), 1);
                    FileChannel channel = FileChannel.open(file)) {
                session.restore(new StateFile(channel));
                session.proceed(TICKS - TICKS / 3, RunMonitor.NONE, Session.TickCheck.NONE);
                assertEquals(run(image, 1), session.costs().orElseThrow(), "network " + seed);
            }
        }
    }

    @Test
    void whatAResetDropsIsCounted() {
        long dropped = 0;
        for (long seed = 1; seed <= NETWORKS; seed++) {
            try (Session session = open(new RandomChip(seed, Timing.SIMPLE).image(), new TestRecorder(), 1)) {
                session.run(TICKS / 2, RunMonitor.NONE);
                session.reset(new Scope.OfProjection(1), List.of());
                session.reset(new Scope.OfProjection(2), List.of());
                session.run(TICKS / 2, RunMonitor.NONE);
                for (Traffic t : session.costs().orElseThrow().traffic()) {
                    assertEquals(t.sent(), t.delivered() + t.waiting() + t.dropped(), "network " + seed);
                    dropped += t.dropped();
                }
            }
        }
        assertTrue(dropped > 0);
    }

    /** Neurons are looked at before a tick as a reset, or anything else between two ticks, has left them. */
    @Test
    void countsWhatARunBetweenTwoTicksHasChanged() {
        int group = 1;
        Scope scope = new Scope.OfGroup(group);
        for (long seed = 1; seed <= NETWORKS; seed++) {
            Image image = new RandomChip(seed, Timing.SIMPLE).image();
            TestRecorder recorder = new TestRecorder();
            try (Session session = open(image, recorder, 1)) {
                session.run(TICKS / 2, RunMonitor.NONE);
                long tick = session.tick();
                session.apply(scope, KernelBuilder.setting(0), new double[] {1});
                double[] before = session.evaluate(scope, KernelBuilder.reading(0));
                long counted = updates(session, scope);
                session.run(1, RunMonitor.NONE);
                double[] after = session.evaluate(scope, KernelBuilder.reading(0));
                RandomChip.States states = new RandomChip.States(image, recorder, synapses(session));
                long expected = 0;
                for (int m = 0; m < before.length; m++) {
                    boolean active = before[m] != 0 || after[m] != 0;
                    expected += active || states.emits(group, m, tick) || states.input(group, m, tick) ? 1 : 0;
                }
                assertEquals(expected, updates(session, scope) - counted, "network " + seed);
            }
        }
    }

    private static long updates(Session session, Scope scope) {
        return session.costs()
                .orElseThrow()
                .count(Operation.NEURON_UPDATE, charge -> charge.scope().equals(scope));
    }
}
