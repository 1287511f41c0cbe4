package bouton.emulator.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.emulator.ImageBuilder;
import bouton.emulator.ImageBuilder.PopulationBuilder;
import bouton.emulator.ImageBuilder.ProjectionBuilder;
import bouton.emulator.KernelBuilder;
import bouton.emulator.TestRecorder;
import bouton.image.ir.BinaryOp;
import bouton.image.ir.CompareOp;
import bouton.image.ir.Distribution;
import bouton.image.ir.Instruction;
import bouton.image.ir.Kernel;
import bouton.image.ir.Overflow;
import bouton.image.ir.Type;
import bouton.image.ir.Word;
import bouton.image.net.Connectivity;
import bouton.image.net.Field;
import bouton.image.net.Image;
import bouton.image.net.Lag;
import bouton.image.net.Per;
import bouton.image.net.Scope;
import bouton.image.net.Stage;
import bouton.image.net.Trigger;
import bouton.image.run.ForeignNeurons;
import bouton.image.run.RunMonitor;
import bouton.image.run.Session;
import bouton.image.run.StimulusInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Synapses that see events of their targets at the next visit of their row end up as if they had seen them at once. */
final class DeferralTest {
    private static final int NETWORKS = Integer.getInteger("bouton.random.networks", 40);
    private static final int FIRST = Integer.getInteger("bouton.random.first", 1);
    private static final int PROJECTIONS = 2;

    /** A network with random rules, on which nothing but the seed has influence. */
    private static final class Net {
        private final Random dice;
        private final ImageBuilder image;
        private final boolean few;

        Net(long seed) {
            dice = new Random(seed);
            image = new ImageBuilder().seed(seed).counter("kept");
            few = dice.nextInt(4) == 0;
        }

        /** A number with two digits. */
        private double number(double most) {
            return Math.round((2 * dice.nextDouble() - 1) * most * 100) / 100.0;
        }

        Image build() {
            if (dice.nextInt(4) == 0) {
                image.order(Stage.BRIAN2_ORDER);
            }
            // With many sources it takes a while until each that is silent is visited.
            boolean many = dice.nextInt(6) == 0;
            double[] means = new double[many ? 1500 : few ? 3 : 1 + dice.nextInt(30)];
            for (int i = 0; i < means.length; i++) {
                means[i] = new double[] {0, 0.0005, 0.02, 0.02, 0.3, 2}[dice.nextInt(many ? 2 : 6)];
            }
            int source = image.stimulus("s", means.length, new StimulusInput.PoissonMeans(means), dice.nextBoolean());
            double noise = new double[] {0.02, 0.2, 0.6}[dice.nextInt(3)];
            int n = image.population(new PopulationBuilder("n", few ? 5 : 5 + dice.nextInt(40))
                    .field("v")
                    .port("in")
                    .events("spike", "other")
                    .on(new Trigger.EveryTick(), Stage.INTEGRATE, 0, integrate())
                    .on(new Trigger.EveryTick(), Stage.THRESHOLD, 0, threshold(noise))
                    .on(new Trigger.OwnEvent(0), Stage.RESET, 0, KernelBuilder.setting(0)));
            projection(source, n, 1, 0);
            projection(n, n, 2, 1 + dice.nextInt(4));
            if (dice.nextInt(3) == 0) {
                image.probe(new Scope.OfProjection(dice.nextInt(PROJECTIONS)), KernelBuilder.reading(0), 300);
            }
            return image.build();
        }

        private Kernel integrate() {
            KernelBuilder k = KernelBuilder.kernel("integrate");
            return k.store(0, k.add(k.mul(k.load(0), k.constant(0.9)), k.portSum(0)))
                    .build();
        }

        private Kernel threshold(double noise) {
            KernelBuilder k = KernelBuilder.kernel("threshold");
            int chance = k.draw(Distribution.CHANCE, 77, 0, k.constant(noise));
            int some = k.compare(CompareOp.GT, Type.F64, chance, k.constant(0));
            int over = k.compare(CompareOp.GE, Type.F64, k.load(0), k.constant(1));
            k.when(over, () -> k.emit(0));
            k.when(some, () -> k.emit(dice.nextInt(2)));
            k.when(over, () -> k.emit(1));
            return k.build();
        }

        private void projection(int source, int target, int events, int lag) {
            boolean learns = dice.nextInt(3) == 0;
            Stage stage = learns ? Stage.LEARN : Stage.DELIVER;
            int early = learns ? 2 : Stage.PRE_AFTER;
            Connectivity recipe = dice.nextBoolean()
                    ? new Connectivity.FanIn(1 + dice.nextInt(8), false, true)
                    : new Connectivity.Probability(0.3, dice.nextBoolean());
            ProjectionBuilder p = new ProjectionBuilder(source, target)
                    .by(recipe)
                    .site(dice.nextInt(1000))
                    .field(new Field("w", Type.F64, Field.Kind.WEIGHT, "1", 1))
                    .field("u")
                    .row("x", 0)
                    .row("z", number(1))
                    .column("y", 0)
                    .init(KernelBuilder.setting(number(0.5), number(0.5)))
                    .on(new Trigger.EveryTick(), Stage.TIME, 0, Per.SOURCE, decay(Word.Space.ROW, 0))
                    .on(new Trigger.EveryTick(), Stage.TIME, dice.nextInt(2), Per.SOURCE, decay(Word.Space.ROW, 1))
                    .on(new Trigger.EveryTick(), Stage.TIME, 0, Per.TARGET, decay(Word.Space.COLUMN, 0));
            for (int k = 1 + dice.nextInt(2); k > 0; k--) {
                Trigger pre = new Trigger.PreEvent(dice.nextInt(events), Lag.of(lag + (k - 1) * dice.nextInt(3)));
                p.on(pre, stage, early + dice.nextInt(3), Per.SOURCE, sharedWord(Word.Space.ROW, dice.nextInt(2)));
                p.on(pre, stage, early + dice.nextInt(3), rule(true));
                p.on(pre, stage, early + dice.nextInt(3), Per.SOURCE, sharedWord(Word.Space.ROW, dice.nextInt(2)));
            }
            Lag late = Lag.of(dice.nextInt(3));
            p.on(new Trigger.PostEvent(dice.nextInt(2), late), Stage.LEARN, learns ? 0 : dice.nextInt(3), rule(false));
            Trigger post = new Trigger.PostEvent(dice.nextInt(2), Lag.of(dice.nextInt(2)));
            p.on(post, Stage.LEARN, dice.nextInt(3), Per.TARGET, sharedWord(Word.Space.COLUMN, 0));
            image.projection(p);
        }

        private Kernel decay(Word.Space space, int field) {
            KernelBuilder k = KernelBuilder.kernel("decay");
            Word word = new Word(space, field);
            int x = k.load(word, Type.F64);
            int factor = k.constant(new double[] {0.95, 0.995, 0.5}[dice.nextInt(3)]);
            int goal = k.constant(number(1));
            int decayed = dice.nextInt(3) > 0 ? k.mul(x, factor) : k.add(goal, k.mul(k.sub(x, goal), factor));
            return storing(k, word, decayed);
        }

        private static Kernel storing(KernelBuilder k, Word word, int value) {
            return k.add(new Instruction.Store(word, Type.F64, value, Overflow.NEVER, false, -1))
                    .build();
        }

        private Kernel sharedWord(Word.Space space, int field) {
            KernelBuilder k = KernelBuilder.kernel("shared");
            Word word = new Word(space, field);
            int other = k.load(new Word(space, space == Word.Space.ROW ? dice.nextInt(2) : 0), Type.F64);
            int value = k.add(k.mul(k.load(word, Type.F64), k.constant(number(0.5))), k.constant(1));
            return storing(k, word, dice.nextBoolean() ? value : k.sub(value, k.mul(other, k.constant(0.3))));
        }

        /** What synapses do at an event: arithmetic, choices, and a weight that is kept between 0 and 1. */
        private Kernel rule(boolean pre) {
            KernelBuilder k = KernelBuilder.kernel(pre ? "on pre" : "on post");
            List<Integer> values = new ArrayList<>(List.of(k.load(0), k.load(1), k.constant(number(0.1))));
            List<Word> words = new ArrayList<>(
                    List.of(new Word(Word.Space.COLUMN, 0), new Word(Word.Space.ROW, 0), new Word(Word.Space.ROW, 1)));
            words.add(new Word(Word.Space.POST, 0));
            for (Word word : words) {
                if (dice.nextInt(3) > 0) {
                    values.add(k.mul(k.load(word, Type.F64), k.constant(number(0.2))));
                }
            }
            for (int step = 2 + dice.nextInt(6); step > 0; step--) {
                int a = values.get(dice.nextInt(values.size()));
                int b = values.get(dice.nextInt(values.size()));
                values.add(
                        dice.nextInt(4) > 0
                                ? k.binary(
                                        List.of(BinaryOp.ADD, BinaryOp.SUB, BinaryOp.MUL, BinaryOp.MIN, BinaryOp.MAX)
                                                .get(dice.nextInt(5)),
                                        a,
                                        b)
                                : k.select(Type.F64, k.compare(CompareOp.LT, Type.F64, a, b), b, values.getFirst()));
            }
            int weight = k.register();
            int sum = k.add(values.getFirst(), k.mul(values.getLast(), k.constant(number(0.5))));
            k.add(new Instruction.Clamp(weight, sum, k.constant(0), k.constant(1), 0, -1));
            if (pre) {
                k.deliver(0, k.mul(values.getFirst(), k.constant(0.3)));
            }
            k.storePlastic(0, weight);
            int other = k.mul(values.getLast(), k.constant(0.3));
            k.when(k.compare(CompareOp.GT, Type.F64, other, k.constant(-0.2)), () -> k.store(1, other));
            return k.build();
        }
    }

    private record Run(List<double[]> words, String recorded, long deferred) {}

    private static Run run(Image image, Execution execution, long seed) {
        TestRecorder recorder = new TestRecorder();
        Random dice = new Random(seed);
        List<double[]> words = new ArrayList<>();
        long deferred = 0;
        try (EmulatorSession session = new EmulatorSession(image, recorder, ForeignNeurons.NONE, execution)) {
            for (int ticks : new int[] {1, 70, 2, 400, dice.nextInt(40), 1 + dice.nextInt(3000), 17}) {
                session.run(ticks, RunMonitor.NONE);
                deferred = session.deferredTicks();
                observe(image, session, words);
                intervene(session, dice);
            }
            observe(image, session, words);
        }
        return new Run(words, recorder.text(), deferred);
    }

    private static void observe(Image image, Session session, List<double[]> words) {
        words.add(session.evaluate(new Scope.OfGroup(1), KernelBuilder.reading(0)));
        for (int p = 0; p < PROJECTIONS; p++) {
            Scope scope = new Scope.OfProjection(p);
            for (Word word : List.of(
                    Word.self(0),
                    Word.self(1),
                    new Word(Word.Space.ROW, 0),
                    new Word(Word.Space.ROW, 1),
                    new Word(Word.Space.COLUMN, 0))) {
                KernelBuilder k = KernelBuilder.kernel("read");
                words.add(
                        session.evaluate(scope, k.yield(k.load(word, Type.F64)).build()));
            }
        }
        long[] counters = session.counters();
        double[] counted = new double[counters.length];
        for (int c = 0; c < counted.length; c++) {
            counted[c] = counters[c];
        }
        words.add(counted);
    }

    private static void intervene(Session session, Random dice) {
        Scope scope = new Scope.OfProjection(dice.nextInt(PROJECTIONS));
        switch (dice.nextInt(5)) {
            case 0 -> session.learning(scope, dice.nextBoolean());
            case 1 -> session.reset(scope, List.of());
            case 2 -> session.apply(scope, KernelBuilder.setting(0.4, 0.1), new double[] {1});
            default -> {}
        }
    }

    /** Neurons that fire by chance, with a rule between them. */
    private static Image regular(int size, int delay) {
        ImageBuilder image = new ImageBuilder().seed(3);
        KernelBuilder threshold = KernelBuilder.kernel("threshold");
        int chance = threshold.draw(Distribution.CHANCE, 5, 0, threshold.constant(0.01));
        threshold.when(
                threshold.compare(CompareOp.GT, Type.F64, chance, threshold.constant(0)), () -> threshold.emit(0));
        int n = image.population(new PopulationBuilder("n", size)
                .field("v")
                .port("in")
                .on(new Trigger.EveryTick(), Stage.THRESHOLD, 0, threshold.build()));
        KernelBuilder decay = KernelBuilder.kernel("decay");
        Word x = new Word(Word.Space.ROW, 0);
        Kernel decaying = Net.storing(decay, x, decay.mul(decay.load(x, Type.F64), decay.constant(0.99)));
        KernelBuilder step = KernelBuilder.kernel("step");
        Kernel stepping = Net.storing(step, x, step.add(step.load(x, Type.F64), step.constant(1)));
        KernelBuilder pre = KernelBuilder.kernel("pre");
        pre.deliver(0, pre.load(0));
        KernelBuilder post = KernelBuilder.kernel("post");
        post.store(0, post.add(post.load(0), post.load(x, Type.F64)));
        Trigger arrives = new Trigger.PreEvent(0, Lag.of(delay));
        image.projection(new ProjectionBuilder(n, n)
                .by(new Connectivity.FanIn(10, false, true))
                .field("w")
                .row("x", 0)
                .on(new Trigger.EveryTick(), Stage.TIME, 0, Per.SOURCE, decaying)
                .on(arrives, Stage.DELIVER, Stage.PRE, pre.build())
                .on(arrives, Stage.DELIVER, Stage.PRE_INCREMENT, Per.SOURCE, stepping)
                .on(new Trigger.PostEvent(0, Lag.NONE), Stage.LEARN, 0, post.build()));
        return image.build();
    }

    /** Traces of sources are read across parts while synapses see events at once. */
    @Test
    void partsRunAsManyTicksAsTheShortestDelay() {
        Execution execution = new Execution(Execution.Code.GENERATED, 2, 4);
        try (EmulatorSession session =
                new EmulatorSession(regular(100, 12), new TestRecorder(), ForeignNeurons.NONE, execution)) {
            assertEquals(1, session.window());
            assertEquals(12, session.deferringWindow());
        }
    }

    @Test
    void itBeginsWhereEventsAreFrequent() {
        Execution execution = new Execution(Execution.Code.WHEN_WORTHWHILE, 1, 4);
        try (EmulatorSession session =
                new EmulatorSession(regular(100, 3), new TestRecorder(), ForeignNeurons.NONE, execution)) {
            session.run(20, RunMonitor.NONE);
            assertEquals(0, session.deferredTicks());
            session.run(1000, RunMonitor.NONE);
            assertTrue(session.deferredTicks() > 800, session.deferredTicks() + " ticks");
            for (int k = 0; k < 100; k++) {
                session.run(1, RunMonitor.NONE);
            }
            assertTrue(session.deferredTicks() < 1000, session.deferredTicks() + " ticks");
        }
    }

    @Test
    void changesNothing() {
        for (int seed = FIRST; seed < FIRST + NETWORKS; seed++) {
            Image image = new Net(seed).build();
            for (int p = 0; p < PROJECTIONS; p++) {
                assertTrue(PostRule.of(image, p).isPresent(), "seed " + seed + " projection " + p);
            }
            Run expected = run(image, new Execution(Execution.Code.INTERPRETED, 1), seed);
            for (int threads = 1; threads <= 3; threads++) {
                for (int bits : new int[] {2, 10}) {
                    Run run = run(image, new Execution(Execution.Code.GENERATED, threads, bits), seed);
                    String what = "seed " + seed + ", " + threads + " threads, " + bits;
                    for (int k = 0; k < expected.words().size(); k++) {
                        assertArrayEquals(expected.words().get(k), run.words().get(k), what + ", words " + k);
                    }
                    assertEquals(expected.recorded(), run.recorded(), what);
                    assertTrue(run.deferred() > 400, what);
                }
            }
        }
    }
}
