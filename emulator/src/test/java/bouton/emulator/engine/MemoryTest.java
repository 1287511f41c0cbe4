package bouton.emulator.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import bouton.emulator.Emulator;
import bouton.emulator.ImageBuilder;
import bouton.emulator.ImageBuilder.PopulationBuilder;
import bouton.emulator.ImageBuilder.ProjectionBuilder;
import bouton.emulator.KernelBuilder;
import bouton.emulator.TestRecorder;
import bouton.image.ir.Distribution;
import bouton.image.ir.Overflow;
import bouton.image.ir.Rounding;
import bouton.image.ir.Type;
import bouton.image.net.Connectivity;
import bouton.image.net.Image;
import bouton.image.net.Lag;
import bouton.image.net.Stage;
import bouton.image.net.Trigger;
import bouton.image.run.RunMonitor;
import bouton.image.run.Session;
import org.junit.jupiter.api.Test;

/** Memory is foretold within 10 % of what the heap then holds. */
final class MemoryTest extends EngineTest {
    private static final Trigger PRE = new Trigger.PreEvent(0, Lag.of(10));

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int n = 0; n < 3; n++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }

    private static void assertForetold(Image image) {
        long before = used();
        long estimate = new Emulator().estimateMemory(image);
        try (Session session = new Emulator().open(image, new TestRecorder())) {
            session.run(2, RunMonitor.NONE);
            long held = used() - before;
            assertEquals(1, (double) estimate / held, 0.1, estimate + " foretold, " + held + " held");
            assertEquals(1, (double) session.memory() / held, 0.1, session.memory() + " reported, " + held + " held");
        }
    }

    @Test
    void staticSynapses() {
        int n = image.population(new PopulationBuilder("n", 2000).field("v").port("in"));
        image.projection(new ProjectionBuilder(n, n)
                .by(new Connectivity.Probability(0.25, false))
                .on(PRE, Stage.DELIVER, Stage.PRE, delivering(1)));
        assertForetold(image.build());
    }

    @Test
    void plasticSynapsesWithDrawnDelays() {
        KernelBuilder init = KernelBuilder.kernel("init");
        int lag = init.draw(Distribution.UNIFORM, 6, 1, init.constant(1), init.constant(30));
        init.store(1, Type.I32, init.convert(Type.I32, Type.F64, lag, Rounding.FLOOR, Overflow.NEVER), Overflow.NEVER);
        KernelBuilder post = KernelBuilder.kernel("post");
        post.store(0, post.pre(0));
        int n = image.population(new PopulationBuilder("n", 2000).field("v").port("in"));
        image.projection(new ProjectionBuilder(n, n)
                .by(new Connectivity.FanIn(500, true, true))
                .field("w")
                .field(ImageBuilder.field("lag", Type.I32))
                .init(init.build())
                .on(new Trigger.PreEvent(0, new Lag(0, 1)), Stage.DELIVER, Stage.PRE, deliveringWord())
                .on(new Trigger.PostEvent(0, Lag.NONE), Stage.LEARN, 0, post.build()));
        assertForetold(image.build());
    }

    @Test
    void neuronsAndRings() {
        int n = image.population(new PopulationBuilder("n", 200_000)
                .field("v")
                .field(ImageBuilder.field("flag", Type.BOOL))
                .port("in")
                .sent(0));
        KernelBuilder k = KernelBuilder.kernel("arrived");
        image.projection(new ProjectionBuilder(n, n)
                .by(new Connectivity.OneToOne())
                .field("x")
                .delay(Lag.of(20))
                .deliverLag(Lag.of(8))
                .on(TICK, Stage.TRANSMIT, 0, k.store(0, k.arrived(0)).build())
                .on(new Trigger.PreEvent(0, Lag.NONE), Stage.LEARN, 0, delivering(1)));
        assertForetold(image.build());
    }
}
