package bouton.emulator.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.emulator.Emulator;
import bouton.emulator.ImageBuilder.PopulationBuilder;
import bouton.emulator.ImageBuilder.ProjectionBuilder;
import bouton.emulator.KernelBuilder;
import bouton.emulator.TestRecorder;
import bouton.image.ir.Special;
import bouton.image.net.Connectivity;
import bouton.image.net.Lag;
import bouton.image.net.Scope;
import bouton.image.net.Stage;
import bouton.image.net.Trigger;
import bouton.image.random.Draws;
import bouton.image.random.RandomKey;
import bouton.image.run.RunMonitor;
import bouton.image.run.Session;
import bouton.image.run.StimulusInput;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What stimuli do, from when on, and what arrives of it. */
final class StimulusTest extends EngineTest {
    private static final Trigger PRE = new Trigger.PreEvent(0, Lag.NONE);

    /** Ticks of the events of a single source that does this from tick 0 on. */
    private static List<Long> ticks(StimulusInput input, long run) {
        StimulusTest one = new StimulusTest();
        int source = one.image.stimulus("s", 1, input, false);
        one.run(run).close();
        return one.recorder.ticks(source, 0);
    }

    @Test
    void eventTicksMayRepeat() {
        assertEquals(List.of(0L, 3L, 3L, 7L), ticks(new StimulusInput.EventTicks(new long[][] {{0, 3, 3, 7, 20}}), 10));
    }

    @Test
    void regularEventsAreRoundedToTicks() {
        assertEquals(List.of(1L, 3L, 6L, 8L), ticks(regular(2.5, 0.5, -1), 9), "1, 3, 5.5, 8 rounded half up");
        assertEquals(List.of(2L, 12L), ticks(regular(10, 2, 2), 100));
        assertEquals(List.of(4L), ticks(regular(Double.POSITIVE_INFINITY, 4, 1), 100));
        assertEquals(List.of(3L, 10L), ticks(regular(7, -11, -1), 12), "what would come before now does not come");
        assertEquals(List.of(), ticks(regular(1, 0, 0), 12));
        assertEquals(
                List.of(0L, 0L, 1L, 1L, 2L), ticks(regular(0.5, -0.25, -1), 3).subList(0, 5));
    }

    private static StimulusInput regular(double period, double first, long count) {
        return new StimulusInput.Regular(new double[] {period}, new double[] {first}, count);
    }

    @Test
    void poissonCountsAreKeyedAndMultiplyDeliveries() {
        double mean = 1.3;
        long site = RandomKey.site("noise");
        for (boolean single : new boolean[] {false, true}) {
            StimulusTest one = new StimulusTest();
            int size = 20;
            int source = one.image.stimulus("noise", size, new StimulusInput.PoissonMeans(new double[] {mean}), single);
            int sink = one.sink("n", size);
            one.image.projection(new ProjectionBuilder(source, sink)
                    .by(new Connectivity.OneToOne())
                    .on(PRE, Stage.DELIVER, Stage.PRE, delivering(0.5)));
            try (Session session = one.run(30)) {
                long[] counts = new long[size];
                for (int tick = 0; tick < 30; tick++) {
                    double[] sums = new double[size];
                    for (int i = 0; i < size; i++) {
                        long count = Draws.poisson(1, site, i, tick, 0, mean);
                        count = single ? Math.min(count, 1) : count;
                        sums[i] = 0.5 * count;
                        counts[i] += count;
                    }
                    assertArrayEquals(sums, one.recorder.at(0, tick + 1));
                }
                assertArrayEquals(counts, session.counts(source, 0));
                assertEquals(
                        java.util.Arrays.stream(counts).sum(),
                        one.recorder.ticks(source, 0).size());
            }
        }
    }

    @Test
    void aCountIsOneArrivalOfThatMultiple() {
        int source = image.stimulus("noise", 1, new StimulusInput.PoissonMeans(new double[] {3}), false);
        KernelBuilder on = KernelBuilder.kernel("on in");
        on.store(0, on.read(Special.PAYLOAD)).store(1, on.add(on.load(1), on.constant(1)));
        int n = image.population(new PopulationBuilder("n", 1)
                .field("amount")
                .field("times")
                .port("in")
                .on(new Trigger.Arrival(0, false), Stage.DELIVER, Stage.ARRIVAL, on.build()));
        KernelBuilder pre = KernelBuilder.kernel("on pre");
        pre.store(0, pre.read(Special.PAYLOAD)).deliver(0, pre.constant(2));
        image.projection(
                new ProjectionBuilder(source, n).field("count").on(PRE, Stage.DELIVER, Stage.PRE, pre.build()));
        try (Session session = run(1)) {
            long count = Draws.poisson(1, RandomKey.site("noise"), 0, 0, 0, 3);
            assertTrue(count > 1, "a seed for which the test says something");
            assertEquals(2.0 * count, read(session, new Scope.OfGroup(n), 0)[0]);
            assertEquals(1, read(session, new Scope.OfGroup(n), 1)[0]);
            assertEquals(count, read(session, new Scope.OfProjection(0), 0)[0]);
        }
    }

    @Test
    void whatIsPresentedCountsFromTheNextTick() {
        int s = image.stimulus("s", 2);
        image.probeField(s, 0);
        try (Session session = new Emulator().open(image.build(), recorder)) {
            session.run(3, RunMonitor.NONE);
            session.present(s, new StimulusInput.EventTicks(new long[][] {{0, 2}, {}}));
            session.run(4, RunMonitor.NONE);
            session.present(s, new StimulusInput.Levels(new double[] {4, 5}));
            session.run(2, RunMonitor.NONE);
            session.present(s, regular(3, 1, -1));
            session.run(5, RunMonitor.NONE);
            session.present(s, new StimulusInput.Silent());
            session.run(5, RunMonitor.NONE);
            session.present(s, new StimulusInput.LevelRows(new double[][] {{1, 2}, {3, 4}}));
            session.run(3, RunMonitor.NONE);
        }
        assertEquals(List.of(3L, 5L, 10L, 10L, 13L, 13L), recorder.ticks(s, 0));
        List<double[]> levels = new ArrayList<>();
        for (long ticks : new long[] {0, 7, 8, 9, 10, 19, 20, 21, 22}) {
            levels.add(recorder.at(0, ticks));
        }
        double[][] expected = {{0, 0}, {0, 0}, {4, 5}, {4, 5}, {0, 0}, {0, 0}, {1, 2}, {3, 4}, {3, 4}};
        assertArrayEquals(expected, levels.toArray(new double[0][]));
    }

    @Test
    void inputsThatDoNotFitAreRefusedWithTheName() {
        int s = image.stimulus("drive", 3);
        int n = image.population(new PopulationBuilder("n", 1));
        List<StimulusInput> wrong = List.of(
                new StimulusInput.Levels(new double[] {1, 2}),
                new StimulusInput.LevelRows(new double[][] {}),
                new StimulusInput.LevelRows(new double[][] {{1, 2}}),
                new StimulusInput.PoissonMeans(new double[] {-1}),
                new StimulusInput.PoissonMeans(new double[] {Double.NaN}),
                new StimulusInput.PoissonMeans(new double[] {1e10}),
                new StimulusInput.EventTicks(new long[][] {{-1}}),
                new StimulusInput.EventTicks(new long[][] {{1L << 40}}),
                regular(0, 0, -1),
                regular(1e-9, 0, -1),
                regular(1, Double.NaN, -1));
        try (Session session = new Emulator().open(image.build(), new TestRecorder())) {
            for (StimulusInput input : wrong) {
                IllegalArgumentException refused =
                        assertThrows(IllegalArgumentException.class, () -> session.present(s, input), input.toString());
                assertTrue(refused.toString().contains("stimulus drive"), refused.toString());
            }
            assertThrows(
                    IllegalArgumentException.class,
                    () -> session.present(n, new StimulusInput.Silent()),
                    "no stimulus");
        }
    }
}
