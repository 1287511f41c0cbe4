package bouton.emulator.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import bouton.emulator.ImageBuilder;
import bouton.emulator.ImageBuilder.PopulationBuilder;
import bouton.emulator.ImageBuilder.ProjectionBuilder;
import bouton.emulator.KernelBuilder;
import bouton.image.ir.BinaryOp;
import bouton.image.ir.CompareOp;
import bouton.image.ir.Kernel;
import bouton.image.ir.Overflow;
import bouton.image.ir.Rounding;
import bouton.image.ir.Special;
import bouton.image.ir.Type;
import bouton.image.net.Connectivity;
import bouton.image.net.Lag;
import bouton.image.net.Scope;
import bouton.image.net.Stage;
import bouton.image.net.Trigger;
import bouton.image.run.RunMonitor;
import bouton.image.run.Session;
import bouton.image.run.StimulusInput;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Stages, phases, ranks and events of neurons and synapses inside a tick (LANGUAGE-2, section 1). */
final class StageTest extends EngineTest {
    private static final Trigger PRE = new Trigger.PreEvent(0, Lag.NONE);

    private static Kernel emittingAt(long tick) {
        KernelBuilder k = KernelBuilder.kernel("emit at " + tick);
        int due = k.compare(CompareOp.EQ, Type.I64, k.read(Special.TICK), k.integer(Type.I64, tick));
        return k.when(due, () -> k.emit(0)).build();
    }

    @Test
    void neuronsRunStageByStageInTheOrderOfTheImage() {
        List<Stage> stages = List.of(Stage.INTEGRATE, Stage.REDUCE, Stage.THRESHOLD, Stage.RESET);
        for (List<Stage> order : List.of(Stage.DEFAULT_ORDER, Stage.BRIAN2_ORDER)) {
            StageTest one = new StageTest();
            one.image.order(order);
            PopulationBuilder population = new PopulationBuilder("n", 1).field("x");
            List<Integer> expected = new ArrayList<>();
            for (Stage stage : stages.reversed()) {
                population.on(TICK, stage, 0, writing(0, stage.ordinal()));
            }
            population.on(new Trigger.Every(1, 1), Stage.PERIODIC, 0, writing(0, Stage.PERIODIC.ordinal()));
            for (Stage stage : order) {
                if (stages.contains(stage) || stage == Stage.PERIODIC) {
                    expected.add(stage.ordinal());
                }
            }
            double digits = 0;
            for (int digit : expected) {
                digits = 10 * digits + digit;
            }
            int n = one.image.population(population);
            try (Session session = one.run(1)) {
                assertEquals(digits, read(session, new Scope.OfGroup(n), 0)[0]);
            }
        }
    }

    @Test
    void synapsesRunStageByStageToo() {
        int source = image.stimulus("s", 1, new StimulusInput.EventTicks(new long[][] {{0}}), false);
        int n = image.population(new PopulationBuilder("n", 1).port("in"));
        image.projection(new ProjectionBuilder(source, n)
                .field("x")
                .on(new Trigger.Every(1, 1), Stage.PERIODIC, 0, writing(0, 6))
                .on(PRE, Stage.LEARN, 0, writing(0, 5))
                .on(PRE, Stage.DELIVER, Stage.PRE_INCREMENT, writing(0, 4))
                .on(PRE, Stage.DELIVER, Stage.PRE, writing(0, 3))
                .on(PRE, Stage.DELIVER, Stage.PRE_AFTER, writing(0, 2))
                .on(TICK, Stage.TRANSMIT, 0, writing(0, 1))
                .on(TICK, Stage.TIME, 0, writing(0, 7)));
        try (Session session = run(1)) {
            assertEquals(7123456, read(session, new Scope.OfProjection(0), 0)[0]);
        }
    }

    @Test
    void phasesComeBeforeTextOrderAndNeuronsBeforeSynapses() {
        int source = image.stimulus("s", 1);
        int n = image.population(new PopulationBuilder("n", 1)
                .field("x")
                .on(TICK, Stage.INTEGRATE, 1, writing(0, 3))
                .on(TICK, Stage.INTEGRATE, 0, writing(0, 1))
                .on(TICK, Stage.INTEGRATE, 0, writing(0, 2))
                .on(new Trigger.Every(1, 1), Stage.PERIODIC, 1, writing(0, 5))
                .on(new Trigger.Every(1, 1), Stage.PERIODIC, 0, writing(0, 4)));
        KernelBuilder copy = KernelBuilder.kernel("copy");
        image.projection(new ProjectionBuilder(source, n)
                .field("seen")
                .on(
                        new Trigger.Every(1, 1),
                        Stage.PERIODIC,
                        0,
                        copy.store(0, copy.post(0)).build()));
        try (Session session = run(1)) {
            assertEquals(12345, read(session, new Scope.OfGroup(n), 0)[0]);
            assertEquals(1234, read(session, new Scope.OfProjection(0), 0)[0]);
        }
    }

    @Test
    void periodicHandlersRunAtMultiplesFromTheirStart() {
        record Case(Trigger.Every every, List<Long> ticks) {}
        for (Case c : List.of(
                new Case(new Trigger.Every(3, 3), List.of(2L, 5L, 8L)),
                new Case(new Trigger.Every(3, 1), List.of(0L, 3L, 6L, 9L)),
                new Case(new Trigger.Every(4, 0), List.of(3L, 7L)),
                new Case(new Trigger.Every(4, 7), List.of(6L)),
                new Case(new Trigger.Every(1, 1), List.of(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L)))) {
            StageTest one = new StageTest();
            int n = one.image.population(
                    new PopulationBuilder("n", 1).field("x").on(c.every, Stage.PERIODIC, 0, writing(0, 1)));
            one.image.probeField(n, 0);
            one.run(10).close();
            List<Long> ran = new ArrayList<>();
            double[] x = one.recorder.series(0);
            for (int t = 0; t < 10; t++) {
                if (x[t + 1] != x[t]) {
                    ran.add((long) t);
                }
            }
            assertEquals(c.ticks, ran);
        }
    }

    @Test
    void ownEventsRunOncePerEmissionWithItsPayload() {
        KernelBuilder fire = KernelBuilder.kernel("fire");
        int due = fire.compare(CompareOp.EQ, Type.I64, fire.read(Special.TICK), fire.integer(Type.I64, 1));
        fire.when(due, () -> {
            fire.emit(1, fire.constant(5)).emit(0).emit(1, fire.constant(7));
        });
        KernelBuilder on = KernelBuilder.kernel("on burst");
        on.store(0, on.add(on.mul(on.load(0), on.constant(10)), on.read(Special.PAYLOAD)));
        int n = image.population(new PopulationBuilder("n", 3)
                .field("x")
                .field("y")
                .events("spike", "burst")
                .on(TICK, Stage.THRESHOLD, 0, fire.build())
                .on(new Trigger.OwnEvent(1), Stage.RESET, 0, on.build())
                .on(new Trigger.OwnEvent(1), Stage.RESET, 1, writing(1, 1))
                .on(new Trigger.OwnEvent(0), Stage.RESET, 1, writing(1, 2)));
        try (Session session = run(3)) {
            Scope neurons = new Scope.OfGroup(n);
            assertArrayEquals(new double[] {57, 57, 57}, read(session, neurons, 0));
            assertArrayEquals(new double[] {112, 112, 112}, read(session, neurons, 1));
            assertArrayEquals(new long[] {2, 2, 2}, session.counts(n, 1));
            assertArrayEquals(new long[] {1, 1, 1}, session.counts(n, 0));
        }
    }

    @Test
    void whatIsEmittedBehindLearnBelongsToTheNextTick() {
        // Emitted in PERIODIC of tick 2: the neuron's handler, the synapses and the record see it in tick 3.
        int source = image.stimulus("s", 1);
        int n = image.population(new PopulationBuilder("n", 1)
                .field("x")
                .field("when")
                .port("in")
                .on(new Trigger.Every(100, 3), Stage.PERIODIC, 0, emitting())
                .on(new Trigger.OwnEvent(0), Stage.RESET, 0, stamping(1)));
        KernelBuilder learn = stampBuilder(0);
        image.projection(new ProjectionBuilder(source, n)
                .field("when")
                .on(new Trigger.PostEvent(0, Lag.NONE), Stage.LEARN, 0, learn.build()));
        image.projection(new ProjectionBuilder(n, n)
                .field("when")
                .on(new Trigger.PreEvent(0, Lag.of(2)), Stage.DELIVER, Stage.PRE, stamping(0)));
        try (Session session = run(8)) {
            assertEquals(List.of(3L), recorder.ticks(n, 0));
            assertEquals(3, read(session, new Scope.OfGroup(n), 1)[0]);
            assertEquals(3, read(session, new Scope.OfProjection(0), 0)[0]);
            assertEquals(5, read(session, new Scope.OfProjection(1), 0)[0]);
        }
    }

    private static Kernel stamping(int field) {
        return stampBuilder(field).build();
    }

    private static KernelBuilder stampBuilder(int field) {
        KernelBuilder k = KernelBuilder.kernel("stamp");
        return k.store(field, k.toDouble(Type.I64, k.read(Special.TICK)));
    }

    @Test
    void eventsOfATickStandByMemberWhateverTheOrderOfEmission() {
        PopulationBuilder population = new PopulationBuilder("n", 5);
        // The upper members emit first; members 3 and 4 emit twice.
        for (int from : new int[] {3, 0}) {
            KernelBuilder k = KernelBuilder.kernel("from " + from);
            int index = k.read(Special.SELF_INDEX);
            int due = k.compare(CompareOp.GE, Type.I64, index, k.integer(Type.I64, from));
            int payload = k.add(k.toDouble(Type.I64, index), k.constant(10 * from + 10));
            k.when(due, () -> k.emit(0, payload));
            population.on(TICK, Stage.THRESHOLD, 0, k.build());
        }
        int n = image.population(population);
        KernelBuilder pre = KernelBuilder.kernel("pre");
        pre.store(0, pre.add(pre.mul(pre.load(0), pre.constant(100)), pre.read(Special.PAYLOAD)));
        image.projection(new ProjectionBuilder(n, n)
                .by(new Connectivity.OneToOne())
                .field("payloads")
                .on(new Trigger.PreEvent(0, Lag.NONE), Stage.LEARN, 0, pre.build()));
        try (Session session = run(1)) {
            assertEquals(
                    List.of(0, 1, 2, 3, 3, 4, 4), recorder.events().getFirst().members());
            double[] payloads = read(session, new Scope.OfProjection(0), 0);
            assertArrayEquals(new double[] {10, 11, 12, 4313, 4414}, payloads);
        }
    }

    @Test
    void eventsBetweenTicksBelongToTheNextTick() {
        List<Stage> few = List.of(Stage.DELIVER, Stage.THRESHOLD, Stage.RESET);
        for (List<Stage> order : List.of(Stage.DEFAULT_ORDER, Stage.BRIAN2_ORDER, few)) {
            StageTest one = new StageTest();
            one.image.order(order);
            int n = one.image.population(new PopulationBuilder("n", 2)
                    .field("when")
                    .on(new Trigger.OwnEvent(0), Stage.RESET, 0, stamping(0)));
            try (Session session = one.run(4)) {
                session.apply(new Scope.OfGroup(n), emitting(), new double[] {1});
                session.run(3, RunMonitor.NONE);
                assertEquals(List.of(4L, 4L), one.recorder.ticks(n, 0));
                assertArrayEquals(new double[] {4, 4}, read(session, new Scope.OfGroup(n), 0));
                assertArrayEquals(new long[] {1, 1}, session.counts(n, 0));
            }
        }
    }

    @Test
    void withoutLearnPeriodicEventsBelongToTheNextTickToo() {
        image.order(List.of(Stage.DELIVER, Stage.INTEGRATE, Stage.THRESHOLD, Stage.RESET, Stage.PERIODIC));
        int n = image.population(
                new PopulationBuilder("n", 1).on(new Trigger.Every(100, 3), Stage.PERIODIC, 0, emitting()));
        run(6).close();
        assertEquals(List.of(3L), recorder.ticks(n, 0));
    }

    @Test
    void postEventsReachTheSynapsesOfTheirTargetAfterTheirLag() {
        int source = image.stimulus("s", 3);
        KernelBuilder fire = KernelBuilder.kernel("fire");
        // Neuron i fires in tick i + 1.
        int tick = fire.read(Special.TICK);
        int own = fire.binary(
                BinaryOp.ADD,
                Type.I64,
                fire.read(Special.SELF_INDEX),
                fire.integer(Type.I64, 1),
                Overflow.WRAP,
                Rounding.EXACT);
        fire.when(fire.compare(CompareOp.EQ, Type.I64, tick, own), () -> fire.emit(0));
        int n = image.population(new PopulationBuilder("n", 4).on(TICK, Stage.THRESHOLD, 0, fire.build()));
        KernelBuilder init = KernelBuilder.kernel("init");
        int pre = init.convert(Type.I32, Type.I64, init.read(Special.PRE_INDEX), Rounding.EXACT, Overflow.NEVER);
        init.store(0, Type.I32, pre, Overflow.NEVER);
        KernelBuilder k = KernelBuilder.kernel("on post");
        int when = k.toDouble(Type.I64, k.read(Special.TICK));
        int from = k.toDouble(Type.I64, k.read(Special.PRE_INDEX));
        k.store(1, k.add(k.mul(when, k.constant(100)), from));
        image.projection(new ProjectionBuilder(source, n)
                .field(ImageBuilder.field("lag", Type.I32))
                .field("when")
                .init(init.build())
                .on(new Trigger.PostEvent(0, new Lag(1, 0)), Stage.LEARN, 0, k.build())
                .on(new Trigger.PostEvent(0, Lag.NONE), Stage.LEARN, 1, Kernel.NOTHING));
        try (Session session = run(12)) {
            double[] seen = read(session, new Scope.OfProjection(0), 1);
            for (int s = 0; s < 3; s++) {
                for (int t = 0; t < 4; t++) {
                    assertEquals(100 * (t + 1 + 1 + s) + s, seen[4 * s + t]);
                }
            }
        }
    }

    @Test
    void simultaneousPreComesBeforePost() {
        int source = image.spikes("s", 2);
        int n = image.population(new PopulationBuilder("n", 1).on(TICK, Stage.THRESHOLD, 0, emittingAt(2)));
        image.projection(new ProjectionBuilder(source, n)
                .field("x")
                .on(new Trigger.PostEvent(0, Lag.NONE), Stage.LEARN, 0, writing(0, 2))
                .on(PRE, Stage.DELIVER, Stage.PRE, writing(0, 1)));
        try (Session session = run(5)) {
            assertEquals(12, read(session, new Scope.OfProjection(0), 0)[0]);
        }
    }

    @Test
    void synapseClocksCountTheStageTime() {
        for (List<Stage> order : List.of(Stage.DEFAULT_ORDER, Stage.BRIAN2_ORDER)) {
            StageTest one = new StageTest();
            one.image.order(order);
            int s = one.image.spikes("s", 0, 5);
            int m = one.image.population(new PopulationBuilder("n", 1));
            KernelBuilder k = KernelBuilder.kernel("clock");
            k.store(0, k.toDouble(Type.I64, k.read(Special.CLOCK)));
            one.image.projection(new ProjectionBuilder(s, m).field("clock").on(TICK, Stage.TRANSMIT, 0, k.build()));
            one.image.probeSynapses(0, 0);
            one.run(3).close();
            // Stage TIME is before TRANSMIT in the one order and behind it in the other.
            double[] expected = order == Stage.DEFAULT_ORDER ? new double[] {0, 1, 2, 3} : new double[] {0, 0, 1, 2};
            assertArrayEquals(expected, one.recorder.series(0));
        }
    }

    /** What must not matter does not: handlers of different populations and projections in any text order. */
    @Test
    void neuronsDoNotSeeOneAnotherInsideAStage() {
        List<Integer> numbers = new ArrayList<>(List.of(0, 1, 2, 3, 4));
        double[] reference = {};
        for (int n = 0; n < 6; n++) {
            Collections.shuffle(numbers, new Random(n));
            StageTest one = new StageTest();
            double[] seen = one.sumsOf(numbers);
            reference = n == 0 ? seen : reference;
            assertArrayEquals(reference, seen);
        }
    }

    /** Every population counts what it has got; whole numbers, so that the order of sums does not show. */
    private double[] sumsOf(List<Integer> names) {
        int[] group = new int[names.size()];
        for (int name : names) {
            KernelBuilder tick = KernelBuilder.kernel("tick");
            int total = tick.add(tick.load(0), tick.portSum(0));
            tick.store(0, tick.add(total, tick.constant(name)));
            int over = tick.compare(CompareOp.GT, Type.F64, total, tick.constant(3 * name));
            tick.when(over, () -> tick.emit(0));
            group[name] = image.population(new PopulationBuilder("n" + name, 3)
                    .field("x")
                    .port("in")
                    .on(TICK, Stage.INTEGRATE, 0, tick.build()));
        }
        for (int from : names) {
            image.projection(new ProjectionBuilder(group[from], group[(from + 1) % group.length])
                    .on(new Trigger.PreEvent(0, Lag.of(1 + from % 3)), Stage.DELIVER, Stage.PRE, delivering(from + 1)));
        }
        try (Session session = run(30)) {
            double[] sums = new double[group.length];
            for (int name = 0; name < group.length; name++) {
                sums[name] = read(session, new Scope.OfGroup(group[name]), 0)[0];
            }
            return sums;
        }
    }
}
