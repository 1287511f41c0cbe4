package bouton.emulator.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.emulator.Emulator;
import bouton.emulator.ImageBuilder;
import bouton.emulator.ImageBuilder.PopulationBuilder;
import bouton.emulator.ImageBuilder.ProjectionBuilder;
import bouton.emulator.KernelBuilder;
import bouton.emulator.TestRecorder;
import bouton.emulator.generate.Shape;
import bouton.emulator.generate.VectorGenerator;
import bouton.emulator.interpret.Linker;
import bouton.image.file.ImageCheck;
import bouton.image.ir.BinaryOp;
import bouton.image.ir.CompareOp;
import bouton.image.ir.Instruction;
import bouton.image.ir.Kernel;
import bouton.image.ir.Overflow;
import bouton.image.ir.Rounding;
import bouton.image.ir.Special;
import bouton.image.ir.Type;
import bouton.image.ir.Word;
import bouton.image.net.Connectivity;
import bouton.image.net.Image;
import bouton.image.net.Lag;
import bouton.image.net.Port;
import bouton.image.net.Scope;
import bouton.image.net.Stage;
import bouton.image.net.Trigger;
import bouton.image.run.ForeignNeurons;
import bouton.image.run.RunMonitor;
import bouton.image.run.Session;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Neurons of integers: a leak by shift and add with stochastic rounding, a counted clamp, refractoriness, a weight of 8 bits to an
 * accumulator of 12. Their kernels have forms without branches, and networks of them run the same in every form.
 */
final class IntegerNeuronTest {
    private static final Type.Int V = new Type.Int(16, true, 0);
    private static final Type.Int WIDE = new Type.Int(40, true, 0);
    private static final Type.Int WEIGHT = new Type.Int(8, true, 0);
    private static final Type.Int SUM = new Type.Int(12, true, 0);
    private static final Type.Int DRIVE = new Type.Int(20, true, 0);
    private static final int SIZE = 300;
    private static final int TICKS = 400;

    /** v = clamp((v * 250 + syn * 64 + drive + random) >> 8) unless refractory. */
    private static Kernel integrate() {
        KernelBuilder k = KernelBuilder.kernel("integrate");
        int running = k.compare(CompareOp.LE, Type.I64, k.read(Special.TICK), k.load(Word.self(1), Type.I64));
        int v = wide(k, V, k.load(Word.self(0), V));
        int sum = wide(k, SUM, k.portSum(0, SUM));
        int scaled = times(k, v, 250);
        int input = times(k, sum, 64);
        int all = plus(k, plus(k, scaled, input), wide(k, DRIVE, k.load(Word.self(2), DRIVE)));
        int rounded = plus(k, all, k.randomBits(WIDE, 8, 99, 0));
        int dropped = k.binary(BinaryOp.SHR, WIDE, rounded, k.integer(WIDE, 8), Overflow.NEVER, Rounding.FLOOR);
        int clamped = k.register();
        k.add(new Instruction.Clamp(clamped, WIDE, dropped, k.integer(WIDE, -800), k.integer(WIDE, 700), 0, -1));
        k.when(running, () -> {}, () -> k.store(0, V, clamped, Overflow.NEVER));
        return k.build();
    }

    private static int wide(KernelBuilder k, Type.Int from, int a) {
        return k.convert(WIDE, from, a, Rounding.EXACT, Overflow.NEVER);
    }

    private static int times(KernelBuilder k, int a, long factor) {
        return k.binary(BinaryOp.MUL, WIDE, a, k.integer(WIDE, factor), Overflow.NEVER, Rounding.FLOOR);
    }

    private static int plus(KernelBuilder k, int a, int b) {
        return k.binary(BinaryOp.ADD, WIDE, a, b, Overflow.NEVER, Rounding.FLOOR);
    }

    private static Kernel threshold() {
        KernelBuilder k = KernelBuilder.kernel("threshold");
        int fires = k.compare(CompareOp.GE, V, k.load(Word.self(0), V), k.integer(V, 600));
        return k.when(fires, () -> k.emit(0)).build();
    }

    private static Kernel reset() {
        KernelBuilder k = KernelBuilder.kernel("reset");
        k.store(0, V, k.integer(V, -100), Overflow.NEVER);
        int until = k.binary(
                BinaryOp.ADD, Type.I64, k.read(Special.TICK), k.integer(Type.I64, 5), Overflow.WRAP, Rounding.FLOOR);
        return k.store(1, Type.I64, until, Overflow.WRAP).build();
    }

    private static Kernel init() {
        KernelBuilder k = KernelBuilder.kernel("init");
        k.store(0, V, k.randomBits(V, 9, 3, 0), Overflow.NEVER);
        k.store(1, Type.I64, k.integer(Type.I64, -1), Overflow.NEVER);
        return k.store(2, DRIVE, k.randomBits(DRIVE, 13, 4, 0), Overflow.NEVER).build();
    }

    private static Image image() {
        ImageBuilder image = new ImageBuilder().counter("v").counter("sum");
        PopulationBuilder p = new PopulationBuilder("p", SIZE)
                .field(ImageBuilder.field("v", V))
                .field(ImageBuilder.field("until", Type.I64))
                .field(ImageBuilder.field("drive", DRIVE))
                .port(new Port("syn", false, "1", 1, SUM, Overflow.SATURATE, 1))
                .init(init())
                .on(new Trigger.EveryTick(), Stage.INTEGRATE, 0, integrate())
                .on(new Trigger.EveryTick(), Stage.THRESHOLD, 0, threshold())
                .on(new Trigger.OwnEvent(0), Stage.RESET, 0, reset());
        image.population(p);
        KernelBuilder weight = KernelBuilder.kernel("weight");
        int offset = weight.binary(
                BinaryOp.SUB,
                WEIGHT,
                weight.randomBits(WEIGHT, 7, 5, 0),
                weight.integer(WEIGHT, 30),
                Overflow.NEVER,
                Rounding.FLOOR);
        weight.store(0, WEIGHT, offset, Overflow.NEVER);
        KernelBuilder deliver = KernelBuilder.kernel("deliver");
        int scaled = deliver.binary(
                BinaryOp.SHL,
                WIDE,
                wide(deliver, WEIGHT, deliver.load(Word.self(0), WEIGHT)),
                deliver.integer(WIDE, 3),
                Overflow.NEVER,
                Rounding.FLOOR);
        image.projection(new ProjectionBuilder(0, 0)
                .by(new Connectivity.FanIn(40, true, true))
                .field(ImageBuilder.field("w", WEIGHT))
                .init(weight.build())
                .on(
                        new Trigger.PreEvent(0, Lag.of(2)),
                        Stage.DELIVER,
                        Stage.PRE,
                        deliver.deliver(0, SUM, scaled).build()));
        return image.build();
    }

    private static List<double[]> run(Execution execution) {
        Image image = image();
        assertEquals(List.of(), ImageCheck.problems(image));
        List<double[]> seen = new ArrayList<>();
        try (Session session = new Emulator(ForeignNeurons.NONE, execution).open(image, new TestRecorder())) {
            for (int k = 0; k < 4; k++) {
                session.run(TICKS / 4, RunMonitor.NONE);
                KernelBuilder read = KernelBuilder.kernel("read");
                int v = read.toDouble(V, read.load(Word.self(0), V));
                seen.add(session.evaluate(new Scope.OfGroup(0), read.yield(v).build()));
                long[] counters = session.counters();
                seen.add(new double[] {counters[0], counters[1]});
            }
        }
        return seen;
    }

    @Test
    void everyFormDoesTheSame() {
        List<double[]> expected = run(new Execution(Execution.Code.INTERPRETED, 1));
        double[] counters = expected.getLast();
        assertTrue(counters[0] > 0 && counters[1] > 0, "both counters count");
        assertFalse(Arrays.equals(expected.get(0), expected.get(6)));
        for (int threads : new int[] {1, 2, 3}) {
            List<double[]> seen = run(new Execution(Execution.Code.GENERATED, threads, 4));
            for (int k = 0; k < seen.size(); k++) {
                assertArrayEquals(expected.get(k), seen.get(k));
            }
        }
        assertArrayEquals(
                counters, run(new Execution(Execution.Code.GENERATED, 1)).getLast());
    }

    @Test
    void kernelsHaveFormsWithoutBranches() {
        Linker linker = new Linker(image());
        var scope = linker.scope(new Scope.OfGroup(0));
        assertTrue(VectorGenerator.generate(linker, scope, integrate(), Shape.NEURONS) != null);
        assertTrue(VectorGenerator.test(linker, scope, threshold()) != null);
    }
}
