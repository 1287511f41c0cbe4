package bouton.emulator.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import bouton.emulator.Emulator;
import bouton.emulator.ImageBuilder;
import bouton.emulator.ImageBuilder.PopulationBuilder;
import bouton.emulator.ImageBuilder.ProjectionBuilder;
import bouton.emulator.KernelBuilder;
import bouton.image.ir.Kernel;
import bouton.image.ir.Overflow;
import bouton.image.ir.Rounding;
import bouton.image.ir.Special;
import bouton.image.ir.Type;
import bouton.image.net.Lag;
import bouton.image.net.Scope;
import bouton.image.net.Stage;
import bouton.image.run.RunMonitor;
import bouton.image.run.Session;
import bouton.image.run.StimulusInput;
import org.junit.jupiter.api.Test;

/** Values that sources send in every tick (LANGUAGE-2, sections 1 and 2: `from pre`, delays, ranks). */
final class GradedTest extends EngineTest {
    private static Kernel arriving() {
        KernelBuilder k = KernelBuilder.kernel("arrived");
        return k.store(0, k.arrived(0)).build();
    }

    /** A population whose word 0 is 100 at first and then the number of ticks it has run. */
    private int counter(int rank) {
        KernelBuilder tick = KernelBuilder.kernel("tick");
        int number = tick.toDouble(Type.I64, tick.read(Special.TICK));
        tick.store(0, tick.add(number, tick.constant(1)));
        return image.population(new PopulationBuilder("counter", 1)
                .field("x")
                .sent(0)
                .rank(rank)
                .init(KernelBuilder.setting(100))
                .on(TICK, Stage.INTEGRATE, 0, tick.build()));
    }

    /** Values as they arrive in stage TRANSMIT of ticks 0, 1, …, by delay; target of the given rank. */
    private double[] arrivals(Lag delay, int rank) {
        int source = counter(0);
        int target = image.population(new PopulationBuilder("n", 1).rank(rank));
        image.projection(new ProjectionBuilder(source, target)
                .field("seen")
                .delay(delay)
                .on(TICK, Stage.TRANSMIT, 0, arriving()));
        image.probeSynapses(0, 0);
        run(5).close();
        return recorder.series(0);
    }

    @Test
    void aDelayedValueIsTheInitialOneBeforeTheFirstTick() {
        assertArrayEquals(new double[] {0, 100, 1, 2, 3, 4}, new GradedTest().arrivals(Lag.of(1), 0));
        assertArrayEquals(new double[] {0, 100, 100, 100, 1, 2}, new GradedTest().arrivals(Lag.of(3), 0));
    }

    @Test
    void aZeroDelayReadsTheValueOfTheTickFromALowerRank() {
        assertArrayEquals(new double[] {0, 1, 2, 3, 4, 5}, new GradedTest().arrivals(Lag.NONE, 1));
    }

    @Test
    void inBrian2sOrderAValueSentLastIsThereInTheNextTick() {
        GradedTest one = new GradedTest();
        one.image.order(Stage.BRIAN2_ORDER);
        assertArrayEquals(new double[] {0, 100, 1, 2, 3, 4}, one.arrivals(Lag.of(1), 0));
    }

    @Test
    void delaysMayDifferFromSynapseToSynapse() {
        int source = counter(0);
        int target = image.population(new PopulationBuilder("n", 4));
        KernelBuilder init = KernelBuilder.kernel("init");
        int post = init.convert(Type.I32, Type.I64, init.read(Special.POST_INDEX), Rounding.EXACT, Overflow.NEVER);
        init.store(1, Type.I32, post, Overflow.NEVER);
        image.projection(new ProjectionBuilder(source, target)
                .field("seen")
                .field(ImageBuilder.field("lag", Type.I32))
                .init(init.build())
                .delay(new Lag(1, 1))
                .on(TICK, Stage.TRANSMIT, 0, arriving()));
        try (Session session = run(8)) {
            assertArrayEquals(new double[] {7, 6, 5, 4}, read(session, new Scope.OfProjection(0), 0));
        }
    }

    @Test
    void levelsOfStimuliArriveToo() {
        double[][] rows = {{1}, {2}, {3}};
        int source = image.stimulus("s", 1, new StimulusInput.LevelRows(rows), false);
        int target = image.population(new PopulationBuilder("n", 1));
        for (int delay = 0; delay < 3; delay++) {
            image.projection(new ProjectionBuilder(source, target)
                    .field("seen")
                    .delay(Lag.of(delay))
                    .on(TICK, Stage.TRANSMIT, 0, arriving()));
            image.probeSynapses(delay, 0);
        }
        run(5).close();
        assertArrayEquals(new double[] {0, 1, 2, 3, 3, 3}, recorder.series(0));
        assertArrayEquals(new double[] {0, 1, 1, 2, 3, 3}, recorder.series(1));
        assertArrayEquals(new double[] {0, 1, 1, 1, 2, 3}, recorder.series(2));
    }

    @Test
    void probesReadValuesAsTheyArrivedInTheTickThatEnded() {
        int source = counter(0);
        int target = image.population(new PopulationBuilder("n", 1));
        image.projection(new ProjectionBuilder(source, target).delay(Lag.of(2)));
        KernelBuilder k = KernelBuilder.kernel("reader");
        image.probe(new Scope.OfProjection(0), k.yield(k.arrived(0)).build(), 1);
        run(5).close();
        assertArrayEquals(new double[] {100, 100, 100, 1, 2, 3}, recorder.series(0));
    }

    @Test
    void whatNobodyKeepsCannotBeReadLate() {
        int source = counter(0);
        int target = image.population(new PopulationBuilder("n", 1));
        image.projection(new ProjectionBuilder(source, target).delay(Lag.of(2)));
        KernelBuilder k = KernelBuilder.kernel("reader");
        Kernel reader = k.yield(k.arrived(0)).build();
        try (Session session = new Emulator().open(image.build(), recorder)) {
            session.run(1, RunMonitor.NONE);
            assertThrows(IllegalArgumentException.class, () -> session.evaluate(new Scope.OfProjection(0), reader));
        }
    }

    @Test
    void longerDelaysFindWhatIsStillKept() {
        int source = counter(0);
        int target = image.population(new PopulationBuilder("n", 1));
        KernelBuilder lag = KernelBuilder.kernel("lag");
        int payload = lag.convert(Type.I32, Type.F64, lag.read(Special.PAYLOAD), Rounding.NEAREST, Overflow.NEVER);
        lag.store(1, Type.I32, payload, Overflow.NEVER);
        KernelBuilder init = KernelBuilder.kernel("init");
        init.store(1, Type.I32, init.integer(Type.I32, 2), Overflow.NEVER);
        image.projection(new ProjectionBuilder(source, target)
                .field("seen")
                .field(ImageBuilder.field("lag", Type.I32))
                .init(init.build())
                .delay(new Lag(0, 1))
                .on(TICK, Stage.TRANSMIT, 0, arriving()));
        image.probeSynapses(0, 0);
        try (Session session = run(6)) {
            assertEquals(4, recorder.at(0, 6)[0]);
            session.apply(new Scope.OfProjection(0), lag.build(), new double[] {5});
            session.run(6, RunMonitor.NONE);
            // Of what was sent in ticks 1, 2, 3, … the oldest that is kept is the 4 of tick 3.
            assertArrayEquals(new double[] {4, 4, 4, 5, 6, 7}, java.util.Arrays.copyOfRange(recorder.series(0), 7, 13));
        }
    }
}
