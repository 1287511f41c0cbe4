package bouton.emulator.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.emulator.Emulator;
import bouton.emulator.ImageBuilder.PopulationBuilder;
import bouton.emulator.ImageBuilder.ProjectionBuilder;
import bouton.emulator.KernelBuilder;
import bouton.image.ir.Distribution;
import bouton.image.ir.Instruction;
import bouton.image.ir.Kernel;
import bouton.image.ir.Special;
import bouton.image.ir.Type;
import bouton.image.net.Connectivity;
import bouton.image.net.Lag;
import bouton.image.net.Scope;
import bouton.image.net.Stage;
import bouton.image.net.Trigger;
import bouton.image.random.Draws;
import bouton.image.run.RunMonitor;
import bouton.image.run.Session;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What can be asked of a session between two ticks. */
final class SessionTest extends EngineTest {
    private static final Connectivity.Pairs PAIRS =
            new Connectivity.Pairs(new int[] {1, 0, 1, 0}, new int[] {2, 2, 0, 1});

    private static Kernel counting(int field, boolean plastic) {
        KernelBuilder k = KernelBuilder.kernel("count");
        int next = k.add(k.load(field), k.constant(1));
        return (plastic ? k.storePlastic(field, next) : k.store(field, next)).build();
    }

    @Test
    void probesReportBeforeTheFirstTickAndAtMultiplesOfTheirPeriod() {
        int n = image.population(
                new PopulationBuilder("n", 3).field("x").on(TICK, Stage.INTEGRATE, 0, counting(0, false)));
        image.probeField(n, 0);
        image.probe(new Scope.OfGroup(n), KernelBuilder.reading(0), 4, 2, 0);
        try (Session session = run(0)) {
            assertEquals(List.of(), recorder.times(0), "nothing has begun");
            // What is set before the first run is what the first report shows.
            session.apply(new Scope.OfGroup(n), KernelBuilder.setting(50), new double[] {0});
            session.run(3, RunMonitor.NONE);
            session.run(6, RunMonitor.NONE);
            assertEquals(List.of(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L), recorder.times(0));
            assertEquals(List.of(0L, 4L, 8L), recorder.times(1));
            assertArrayEquals(new double[] {50, 50, 50}, recorder.at(0, 0));
            assertArrayEquals(new double[] {58, 58}, recorder.at(1, 8));
            assertEquals(9, session.tick());
        }
    }

    @Test
    void synapsesAreNamedInTheOrderOfTheirBuilder() {
        int source = image.stimulus("s", 2);
        int n = image.population(new PopulationBuilder("n", 3));
        KernelBuilder init = KernelBuilder.kernel("init");
        init.store(0, init.toDouble(Type.I64, init.read(Special.SELF_INDEX)));
        int pre = init.toDouble(Type.I64, init.read(Special.PRE_INDEX));
        int post = init.toDouble(Type.I64, init.read(Special.POST_INDEX));
        init.store(1, init.add(init.mul(pre, init.constant(10)), post));
        init.store(2, init.draw(Distribution.UNIFORM, 4, 2, init.constant(0), init.constant(1)));
        image.projection(new ProjectionBuilder(source, n)
                .by(PAIRS)
                .field("number")
                .field("ends")
                .field("drawn")
                .init(init.build()));
        image.probe(new Scope.OfProjection(0), KernelBuilder.reading(1), 1, 3, 0);
        try (Session session = run(1)) {
            Scope synapses = new Scope.OfProjection(0);
            assertArrayEquals(new int[][] {{1, 0, 1, 0}, {2, 2, 0, 1}}, session.synapses(0));
            assertArrayEquals(new double[] {0, 1, 2, 3}, read(session, synapses, 0));
            assertArrayEquals(new double[] {12, 2, 10, 1}, read(session, synapses, 1));
            assertArrayEquals(new double[] {1, 12}, recorder.at(0, 1));
            for (int number = 0; number < 4; number++) {
                assertEquals(Draws.uniform(1, 4, number, -1, 2, 0, 1), read(session, synapses, 2)[number]);
            }
            KernelBuilder set = KernelBuilder.kernel("set");
            session.apply(synapses, set.store(0, set.read(Special.PAYLOAD)).build(), new double[] {4, 5, 6, 7});
            assertArrayEquals(new double[] {4, 5, 6, 7}, read(session, synapses, 0));
            assertThrows(
                    IllegalArgumentException.class, () -> session.apply(synapses, set.build(), new double[] {1, 2}));
        }
    }

    @Test
    void drawsBetweenTicksUseTheNumberOfTheNextTick() {
        int n = image.population(new PopulationBuilder("n", 2).field("x"));
        KernelBuilder k = KernelBuilder.kernel("draw");
        Kernel draw = k.store(0, k.draw(Distribution.UNIFORM, 9, 3, k.constant(0), k.constant(1)))
                .build();
        Scope neurons = new Scope.OfGroup(n);
        try (Session session = run(0)) {
            session.apply(neurons, draw, new double[] {0});
            assertEquals(Draws.uniform(1, 9, 1, 0, 3, 0, 1), read(session, neurons, 0)[1]);
            session.run(12, RunMonitor.NONE);
            session.apply(neurons, draw, new double[] {0});
            assertEquals(Draws.uniform(1, 9, 1, 12, 3, 0, 1), read(session, neurons, 0)[1]);
        }
    }

    @Test
    void deriveRunsBehindInit() {
        KernelBuilder derive = KernelBuilder.kernel("derive");
        derive.store(1, derive.mul(derive.load(0), derive.constant(2)));
        int n = image.population(new PopulationBuilder("n", 1)
                .field("x")
                .field("double")
                .init(KernelBuilder.setting(21))
                .derive(derive.build()));
        // Synapses come behind all populations.
        KernelBuilder init = KernelBuilder.kernel("init");
        image.projection(new ProjectionBuilder(n, n)
                .field("copy")
                .init(init.store(0, init.post(1)).build()));
        try (Session session = run(0)) {
            assertEquals(42, read(session, new Scope.OfGroup(n), 1)[0]);
            assertEquals(42, read(session, new Scope.OfProjection(0), 0)[0]);
        }
    }

    @Test
    void learningIsSwitchedForEachScopeAndStopsWeightsOnly() {
        int n = image.population(new PopulationBuilder("n", 2)
                .field("weight")
                .field("state")
                .on(TICK, Stage.INTEGRATE, 0, counting(0, true))
                .on(TICK, Stage.INTEGRATE, 0, counting(1, false)));
        for (int p = 0; p < 2; p++) {
            image.projection(new ProjectionBuilder(n, n)
                    .field("weight")
                    .field("state")
                    .on(TICK, Stage.TRANSMIT, 0, counting(0, true))
                    .on(TICK, Stage.TRANSMIT, 0, counting(1, false)));
        }
        try (Session session = run(1)) {
            session.learning(new Scope.OfGroup(n), false);
            session.learning(new Scope.OfProjection(1), false);
            session.run(2, RunMonitor.NONE);
            session.learning(new Scope.OfProjection(1), true);
            session.run(4, RunMonitor.NONE);
            assertEquals(1, read(session, new Scope.OfGroup(n), 0)[0]);
            assertEquals(7, read(session, new Scope.OfGroup(n), 1)[0]);
            assertEquals(7, read(session, new Scope.OfProjection(0), 0)[0]);
            assertEquals(5, read(session, new Scope.OfProjection(1), 0)[0]);
            assertEquals(7, read(session, new Scope.OfProjection(1), 1)[0]);
        }
    }

    @Test
    void countsAreThoseOfTheLastRun() {
        int s = image.spikes("s", 0, 1, 2, 5);
        try (Session session = run(2)) {
            assertArrayEquals(new long[] {2}, session.counts(s, 0));
            session.run(8, RunMonitor.NONE);
            assertArrayEquals(new long[] {2}, session.counts(s, 0));
            session.run(1, RunMonitor.NONE);
            assertArrayEquals(new long[] {0}, session.counts(s, 0));
        }
    }

    @Test
    void countersAddUpOverRuns() {
        image.counter("low").counter("high");
        KernelBuilder k = KernelBuilder.kernel("clamp");
        int dst = k.register();
        k.add(new Instruction.Clamp(dst, k.constant(2), k.constant(0), k.constant(1), 1, -1));
        k.store(0, dst);
        image.population(new PopulationBuilder("n", 300).field("x").on(TICK, Stage.INTEGRATE, 0, k.build()));
        try (Session session = run(2)) {
            session.run(1, RunMonitor.NONE);
            assertArrayEquals(new long[] {0, 900}, session.counters());
        }
    }

    @Test
    void aMonitorMayStopARun() {
        image.population(new PopulationBuilder("n", 1));
        try (Session session = new Emulator().open(image.build(), recorder)) {
            long done = session.run(Long.MAX_VALUE, ticks -> false);
            assertTrue(done > 0);
            assertEquals(done, session.tick());
            assertEquals(3, session.run(3, RunMonitor.NONE));
            assertEquals(0, session.run(-3, RunMonitor.NONE));
        }
    }

    @Test
    void evaluationChangesNothing() {
        int n = image.population(new PopulationBuilder("n", 2).field("x").port("in"));
        Kernel store = KernelBuilder.setting(1);
        KernelBuilder silent = KernelBuilder.kernel("silent");
        silent.constant(1);
        try (Session session = run(1)) {
            Scope neurons = new Scope.OfGroup(n);
            assertThrows(IllegalArgumentException.class, () -> session.evaluate(neurons, store));
            assertThrows(IllegalArgumentException.class, () -> session.evaluate(neurons, silent.build()));
            KernelBuilder draw = KernelBuilder.kernel("draw");
            draw.yield(draw.draw(Distribution.UNIFORM, 9, 3, draw.constant(0), draw.constant(1)));
            Kernel reader = draw.build();
            double[] first = session.evaluate(neurons, reader);
            assertArrayEquals(first, session.evaluate(neurons, reader));
            session.run(1, RunMonitor.NONE);
            assertNotEquals(first[0], session.evaluate(neurons, reader)[0]);
        }
    }

    @Test
    void deliveriesBetweenTicksWaitForTheNextOpening() {
        int source = image.stimulus("s", 1);
        int n = sink("n", 2);
        image.projection(new ProjectionBuilder(source, n)
                .on(new Trigger.PreEvent(0, Lag.NONE), Stage.DELIVER, Stage.PRE, delivering(1)));
        try (Session session = run(2)) {
            session.apply(new Scope.OfProjection(0), delivering(7), new double[] {0});
            session.run(2, RunMonitor.NONE);
            assertArrayEquals(new double[] {0, 0, 0, 7, 0}, recorder.series(0));
        }
    }
}
