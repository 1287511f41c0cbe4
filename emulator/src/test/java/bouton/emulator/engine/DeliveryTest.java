package bouton.emulator.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import bouton.emulator.ImageBuilder;
import bouton.emulator.ImageBuilder.PopulationBuilder;
import bouton.emulator.ImageBuilder.ProjectionBuilder;
import bouton.emulator.KernelBuilder;
import bouton.image.ir.CompareOp;
import bouton.image.ir.Distribution;
import bouton.image.ir.Kernel;
import bouton.image.ir.Overflow;
import bouton.image.ir.Rounding;
import bouton.image.ir.Special;
import bouton.image.ir.Type;
import bouton.image.ir.Word;
import bouton.image.net.Connectivity;
import bouton.image.net.Lag;
import bouton.image.net.Scope;
import bouton.image.net.Stage;
import bouton.image.net.Trigger;
import bouton.image.run.RunMonitor;
import bouton.image.run.Session;
import bouton.image.run.StimulusInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** When and in which order deliveries arrive at ports (LANGUAGE-2, sections 1 and 8). */
final class DeliveryTest extends EngineTest {
    private static final Trigger.PreEvent AT_ONCE = new Trigger.PreEvent(0, Lag.NONE);

    private ProjectionBuilder on(int source, int target, Trigger trigger, Stage stage, int phase, Kernel kernel) {
        return new ProjectionBuilder(source, target).on(trigger, stage, phase, kernel);
    }

    @Test
    void anEventArrivesAfterItsLag() {
        int source = image.spikes("s", 2, 5);
        int sink = sink("n", 1);
        for (int lag : new int[] {0, 1, 4}) {
            image.projection(on(
                    source, sink, new Trigger.PreEvent(0, Lag.of(lag)), Stage.DELIVER, Stage.PRE, delivering(lag + 1)));
        }
        run(12).close();
        double[] expected = new double[13];
        for (int tick : new int[] {2, 5}) {
            expected[tick + 1] += 1;
            expected[tick + 1 + 1] += 2;
            expected[tick + 4 + 1] += 5;
        }
        assertArrayEquals(expected, recorder.series(0));
    }

    @Test
    void aLagMayDifferFromSynapseToSynapse() {
        int source = image.spikes("s", 1);
        int sink = sink("n", 5);
        KernelBuilder init = KernelBuilder.kernel("init");
        int post = init.read(Special.POST_INDEX);
        // 4, 3, 2, 1, 0
        int lag = init.binary(
                bouton.image.ir.BinaryOp.SUB,
                Type.I64,
                init.integer(Type.I64, 4),
                post,
                Overflow.NEVER,
                Rounding.EXACT);
        init.store(0, Type.I32, init.convert(Type.I32, Type.I64, lag, Rounding.EXACT, Overflow.NEVER), Overflow.NEVER);
        image.projection(
                on(source, sink, new Trigger.PreEvent(0, new Lag(1, 0)), Stage.DELIVER, Stage.PRE, delivering(1))
                        .field(ImageBuilder.field("lag", Type.I32))
                        .init(init.build()));
        run(10).close();
        for (int n = 0; n < 5; n++) {
            for (long ticks = 1; ticks <= 10; ticks++) {
                assertEquals(ticks == 1 + 1 + 1 + 4 - n ? 1 : 0, recorder.at(0, ticks)[n]);
            }
        }
    }

    @Test
    void whatOtherStagesDeliverIsAddedAtTheNextOpening() {
        // Stage TRANSMIT stands before the opening of the same tick, all others behind it.
        record Case(Trigger trigger, Stage stage, long firstSeen) {}
        for (Case c : List.of(
                new Case(TICK, Stage.TIME, 1),
                new Case(TICK, Stage.TRANSMIT, 1),
                new Case(TICK, Stage.DELIVER, 1),
                new Case(TICK, Stage.LEARN, 2),
                new Case(new Trigger.Every(1, 1), Stage.PERIODIC, 2))) {
            DeliveryTest one = new DeliveryTest();
            int source = one.image.stimulus("s", 1);
            int sink = one.sink("n", 1);
            one.image.projection(one.on(source, sink, c.trigger, c.stage, Stage.PRE, delivering(1)));
            one.run(4).close();
            double[] expected = new double[5];
            for (long t = c.firstSeen; t <= 4; t++) {
                expected[(int) t] = 1;
            }
            assertArrayEquals(expected, one.recorder.series(0), c.toString());
        }
    }

    @Test
    void gradedPortsOpenAtTransmit() {
        for (boolean graded : new boolean[] {true, false}) {
            DeliveryTest one = new DeliveryTest();
            // Brian2: transmit, integrate, ..., deliver.
            one.image.order(Stage.BRIAN2_ORDER);
            int source = one.image.spikes("s", 2);
            KernelBuilder take = KernelBuilder.kernel("take");
            take.store(0, take.portSum(0));
            PopulationBuilder population = new PopulationBuilder("n", 1).field("sum");
            int sink = one.image.population((graded ? population.gradedPort("in") : population.port("in"))
                    .on(TICK, Stage.INTEGRATE, 1, take.build()));
            one.image.probeField(sink, 0);
            one.image.projection(one.on(source, sink, TICK, Stage.TRANSMIT, 0, delivering(1))
                    .on(AT_ONCE, Stage.DELIVER, Stage.PRE, delivering(100)));
            one.run(5).close();
            // What is sent in every tick acts at once only where the port is open before the neurons read it. The event
            // comes behind them and is not lost.
            double[] expected = graded ? new double[] {0, 1, 1, 1, 101, 1} : new double[] {0, 0, 1, 1, 101, 1};
            assertArrayEquals(expected, one.recorder.series(0));
        }
    }

    @Test
    void inTheDefaultOrderAnEventActsAtOnceOnAGradedPort() {
        int source = image.spikes("s", 2);
        KernelBuilder take = KernelBuilder.kernel("take");
        take.store(0, take.portSum(0));
        int sink = image.population(
                new PopulationBuilder("n", 1).field("sum").gradedPort("in").on(TICK, Stage.INTEGRATE, 1, take.build()));
        image.probeField(sink, 0);
        image.projection(on(source, sink, TICK, Stage.TRANSMIT, 0, delivering(1))
                .on(AT_ONCE, Stage.DELIVER, Stage.PRE, delivering(100)));
        run(4).close();
        assertArrayEquals(new double[] {0, 1, 1, 101, 1}, recorder.series(0));
    }

    @Test
    void dendriticDelaysActBehindTheSynapse() {
        int source = image.spikes("s", 3);
        int sink = sink("n", 3);
        KernelBuilder init = KernelBuilder.kernel("init");
        int post = init.convert(Type.I32, Type.I64, init.read(Special.POST_INDEX), Rounding.EXACT, Overflow.NEVER);
        init.store(0, Type.I32, post, Overflow.NEVER);
        image.projection(on(source, sink, AT_ONCE, Stage.LEARN, 0, delivering(1))
                .field(ImageBuilder.field("dendritic", Type.I32))
                .deliverLag(new Lag(2, 0))
                .init(init.build()));
        run(10).close();
        for (int n = 0; n < 3; n++) {
            for (long ticks = 1; ticks <= 10; ticks++) {
                assertEquals(ticks == 3 + 2 + n + 1 ? 1 : 0, recorder.at(0, ticks)[n]);
            }
        }
    }

    @Test
    void dendriticDelaysHoldForAllThatLearnDelivers() {
        int source = image.stimulus("s", 1);
        KernelBuilder fire = KernelBuilder.kernel("fire");
        int due = fire.compare(CompareOp.EQ, Type.I64, fire.read(Special.TICK), fire.integer(Type.I64, 2));
        fire.when(due, () -> fire.emit(0));
        KernelBuilder take = KernelBuilder.kernel("take");
        take.store(0, take.portSum(0));
        int sink = image.population(new PopulationBuilder("n", 1)
                .field("sum")
                .port("in")
                .on(TICK, Stage.INTEGRATE, 1, take.build())
                .on(TICK, Stage.THRESHOLD, 0, fire.build()));
        image.probeField(sink, 0);
        image.projection(on(source, sink, new Trigger.PostEvent(0, Lag.of(1)), Stage.LEARN, 0, delivering(1))
                .deliverLag(Lag.of(4)));
        run(10).close();
        double[] expected = new double[11];
        expected[2 + 1 + 4 + 1] = 1;
        assertArrayEquals(expected, recorder.series(0));
    }

    @Test
    void zeroDelaysReachHigherRanksInTheSameTick() {
        int source = image.spikes("s", 1);
        int last = -1;
        for (int rank = 0; rank < 3; rank++) {
            KernelBuilder threshold = KernelBuilder.kernel("threshold");
            int over = threshold.compare(CompareOp.GT, Type.F64, threshold.portSum(0), threshold.constant(0));
            threshold.when(over, () -> threshold.emit(0));
            int population = image.population(new PopulationBuilder("n" + rank, 1)
                    .port("in")
                    .rank(rank)
                    .on(TICK, Stage.THRESHOLD, 0, threshold.build()));
            image.projection(
                    on(rank == 0 ? source : last, population, AT_ONCE, Stage.DELIVER, Stage.PRE, delivering(1)));
            last = population;
        }
        run(3).close();
        assertEquals(List.of(1L), recorder.ticks(last, 0));
    }

    @Test
    void singleArrivalsComeOneByOneAndSumsOnce() {
        for (boolean linear : new boolean[] {false, true}) {
            DeliveryTest one = new DeliveryTest();
            int source = one.image.stimulus("s", 2, new StimulusInput.EventTicks(new long[][] {{1, 2}, {1, 1}}), false);
            KernelBuilder on = KernelBuilder.kernel("on in");
            int amount = on.read(Special.PAYLOAD);
            on.store(0, on.add(on.load(0), on.mul(amount, amount)));
            on.store(1, on.add(on.load(1), on.constant(1)));
            int sink = one.image.population(new PopulationBuilder("n", 1)
                    .field("squares")
                    .field("times")
                    .port("in")
                    .on(new Trigger.Arrival(0, linear), Stage.DELIVER, Stage.ARRIVAL, on.build()));
            one.image.projection(one.on(source, sink, AT_ONCE, Stage.DELIVER, Stage.PRE, delivering(3)));
            try (Session session = one.run(4)) {
                Scope neurons = new Scope.OfGroup(sink);
                assertEquals(linear ? 81 + 9 : 27 + 9, read(session, neurons, 0)[0]);
                assertEquals(linear ? 2 : 4, read(session, neurons, 1)[0]);
            }
        }
    }

    @Test
    void sumsThatCancelAreLeftOut() {
        int source = image.spikes("s", 1);
        int sink = image.population(new PopulationBuilder("n", 1)
                .field("x")
                .port("in")
                .on(new Trigger.Arrival(0, true), Stage.DELIVER, Stage.ARRIVAL, writing(0, 1)));
        image.projection(on(source, sink, AT_ONCE, Stage.DELIVER, Stage.PRE, delivering(3)));
        image.projection(on(source, sink, AT_ONCE, Stage.DELIVER, Stage.PRE, delivering(-3)));
        try (Session session = run(3)) {
            assertEquals(0, read(session, new Scope.OfGroup(sink), 0)[0]);
        }
    }

    @Test
    void twoDeliveriesOfASynapseStandTogetherInTheSum() {
        // ((s + 1e16) - 1e16) + 1 is 1 whatever came before; all first deliveries before all last ones would give 3.
        KernelBuilder k = KernelBuilder.kernel("thrice");
        k.deliver(0, k.constant(1e16)).deliver(0, k.constant(-1e16)).deliver(0, k.constant(1));
        Kernel thrice = k.build();
        int source = image.spikes("s", 0);
        Connectivity three = new Connectivity.Pairs(new int[3], new int[3]);
        int row = sink("n", 1);
        int swept = sink("m", 1);
        image.projection(
                on(source, row, AT_ONCE, Stage.DELIVER, Stage.PRE, thrice).by(three));
        image.projection(on(source, swept, TICK, Stage.TRANSMIT, 0, thrice).by(three));
        run(1).close();
        assertEquals(1, recorder.at(0, 1)[0]);
        assertEquals(1, recorder.at(1, 1)[0]);
    }

    /** An event on its way: what the order of sums goes by. */
    private record Arrival(long emission, int projection, int source, int delay, int target, int number, double weight)
            implements Comparable<Arrival> {
        @Override
        public int compareTo(Arrival o) {
            long[] here = {emission, projection, source, delay, target, number};
            long[] other = {o.emission, o.projection, o.source, o.delay, o.target, o.number};
            return java.util.Arrays.compare(here, other);
        }
    }

    /**
     * "Same bits everywhere": sums in the order emission tick, projection in text order, source, delay, synapse. Random
     * weights of all sizes make every other order show.
     */
    @Test
    void sumsAreAddedInTheStatedOrder() {
        int ticks = 40;
        int sources = 12;
        int targets = 5;
        Random random = new Random(8);
        List<long[][]> spikes = new ArrayList<>();
        List<Integer> groups = new ArrayList<>();
        for (int s = 0; s < 2; s++) {
            long[][] trains = new long[sources][];
            for (int i = 0; i < sources; i++) {
                trains[i] = random.longs(12, 0, ticks).sorted().toArray();
            }
            spikes.add(trains);
            groups.add(image.stimulus("s" + s, sources, new StimulusInput.EventTicks(trains), false));
        }
        int sink = sink("n", targets);
        KernelBuilder init = KernelBuilder.kernel("init");
        int normal = init.draw(Distribution.NORMAL, 3, 0, init.constant(0), init.constant(12));
        int weight = init.unary(bouton.image.ir.UnaryOp.EXP, Type.F64, normal);
        init.store(0, weight);
        int drawn = init.draw(Distribution.UNIFORM, 3, 1, init.constant(0), init.constant(6));
        init.store(
                1, Type.I32, init.convert(Type.I32, Type.F64, drawn, Rounding.FLOOR, Overflow.NEVER), Overflow.NEVER);
        int[] sourceOf = {0, 1, 0};
        for (int p = 0; p < 3; p++) {
            image.projection(on(
                            groups.get(sourceOf[p]),
                            sink,
                            new Trigger.PreEvent(0, new Lag(1, 1)),
                            Stage.DELIVER,
                            Stage.PRE,
                            deliveringWord())
                    .by(new Connectivity.FanIn(15, true, true))
                    .site(50 + p)
                    .field("weight")
                    .field(ImageBuilder.field("lag", Type.I32))
                    .init(init.build()));
        }
        try (Session session = run(ticks)) {
            List<Arrival> arrivals = new ArrayList<>();
            for (int p = 0; p < 3; p++) {
                Scope scope = new Scope.OfProjection(p);
                int[][] ends = session.synapses(p);
                double[] weights = read(session, scope, 0);
                KernelBuilder lag = KernelBuilder.kernel("lag");
                lag.yield(lag.toDouble(Type.I32, lag.load(Word.self(1), Type.I32)));
                double[] lags = session.evaluate(scope, lag.build());
                for (int n = 0; n < weights.length; n++) {
                    for (long tick : spikes.get(sourceOf[p])[ends[0][n]]) {
                        arrivals.add(new Arrival(tick, p, ends[0][n], (int) lags[n] + 1, ends[1][n], n, weights[n]));
                    }
                }
            }
            assertEquals(3 * 75 * 12, arrivals.size());
            arrivals.sort(null);
            for (int tick = 0; tick < ticks; tick++) {
                double[] sums = new double[targets];
                for (Arrival a : arrivals) {
                    if (a.emission + a.delay == tick) {
                        sums[a.target] += a.weight;
                    }
                }
                assertArrayEquals(sums, recorder.at(0, tick + 1));
            }
        }
    }

    @Test
    void delaysMayChangeBetweenTwoTicks() {
        int source = image.stimulus("s", 1, new StimulusInput.EventTicks(new long[][] {{0, 9, 20}}), false);
        int sink = sink("n", 3);
        KernelBuilder derive = KernelBuilder.kernel("derive");
        int rounded = derive.convert(Type.I32, Type.F64, derive.load(0), Rounding.NEAREST, Overflow.NEVER);
        derive.store(1, Type.I32, rounded, Overflow.NEVER);
        KernelBuilder set = KernelBuilder.kernel("set");
        set.store(0, set.read(Special.PAYLOAD));
        image.projection(
                on(source, sink, new Trigger.PreEvent(0, new Lag(0, 1)), Stage.DELIVER, Stage.PRE, delivering(1))
                        .field("delay")
                        .field(ImageBuilder.field("ticks", Type.I32))
                        .init(KernelBuilder.setting(2))
                        .derive(derive.build()));
        KernelBuilder member = KernelBuilder.kernel("post");
        member.yield(member.toDouble(Type.I64, member.read(Special.POST_INDEX)));
        int probe = image.probe(new Scope.OfProjection(0), member.build(), 1, 2, 0);
        Scope synapses = new Scope.OfProjection(0);
        try (Session session = run(10)) {
            assertEquals(1, recorder.at(0, 3)[1]);
            session.apply(synapses, set.build(), new double[] {9, 4, 0});
            session.apply(synapses, derive.build(), new double[] {0});
            session.run(25, RunMonitor.NONE);
            // The event of tick 9 is on its way when the delays change.
            assertEquals(1, recorder.at(0, 19)[0]);
            assertEquals(1, recorder.at(0, 14)[1]);
            assertEquals(1, recorder.at(0, 30)[0]);
            assertEquals(1, recorder.at(0, 25)[1]);
            assertEquals(1, recorder.at(0, 21)[2]);
            assertArrayEquals(new int[][] {{0, 0, 0}, {0, 1, 2}}, session.synapses(0));
            assertArrayEquals(new double[] {2, 0}, recorder.at(probe, 30));
        }
    }
}
