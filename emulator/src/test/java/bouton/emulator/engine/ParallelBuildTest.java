package bouton.emulator.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.emulator.ImageBuilder;
import bouton.emulator.ImageBuilder.PopulationBuilder;
import bouton.emulator.ImageBuilder.ProjectionBuilder;
import bouton.emulator.KernelBuilder;
import bouton.emulator.TestRecorder;
import bouton.emulator.interpret.KernelFault;
import bouton.image.ir.Distribution;
import bouton.image.ir.Kernel;
import bouton.image.ir.Overflow;
import bouton.image.ir.Rounding;
import bouton.image.ir.Type;
import bouton.image.ir.Word;
import bouton.image.net.Connectivity;
import bouton.image.net.Image;
import bouton.image.net.Lag;
import bouton.image.net.Scope;
import bouton.image.net.Stage;
import bouton.image.net.Trigger;
import bouton.image.run.ForeignNeurons;
import bouton.image.run.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a session holds at its start does not depend on how many threads have built it; nor does what is wrong. */
final class ParallelBuildTest {
    private static final int SIZE = 600;
    private static final int[] THREADS = {1, 2, 3, 5};
    /** Parts of so many neurons. */
    private static final int PART_BITS = 6;

    static Stream<Connectivity> recipes() {
        int[] pre = IntStream.range(0, 60_000).map(i -> i * 7919 % SIZE).toArray();
        int[] post = IntStream.range(0, 60_000).map(i -> i * 947 % SIZE).toArray();
        return Stream.of(
                new Connectivity.OneToOne(),
                new Connectivity.AllToAll(false),
                new Connectivity.Probability(0.2, false),
                new Connectivity.FanIn(100, false, true),
                new Connectivity.FanOut(100, false, false),
                new Connectivity.Total(70_000, false, false),
                new Connectivity.Pairs(pre, post));
    }

    private static Session open(Image image, Execution.Code code, int threads) {
        return new EmulatorSession(
                image, new TestRecorder(), ForeignNeurons.NONE, new Execution(code, threads, PART_BITS));
    }

    /** Drawn neurons, and synapses whose weights and delays are drawn and which know both ends and their numbers. */
    private static Image image(Connectivity recipe) {
        ImageBuilder image = new ImageBuilder().seed(21);
        KernelBuilder neuron = KernelBuilder.kernel("neuron");
        neuron.store(0, neuron.draw(Distribution.NORMAL, 4, 0, neuron.constant(1), neuron.constant(2)));
        int n = image.population(
                new PopulationBuilder("n", SIZE).field("v").port("in").init(neuron.build()));
        image.projection(synapses(n, n, 6).by(recipe).site(5));
        return image.build();
    }

    private static ProjectionBuilder synapses(int source, int target, long site) {
        KernelBuilder init = KernelBuilder.kernel("init");
        int ends = init.add(init.pre(0), init.post(0));
        init.store(0, init.add(ends, init.draw(Distribution.UNIFORM, site, 0, init.constant(0), init.constant(1))));
        int lag = init.draw(Distribution.UNIFORM, site, 1, init.constant(1), init.constant(12));
        init.store(1, Type.I32, init.convert(Type.I32, Type.F64, lag, Rounding.FLOOR, Overflow.NEVER), Overflow.NEVER);
        KernelBuilder derive = KernelBuilder.kernel("derive");
        derive.store(2, derive.mul(derive.load(0), derive.constant(3)));
        return new ProjectionBuilder(source, target)
                .site(site)
                .field("w")
                .field(ImageBuilder.field("lag", Type.I32))
                .field("u")
                .delay(new Lag(0, 1))
                .init(init.build())
                .derive(derive.build())
                .on(new Trigger.PreEvent(0, new Lag(0, 1)), Stage.DELIVER, Stage.PRE, EngineTest.deliveringWord())
                .on(new Trigger.PostEvent(0, new Lag(1, 1)), Stage.LEARN, 0, EngineTest.writing(0, 1));
    }

    /** All synapses and words. */
    private static List<double[]> contents(Session session) {
        List<double[]> contents = new ArrayList<>();
        contents.add(EngineTest.read(session, new Scope.OfGroup(0), 0));
        KernelBuilder lags = KernelBuilder.kernel("lags");
        Kernel lag = lags.yield(lags.toDouble(Type.I32, lags.load(Word.self(1), Type.I32)))
                .build();
        for (int p = 0; p < session.image().projections().size(); p++) {
            for (int[] end : session.synapses(p)) {
                contents.add(IntStream.of(end).asDoubleStream().toArray());
            }
            contents.add(EngineTest.read(session, new Scope.OfProjection(p), 0));
            contents.add(session.evaluate(new Scope.OfProjection(p), lag));
            contents.add(EngineTest.read(session, new Scope.OfProjection(p), 2));
        }
        return contents;
    }

    private static void assertSameWithAnyThreads(Image image) {
        List<double[]> expected;
        try (Session session = open(image, Execution.Code.INTERPRETED, 1)) {
            expected = contents(session);
        }
        for (Execution.Code code : Execution.Code.values()) {
            for (int threads : THREADS) {
                try (Session session = open(image, code, threads)) {
                    List<double[]> actual = contents(session);
                    for (int k = 0; k < expected.size(); k++) {
                        assertArrayEquals(expected.get(k), actual.get(k), 0, code + ", " + threads + " threads");
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void everyBuilderGivesTheSameWorld(Connectivity recipe) {
        assertSameWithAnyThreads(image(recipe));
    }

    /** Each weight is that of the opposite synapse, of which there are several and which are drawn; a third one mirrors that. */
    @Test
    void oppositeSynapsesAreTheSame() {
        ImageBuilder image = new ImageBuilder().seed(22);
        int n = image.population(new PopulationBuilder("n", SIZE).field("v").port("in"));
        int other = image.population(
                new PopulationBuilder("other", SIZE / 2).field("v").port("in"));
        KernelBuilder mirroring = KernelBuilder.kernel("mirror");
        mirroring.store(0, mirroring.add(mirroring.mirrored(), mirroring.constant(1)));
        List<int[]> pairs = pairs();
        Connectivity there = new Connectivity.Pairs(pairs.get(0), pairs.get(1));
        Connectivity back = new Connectivity.Pairs(pairs.get(1), pairs.get(0));
        image.projection(synapses(n, other, 7).by(there).mirror(1, 0).init(mirroring.build()));
        image.projection(synapses(other, n, 8).by(back));
        image.projection(synapses(other, n, 9).by(back).mirror(0, 0).init(mirroring.build()));
        assertSameWithAnyThreads(image.build());
    }

    /** From {@code SIZE} neurons to half as many, some more than once. */
    private static List<int[]> pairs() {
        int[] pre = IntStream.range(0, 40_000).map(i -> i * 7919 % SIZE).toArray();
        int[] post =
                IntStream.range(0, 40_000).map(i -> i / 7 * 947 % (SIZE / 2)).toArray();
        return List.of(pre, post);
    }

    /** A kernel whose draw now and then has no sense. */
    private static Kernel failing(String name, long site, double often) {
        KernelBuilder k = KernelBuilder.kernel(name);
        int shape = k.draw(Distribution.UNIFORM, site, 2, k.constant(-often), k.constant(1));
        k.store(0, k.draw(Distribution.GAMMA, site, 3, shape, k.constant(1)));
        return k.build();
    }

    private static String faultOf(Image image, Execution.Code code, int threads) {
        KernelFault fault =
                assertThrows(KernelFault.class, () -> open(image, code, threads).close());
        return String.valueOf(fault.getMessage());
    }

    private static void assertSameFaultWithAnyThreads(Image image, String expected) {
        for (Execution.Code code : Execution.Code.values()) {
            String one = faultOf(image, code, 1);
            assertTrue(one.startsWith(expected), one);
            for (int threads : THREADS) {
                assertEquals(one, faultOf(image, code, threads), code + ", " + threads + " threads");
            }
        }
    }

    @Test
    void theFirstFaultIsTheOneOfOneThread() {
        ImageBuilder image = new ImageBuilder().seed(23);
        int n = image.population(new PopulationBuilder("n", SIZE).field("v").port("in"));
        image.projection(synapses(n, n, 10).by(new Connectivity.FanIn(100, true, true)));
        // Init kernels of all parts run before derived values of any.
        image.projection(synapses(n, n, 11)
                .by(new Connectivity.FanIn(100, true, true))
                .init(failing("rarely", 11, 1e-4))
                .derive(failing("often", 12, 0.1)));
        image.projection(
                synapses(n, n, 13).by(new Connectivity.FanIn(100, true, true)).init(failing("always", 13, 1)));
        assertSameFaultWithAnyThreads(image.build(), "projection projection 1, synapse ");
        assertTrue(faultOf(image.build(), Execution.Code.GENERATED, 3).contains("rarely"));
    }

    @Test
    void neuronsFailInTheirOrder() {
        ImageBuilder image = new ImageBuilder().seed(24);
        image.population(new PopulationBuilder("n", SIZE).field("v").init(failing("init", 14, 0.01)));
        assertSameFaultWithAnyThreads(image.build(), "population n, neuron ");
    }

    @Test
    void noThreadIsLeftBehindByAFault() throws InterruptedException {
        ImageBuilder image = new ImageBuilder().seed(25);
        image.population(new PopulationBuilder("n", SIZE).field("v").init(failing("init", 15, 0.01)));
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        faultOf(image.build(), Execution.Code.GENERATED, 4);
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (!before.contains(thread) && thread.getName().startsWith("bouton-")) {
                thread.join(10_000);
                assertFalse(thread.isAlive(), thread.getName());
            }
        }
    }
}
