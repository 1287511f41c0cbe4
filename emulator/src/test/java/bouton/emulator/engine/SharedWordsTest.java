package bouton.emulator.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import bouton.emulator.ImageBuilder.PopulationBuilder;
import bouton.emulator.ImageBuilder.ProjectionBuilder;
import bouton.emulator.KernelBuilder;
import bouton.image.ir.Instruction;
import bouton.image.ir.Kernel;
import bouton.image.ir.Overflow;
import bouton.image.ir.Type;
import bouton.image.ir.Word;
import bouton.image.net.Connectivity;
import bouton.image.net.Lag;
import bouton.image.net.Per;
import bouton.image.net.Scope;
import bouton.image.net.Stage;
import bouton.image.net.Trigger;
import bouton.image.run.RunMonitor;
import bouton.image.run.Session;
import bouton.image.run.StimulusInput;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Words that the synapses of a source, or of a target, share. */
final class SharedWordsTest extends EngineTest {
    private static final Word X = new Word(Word.Space.ROW, 0);
    private static final Word Y = new Word(Word.Space.COLUMN, 0);

    private static Trigger pre(int lag) {
        return new Trigger.PreEvent(0, Lag.of(lag));
    }

    /** word = factor * word + summand. */
    private static Kernel becomes(Word word, double factor, double summand) {
        KernelBuilder k = KernelBuilder.kernel("becomes");
        int value = k.add(k.mul(k.load(word, Type.F64), k.constant(factor)), k.constant(summand));
        return k.add(new Instruction.Store(word, Type.F64, value, Overflow.NEVER, false, -1))
                .build();
    }

    private static Kernel delivering(Word word) {
        KernelBuilder k = KernelBuilder.kernel("deliver");
        return k.add(new Instruction.Deliver(0, k.load(word, Type.F64), -1)).build();
    }

    private static Kernel reading(Word word) {
        KernelBuilder k = KernelBuilder.kernel("read");
        return k.add(new Instruction.Yield(0, k.load(word, Type.F64), -1)).build();
    }

    /** Neurons that add up what arrives. */
    private int summing(int size) {
        KernelBuilder k = KernelBuilder.kernel("sum");
        int port = k.register();
        k.add(new Instruction.PortSum(port, 0, -1));
        k.store(0, k.add(k.load(0), port));
        return image.population(
                new PopulationBuilder("n", size).field("v").port("in").on(TICK, Stage.INTEGRATE, 0, k.build()));
    }

    @Test
    void handlersOfAProjectionKeepTheOrderOfTheText() {
        int s = image.spikes("s", 1);
        int n = summing(1);
        image.projection(new ProjectionBuilder(s, n)
                .row("x", 1)
                .on(pre(0), Stage.DELIVER, Stage.PRE, Per.SOURCE, becomes(X, 2, 0))
                .on(pre(0), Stage.DELIVER, Stage.PRE, delivering(X))
                .on(pre(0), Stage.DELIVER, Stage.PRE, Per.SOURCE, becomes(X, 1, 10))
                .on(pre(0), Stage.DELIVER, Stage.PRE, delivering(X))
                .on(pre(0), Stage.DELIVER, Stage.PRE, Per.SOURCE, becomes(X, 1, 100)));
        try (Session session = run(3)) {
            assertArrayEquals(new double[] {2 + 12}, session.evaluate(new Scope.OfGroup(n), reading(Word.self(0))));
            assertArrayEquals(new double[] {112}, session.evaluate(new Scope.OfProjection(0), reading(X)));
        }
    }

    @Test
    void sumsOverProjectionsStayInTheOrderOfAge() {
        int[] sources = {image.spikes("s", 9), image.spikes("t", 7), image.spikes("u", 8)};
        double[] amounts = {1, 1e16, -1e16};
        int n = summing(1);
        for (int k = 0; k < 3; k++) {
            int lag = 10 - new int[] {9, 7, 8}[k];
            image.projection(new ProjectionBuilder(sources[k], n)
                    .row("x", amounts[k])
                    .on(pre(lag), Stage.DELIVER, Stage.PRE, delivering(X))
                    .on(pre(lag), Stage.DELIVER, Stage.PRE, Per.SOURCE, becomes(X, 0, 0)));
        }
        try (Session session = run(12)) {
            // The oldest first: (1e16 - 1e16) + 1. In text order it would be 0.
            assertArrayEquals(new double[] {1}, session.evaluate(new Scope.OfGroup(n), reading(Word.self(0))));
        }
    }

    @Test
    void everySourceAndEveryTargetHasItsOwn() {
        int size = 2600;
        long[][] trains = new long[size][];
        for (int i = 0; i < size; i++) {
            trains[i] = i % 3 == 0 ? new long[] {2, 4} : new long[] {3};
        }
        int s = image.stimulus("s", size, new StimulusInput.EventTicks(trains), false);
        int n = summing(size);
        int[] from = new int[size];
        int[] to = new int[size];
        for (int i = 0; i < size; i++) {
            from[i] = i;
            to[i] = size - 1 - i;
        }
        int p = image.projection(new ProjectionBuilder(s, n)
                .by(new Connectivity.Pairs(from, to))
                .row("x", 0)
                .column("y", 5)
                .on(TICK, Stage.TIME, 0, Per.SOURCE, becomes(X, 0.5, 0))
                .on(TICK, Stage.TIME, 0, Per.TARGET, becomes(Y, 1, 1))
                .on(pre(1), Stage.DELIVER, Stage.PRE_INCREMENT, Per.SOURCE, becomes(X, 1, 1))
                .on(new Trigger.Every(4, 0), Stage.PERIODIC, 0, Per.TARGET, becomes(Y, 0, 100)));
        try (Session session = run(6)) {
            double[] x = session.evaluate(new Scope.OfProjection(p), reading(X));
            double[] y = session.evaluate(new Scope.OfProjection(p), reading(Y));
            for (int i = 0; i < size; i++) {
                assertEquals(i % 3 == 0 ? 0.25 + 1 : 0.5, x[i], "source " + i);
                assertEquals(102, y[i]);
            }
            assertEquals(16L * size, session.memory() - memoryWithout(from, to, trains));
        }
    }

    private long memoryWithout(int[] from, int[] to, long[][] trains) {
        SharedWordsTest plain = new SharedWordsTest();
        int s = plain.image.stimulus("s", from.length, new StimulusInput.EventTicks(trains), false);
        int n = plain.summing(from.length);
        plain.image.projection(new ProjectionBuilder(s, n)
                .by(new Connectivity.Pairs(from, to))
                .on(
                        pre(1),
                        Stage.DELIVER,
                        Stage.PRE_INCREMENT,
                        KernelBuilder.kernel("none").build()));
        try (Session session = plain.run(6)) {
            return session.memory();
        }
    }

    @Test
    void wordsAreResetByTheirNumbers() {
        int s = image.spikes("s", 1);
        int n = summing(1);
        int p = image.projection(new ProjectionBuilder(s, n)
                .field("z")
                .row("x", 1)
                .column("y", 2)
                .on(TICK, Stage.TIME, 0, Per.SOURCE, becomes(X, 1, 1))
                .on(TICK, Stage.TIME, 0, Per.TARGET, becomes(Y, 1, 1)));
        Scope scope = new Scope.OfProjection(p);
        try (Session session = run(3)) {
            session.reset(scope, List.of(1));
            assertArrayEquals(new double[] {1}, session.evaluate(scope, reading(X)));
            assertArrayEquals(new double[] {5}, session.evaluate(scope, reading(Y)));
            session.run(1, RunMonitor.NONE);
            session.reset(scope, List.of(2, 0));
            assertArrayEquals(new double[] {2}, session.evaluate(scope, reading(X)));
            assertArrayEquals(new double[] {2}, session.evaluate(scope, reading(Y)));
            session.run(1, RunMonitor.NONE);
            session.reset(scope, List.of());
            assertArrayEquals(new double[] {1}, session.evaluate(scope, reading(X)));
            assertArrayEquals(new double[] {2}, session.evaluate(scope, reading(Y)));
        }
    }

    @Test
    void eventsOnTheirWayAreDroppedByAReset() {
        int s = image.spikes("s", 1);
        int n = summing(1);
        int p = image.projection(new ProjectionBuilder(s, n)
                .row("x", 0)
                .on(pre(5), Stage.DELIVER, Stage.PRE_INCREMENT, Per.SOURCE, becomes(X, 1, 1)));
        Scope scope = new Scope.OfProjection(p);
        try (Session session = run(3)) {
            session.reset(scope, List.of());
            session.run(7, RunMonitor.NONE);
            assertArrayEquals(new double[] {0}, session.evaluate(scope, reading(X)));
        }
    }

    @Test
    void whatIsClampedThereIsCounted() {
        image.counter("high");
        int s = image.spikes("s", 1, 2);
        int n = summing(1);
        KernelBuilder k = KernelBuilder.kernel("clamp");
        int kept = k.register();
        k.add(new Instruction.Clamp(kept, k.constant(7), k.constant(0), k.constant(5), 0, -1));
        k.add(new Instruction.Store(X, Type.F64, kept, Overflow.NEVER, false, -1));
        image.projection(
                new ProjectionBuilder(s, n).row("x", 0).on(pre(0), Stage.DELIVER, Stage.PRE, Per.SOURCE, k.build()));
        try (Session session = run(4)) {
            assertArrayEquals(new long[] {2}, session.counters());
        }
    }
}
