package bouton.emulator.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.emulator.Emulator;
import bouton.emulator.ImageBuilder;
import bouton.emulator.ImageBuilder.PopulationBuilder;
import bouton.emulator.ImageBuilder.ProjectionBuilder;
import bouton.emulator.KernelBuilder;
import bouton.emulator.TestRecorder;
import bouton.image.ir.CompareOp;
import bouton.image.ir.Distribution;
import bouton.image.ir.Kernel;
import bouton.image.ir.Overflow;
import bouton.image.ir.Rounding;
import bouton.image.ir.Type;
import bouton.image.net.Connectivity;
import bouton.image.net.Image;
import bouton.image.net.Lag;
import bouton.image.net.Scope;
import bouton.image.net.Stage;
import bouton.image.net.Trigger;
import bouton.image.run.RunMonitor;
import bouton.image.run.Session;
import bouton.image.run.StimulusInput;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A run is a function of image, seed and inputs: not of how it is cut into calls. */
final class DeterminismTest {
    private static final int SIZE = 300;

    /** Noisy neurons, drawn delays, plastic synapses, dendritic delays and graded values: all that has a memory. */
    private static Image image(long seed) {
        ImageBuilder image = new ImageBuilder().seed(seed);
        int noise = image.stimulus("noise", SIZE, new StimulusInput.PoissonMeans(new double[] {0.05}), false);
        KernelBuilder tick = KernelBuilder.kernel("tick");
        int decayed = tick.mul(tick.load(0), tick.constant(0.95));
        int drawn = tick.draw(Distribution.NORMAL, 5, 0, tick.constant(0), tick.constant(0.1));
        tick.store(0, tick.add(tick.add(decayed, tick.portSum(0)), drawn));
        KernelBuilder threshold = KernelBuilder.kernel("threshold");
        int over = threshold.compare(CompareOp.GE, Type.F64, threshold.load(0), threshold.constant(1));
        threshold.when(over, () -> threshold.emit(0));
        int n = image.population(new PopulationBuilder("n", SIZE)
                .field("v")
                .port("in")
                .sent(0)
                .on(new Trigger.EveryTick(), Stage.INTEGRATE, 0, tick.build())
                .on(new Trigger.EveryTick(), Stage.THRESHOLD, 0, threshold.build())
                .on(new Trigger.OwnEvent(0), Stage.RESET, 0, KernelBuilder.setting(0)));
        image.projection(new ProjectionBuilder(noise, n)
                .by(new Connectivity.FanIn(5, true, true))
                .on(new Trigger.PreEvent(0, Lag.NONE), Stage.DELIVER, Stage.PRE, EngineTest.delivering(0.6)));
        image.projection(plastic(n));
        image.projection(new ProjectionBuilder(n, n)
                .by(new Connectivity.Probability(0.02, false))
                .site(3)
                .field("x")
                .delay(Lag.of(7))
                .deliverLag(Lag.of(4))
                .on(new Trigger.EveryTick(), Stage.TRANSMIT, 0, smoothing())
                .on(new Trigger.PreEvent(0, Lag.NONE), Stage.LEARN, 0, EngineTest.deliveringWord()));
        image.probeField(n, 0);
        image.probe(new Scope.OfProjection(1), KernelBuilder.reading(0), 10);
        return image.build();
    }

    private static ProjectionBuilder plastic(int n) {
        KernelBuilder init = KernelBuilder.kernel("init");
        init.store(0, init.draw(Distribution.UNIFORM, 6, 0, init.constant(0), init.constant(0.2)));
        int lag = init.draw(Distribution.UNIFORM, 6, 1, init.constant(1), init.constant(12));
        init.store(1, Type.I32, init.convert(Type.I32, Type.F64, lag, Rounding.FLOOR, Overflow.NEVER), Overflow.NEVER);
        KernelBuilder pre = KernelBuilder.kernel("pre");
        int w = pre.load(0);
        pre.deliver(0, w);
        pre.storePlastic(0, pre.mul(w, pre.constant(0.99)));
        KernelBuilder post = KernelBuilder.kernel("post");
        post.storePlastic(0, post.add(post.load(0), post.mul(post.pre(0), post.constant(0.01))));
        return new ProjectionBuilder(n, n)
                .by(new Connectivity.FanIn(20, false, false))
                .field("w")
                .field(ImageBuilder.field("lag", Type.I32))
                .init(init.build())
                .on(new Trigger.PreEvent(0, new Lag(0, 1)), Stage.DELIVER, Stage.PRE, pre.build())
                .on(new Trigger.PostEvent(0, new Lag(0, 1)), Stage.LEARN, 0, post.build());
    }

    private static Kernel smoothing() {
        KernelBuilder k = KernelBuilder.kernel("smooth");
        int old = k.mul(k.load(0), k.constant(0.9));
        return k.store(0, k.add(old, k.mul(k.arrived(0), k.constant(0.01)))).build();
    }

    private static String run(long seed, long... runs) {
        TestRecorder recorder = new TestRecorder();
        try (Session session = new Emulator().open(image(seed), recorder)) {
            for (long ticks : runs) {
                session.run(ticks, RunMonitor.NONE);
            }
            Scope synapses = new Scope.OfProjection(1);
            double[] weights = session.evaluate(synapses, KernelBuilder.reading(0));
            assertTrue(recorder.events().size() > 150, "something happens");
            return recorder.text() + Arrays.toString(weights);
        }
    }

    @Test
    void twoSessionsGiveTheSameBits() {
        assertEquals(run(1, 100), run(1, 100));
        assertNotEquals(run(1, 100), run(2, 100));
    }

    @Test
    void cuttingARunChangesNothing() {
        String whole = run(1, 100);
        assertEquals(whole, run(1, 37, 63));
        long[] single = new long[100];
        Arrays.fill(single, 1);
        assertEquals(whole, run(1, single));
        assertEquals(whole, run(1, 0, 99, 0, 1));
    }
}
