package bouton.emulator.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import bouton.emulator.Emulator;
import bouton.emulator.TestRecorder;
import bouton.image.net.Foreign;
import bouton.image.net.Image;
import bouton.image.random.RandomKey;
import bouton.image.run.ForeignFault;
import bouton.image.run.ForeignNeuron;
import bouton.image.run.RunMonitor;
import bouton.image.run.Session;
import bouton.image.run.StimulusInput;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When foreign neurons step, what they are given, and what an engine says that has none. */
final class ForeignTest extends EngineTest {
    private final List<Long> seeds = new ArrayList<>();
    private final List<double[]> taken = new ArrayList<>();

    /** Remembers what it is given and writes the number of its steps. */
    private final class Watching implements ForeignNeuron {
        @Override
        public void reset(long seed, double[][] out) {
            seeds.add(seed);
        }

        @Override
        public void step(double[][] in, double[][] out) {
            taken.add(in[0].clone());
            out[0][0] = taken.size();
        }
    }

    /** A foreign neuron that takes the levels of nobody and writes those of a stimulus. */
    private Image image(long period) {
        int out = image.stimulus("W.out", 2, new StimulusInput.Silent(), false);
        int in = sink("W.in", 3);
        Image plain = image.build();
        return new Image(
                plain.name(),
                plain.target(),
                plain.dt(),
                plain.seed(),
                plain.stampEnd(),
                plain.order(),
                plain.groups(),
                plain.projections(),
                plain.probes(),
                List.of(),
                List.of(),
                List.of(new Foreign(
                        "W", "demo.World", 77, List.of(new Foreign.Input(in, 0)), List.of(out), period, -1)),
                plain.tables(),
                plain.counters(),
                plain.origins());
    }

    @Test
    void stepsAtTheEndOfEveryPeriod() {
        Image image = image(5);
        try (Session session = new Emulator(name -> new Watching()).open(image, new TestRecorder())) {
            assertEquals(List.of(RandomKey.of(image.seed(), 77)), seeds);
            session.run(4, RunMonitor.NONE);
            assertEquals(0, taken.size());
            session.run(1, RunMonitor.NONE);
            assertEquals(1, taken.size());
            assertArrayEquals(new double[3], taken.getFirst());
            session.run(15, RunMonitor.NONE);
            assertEquals(4, taken.size());
        }
    }

    @Test
    void anEngineWithoutThemRefusesTheImage() {
        ForeignFault fault = assertThrows(ForeignFault.class, () -> new Emulator().open(image(5), new TestRecorder()));
        assertEquals("demo.World cannot be run: this engine runs no foreign neurons", fault.getMessage());
        assertEquals(0, fault.number());
    }
}
