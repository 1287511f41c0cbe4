package bouton.emulator.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;

import bouton.emulator.Emulator;
import bouton.emulator.ImageBuilder;
import bouton.emulator.ImageBuilder.PopulationBuilder;
import bouton.emulator.ImageBuilder.ProjectionBuilder;
import bouton.emulator.KernelBuilder;
import bouton.emulator.TestRecorder;
import bouton.image.chip.Barrier;
import bouton.image.chip.Boundary;
import bouton.image.chip.Core;
import bouton.image.chip.CoreKind;
import bouton.image.chip.Cost;
import bouton.image.chip.Hardware;
import bouton.image.chip.Operation;
import bouton.image.chip.Slice;
import bouton.image.chip.Tile;
import bouton.image.chip.Timing;
import bouton.image.chip.Unit;
import bouton.image.ir.CompareOp;
import bouton.image.ir.Kernel;
import bouton.image.ir.Type;
import bouton.image.net.Image;
import bouton.image.net.Lag;
import bouton.image.net.Stage;
import bouton.image.net.Trigger;
import bouton.image.run.CostReport;
import bouton.image.run.RunMonitor;
import bouton.image.run.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The network of eight neurons that SANA-FE 2.2.9 was run with on its Loihi costs: its energies and times, which follow by hand
 * from the costs, too.
 */
class LoihiExampleTest {
    private static final double RELATIVE = 1e-9;
    private static final int TENTHS = 10;

    /** v is multiplied by {@code leak}, takes {@code bias} and the input, and is reset where it is above the threshold. */
    private static PopulationBuilder neurons(String name, double threshold, double leak, double bias) {
        KernelBuilder k = KernelBuilder.kernel("lif");
        int leaked = k.mul(k.load(0), k.constant(leak));
        int v = k.add(k.add(leaked, k.constant(bias)), k.portSum(0));
        k.store(0, v);
        k.when(k.compare(CompareOp.GT, Type.F64, v, k.constant(threshold)), () -> {
            k.store(0, k.constant(0));
            k.emit(0);
        });
        return new PopulationBuilder(name, 4)
                .field("v")
                .port("in")
                .on(new Trigger.EveryTick(), Stage.THRESHOLD, 0, k.build());
    }

    private static Kernel delivering() {
        KernelBuilder k = KernelBuilder.kernel("deliver");
        return k.deliver(0, k.constant(1)).build();
    }

    private static Image image(Timing timing) {
        ImageBuilder b = new ImageBuilder();
        int sources = b.population(neurons("src", 1, 1, 0.5));
        int targets = b.population(neurons("dst", 2, 0.5, 0));
        b.projection(new ProjectionBuilder(sources, targets)
                .on(new Trigger.PreEvent(0, Lag.of(1)), Stage.DELIVER, Stage.PRE, delivering()));
        Image image = b.build();
        return image.on(hardware(timing), image.origins());
    }

    private static Cost cost(double picojoules, double nanoseconds) {
        return new Cost(picojoules * 1e-12, Math.round(nanoseconds * TENTHS));
    }

    /** Architecture-simulators.md 2.5: the numbers that SANA-FE ships for Loihi. */
    private static Hardware hardware(Timing timing) {
        List<Tile> tiles = new ArrayList<>();
        Cost along = cost(3.0, 4.1);
        Cost across = cost(4.2, 6.5);
        for (int t = 0; t < 32; t++) {
            tiles.add(new Tile(t / 4, t % 4, across, along, across, along, 0));
        }
        Unit unit =
                new Unit("", cost(35.5, 3.8), Cost.NOTHING, cost(51.2, 6.0), cost(21.6, 3.7), cost(69.3, 30.0), false);
        List<Integer> groups = List.of(0, 0);
        CoreKind kind = new CoreKind(
                "core",
                Boundary.SOMA,
                cost(0, 16.0),
                cost(111.0, 5.1),
                Cost.NOTHING,
                Cost.NOTHING,
                0,
                List.of(unit),
                List.of(0),
                groups,
                groups);
        return new Hardware(
                "loihi",
                1e-10,
                0,
                timing,
                16,
                List.of(new Barrier(1, 6000), new Barrier(2, 10000), new Barrier(4, 14000), new Barrier(29, 18000)),
                Cost.NOTHING,
                0,
                tiles,
                List.of(kind),
                List.of(126),
                List.of(new Core(0, 0, 0), new Core(20, 5, 0)),
                List.of(new Slice(0, 0, 4, 0), new Slice(1, 0, 4, 1)),
                List.of(-1, -1),
                List.of(-1));
    }

    private static void near(double expected, double actual) {
        assertEquals(expected, actual, expected * RELATIVE);
    }

    private static double energy(CostReport report, Set<Operation> operations) {
        return report.energy(c -> operations.contains(c.operation())).doubleValue();
    }

    @Test
    void energyAndTimeOfTheWholeRun() {
        try (Session session = new Emulator().open(image(Timing.DETAILED), new TestRecorder())) {
            session.run(6, RunMonitor.NONE);
            CostReport report = session.costs().orElseThrow();
            near(5.9756e-9, report.energy().doubleValue());
            near(1.136e-9, energy(report, Set.of(Operation.SYNAPSE)));
            near(3.894e-9, energy(report, Set.of(Operation.NEURON_ACCESS, Operation.NEURON_UPDATE, Operation.SPIKE)));
            near(
                    0.9456e-9,
                    energy(
                            report,
                            Set.of(
                                    Operation.MESSAGE_IN,
                                    Operation.MESSAGE_OUT,
                                    Operation.HOP_EAST,
                                    Operation.HOP_NORTH)));
            near(6.7172e-6, report.seconds().doubleValue());
            assertEquals(2, report.longestTick());
            near(1.2210e-6, report.seconds(report.longest()).doubleValue());
        }
    }

    @Test
    void energyAndTimeOfSteps() {
        try (Session session = new Emulator().open(image(Timing.DETAILED), new TestRecorder())) {
            CostReport before = session.costs().orElseThrow();
            double[] energies = new double[3];
            double[] times = new double[3];
            for (int step = 0; step < 3; step++) {
                session.proceed(1, RunMonitor.NONE, Session.TickCheck.NONE);
                CostReport now = session.costs().orElseThrow();
                energies[step] = now.energy().subtract(before.energy()).doubleValue();
                times[step] = now.seconds().subtract(before.seconds()).doubleValue();
                before = now;
            }
            near(496e-12, energies[0]);
            near(1.0388e-6, times[0]);
            // Soma, four spikes, synapses, messages.
            near((496 + 4 * 69.3 + 16 * 35.5 + 472.8) * 1e-12, energies[2]);
            near(1.2210e-6, times[2]);
        }
    }

    @Test
    void theSimpleModelKnowsNoNetwork() {
        try (Session session = new Emulator().open(image(Timing.SIMPLE), new TestRecorder())) {
            session.run(6, RunMonitor.NONE);
            CostReport report = session.costs().orElseThrow();
            near(5.9756e-9, report.energy().doubleValue());
            // Steps 1, 2 and 5: 4 x 9.7 ns; 3 and 6: 4 x 44.8 ns; 4: targets are updated and fire.
            double expected = 6 * 1000 + 3 * 38.8 + 2 * 179.2 + 4 * 39.7;
            near(expected * 1e-9, report.seconds().doubleValue());
        }
    }
}
