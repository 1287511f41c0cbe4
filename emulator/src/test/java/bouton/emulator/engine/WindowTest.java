package bouton.emulator.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.emulator.ImageBuilder;
import bouton.emulator.ImageBuilder.PopulationBuilder;
import bouton.emulator.ImageBuilder.ProjectionBuilder;
import bouton.emulator.KernelBuilder;
import bouton.emulator.TestRecorder;
import bouton.image.ir.CompareOp;
import bouton.image.ir.Type;
import bouton.image.net.Connectivity;
import bouton.image.net.Image;
import bouton.image.net.Lag;
import bouton.image.net.Scope;
import bouton.image.net.Stage;
import bouton.image.net.Trigger;
import bouton.image.run.ForeignNeurons;
import bouton.image.run.RunMonitor;
import bouton.image.run.StimulusInput;
import org.junit.jupiter.api.Test;

/** Parts that run several ticks without waiting for each other do what they do tick by tick. */
final class WindowTest {
    private static final int SIZE = 203;
    private static final int TICKS = 500;
    private static final Scope NEURONS = new Scope.OfGroup(1);

    /** @param probed a value is recorded every so many ticks; 0: never */
    private static Image image(int delay, boolean noisy, int probed) {
        ImageBuilder image = new ImageBuilder().seed(5);
        StimulusInput input = noisy
                ? new StimulusInput.PoissonMeans(new double[] {0.4})
                : new StimulusInput.Regular(new double[] {3.7}, new double[] {1}, -1);
        int source = image.stimulus("s", SIZE, input, false);
        KernelBuilder tick = KernelBuilder.kernel("tick");
        tick.store(0, tick.add(tick.mul(tick.load(0), tick.constant(0.95)), tick.portSum(0)));
        KernelBuilder threshold = KernelBuilder.kernel("threshold");
        int over = threshold.compare(CompareOp.GE, Type.F64, threshold.load(0), threshold.constant(1));
        threshold.when(over, () -> threshold.emit(0));
        int n = image.population(new PopulationBuilder("n", SIZE)
                .field("v")
                .port("in")
                .on(new Trigger.EveryTick(), Stage.INTEGRATE, 0, tick.build())
                .on(new Trigger.EveryTick(), Stage.THRESHOLD, 0, threshold.build())
                .on(new Trigger.OwnEvent(0), Stage.RESET, 0, KernelBuilder.setting(0)));
        image.projection(new ProjectionBuilder(source, n)
                .by(new Connectivity.OneToOne())
                .on(new Trigger.PreEvent(0, Lag.NONE), Stage.DELIVER, Stage.PRE, EngineTest.delivering(0.3)));
        image.projection(new ProjectionBuilder(n, n)
                .by(new Connectivity.FanIn(20, false, true))
                .site(8)
                .on(new Trigger.PreEvent(0, Lag.of(delay)), Stage.DELIVER, Stage.PRE, EngineTest.delivering(0.02)));
        if (probed > 0) {
            image.probe(NEURONS, KernelBuilder.reading(0), probed);
        }
        return image.build();
    }

    private record Run(String recorded, double[] words, long[] counts, long window) {}

    private static Run run(Image image, int threads) {
        TestRecorder recorder = new TestRecorder();
        Execution execution = new Execution(Execution.Code.GENERATED, threads, 4);
        try (EmulatorSession session = new EmulatorSession(image, recorder, ForeignNeurons.NONE, execution)) {
            session.run(TICKS / 2 + 1, RunMonitor.NONE);
            session.present(0, new StimulusInput.PoissonMeans(new double[] {0.3}));
            session.run(TICKS, RunMonitor.NONE);
            double[] words = session.evaluate(NEURONS, KernelBuilder.reading(0));
            return new Run(recorder.text(), words, session.counts(1, 0), session.window());
        }
    }

    private static void assertSame(Image image, int window) {
        Run expected = run(image, 1);
        assertTrue(expected.counts()[7] > 3, "they fire");
        for (int threads : new int[] {2, 3, 5}) {
            Run run = run(image, threads);
            assertEquals(window, run.window());
            assertEquals(expected.recorded(), run.recorded(), threads + " threads");
            assertArrayEquals(expected.words(), run.words(), 0.0);
            assertArrayEquals(expected.counts(), run.counts());
        }
    }

    @Test
    void asManyTicksAsTheShortestDelay() {
        assertSame(image(15, true, 0), 15);
        assertSame(image(2, false, 0), 2);
        assertSame(image(1, true, 0), 1);
    }

    @Test
    void noMoreThanEventsAreKept() {
        assertSame(image(400, true, 0), Schedule.LONGEST_WINDOW);
    }

    @Test
    void valuesAreRecordedInBetween() {
        assertSame(image(15, true, 7), 15);
        TestRecorder recorder = new TestRecorder();
        Execution execution = new Execution(Execution.Code.GENERATED, 2, 4);
        try (EmulatorSession session =
                new EmulatorSession(image(15, true, 7), recorder, ForeignNeurons.NONE, execution)) {
            session.run(TICKS, RunMonitor.NONE);
        }
        assertEquals(TICKS / 7 + 1, recorder.times(0).size());
    }
}
