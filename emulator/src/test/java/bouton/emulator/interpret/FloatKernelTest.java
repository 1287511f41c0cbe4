package bouton.emulator.interpret;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.emulator.Emulator;
import bouton.emulator.ImageBuilder;
import bouton.emulator.ImageBuilder.PopulationBuilder;
import bouton.emulator.KernelBuilder;
import bouton.emulator.KernelRun;
import bouton.emulator.TestRecorder;
import bouton.image.ir.BinaryOp;
import bouton.image.ir.CompareOp;
import bouton.image.ir.Distribution;
import bouton.image.ir.Instruction;
import bouton.image.ir.Overflow;
import bouton.image.ir.Rounding;
import bouton.image.ir.Special;
import bouton.image.ir.Type;
import bouton.image.ir.UnaryOp;
import bouton.image.ir.Word;
import bouton.image.math.Functions;
import bouton.image.math.MatrixExponential;
import bouton.image.net.Scope;
import bouton.image.random.Draws;
import bouton.image.run.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Float64 instructions, control flow, draws, tables and counters. */
final class FloatKernelTest {
    private static final double[] VALUES = {
        0,
        -0.0,
        1,
        -1,
        0.5,
        -2.5,
        3.7,
        1e300,
        -1e300,
        1e-300,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY
    };

    private static final Map<UnaryOp, DoubleUnaryOperator> UNARY = Map.ofEntries(
            Map.entry(UnaryOp.NEG, x -> -x),
            Map.entry(UnaryOp.ABS, Math::abs),
            Map.entry(UnaryOp.SQRT, Math::sqrt),
            Map.entry(UnaryOp.EXP, StrictMath::exp),
            Map.entry(UnaryOp.EXPM1, StrictMath::expm1),
            Map.entry(UnaryOp.LOG, StrictMath::log),
            Map.entry(UnaryOp.SIN, StrictMath::sin),
            Map.entry(UnaryOp.COS, StrictMath::cos),
            Map.entry(UnaryOp.TAN, StrictMath::tan),
            Map.entry(UnaryOp.TANH, StrictMath::tanh),
            Map.entry(UnaryOp.ATAN, StrictMath::atan),
            Map.entry(UnaryOp.ERF, Functions::erf),
            Map.entry(UnaryOp.SIGMOID, Functions::sigmoid),
            Map.entry(UnaryOp.RELU, x -> Math.max(x, 0.0)),
            Map.entry(UnaryOp.SIGN, Math::signum),
            Map.entry(UnaryOp.STEP, x -> x > 0 ? 1 : 0),
            Map.entry(UnaryOp.FLOOR, Math::floor),
            Map.entry(UnaryOp.CEIL, Math::ceil),
            Map.entry(UnaryOp.ROUND, Functions::round));

    private static final Map<BinaryOp, DoubleBinaryOperator> BINARY = Map.of(
            BinaryOp.ADD,
            (a, b) -> a + b,
            BinaryOp.SUB,
            (a, b) -> a - b,
            BinaryOp.MUL,
            (a, b) -> a * b,
            BinaryOp.DIV,
            (a, b) -> a / b,
            BinaryOp.MIN,
            Math::min,
            BinaryOp.MAX,
            Math::max,
            BinaryOp.MOD,
            Functions::mod,
            BinaryOp.POW,
            Functions::pow);

    @Test
    void everyFunctionOfOneValue() {
        assertEquals(UnaryOp.values().length - 1, UNARY.size(), "all but NOT");
        UNARY.forEach((op, function) -> {
            for (double x : VALUES) {
                KernelBuilder k = KernelBuilder.kernel("unary");
                double value = KernelRun.value(
                        k.yield(k.unary(op, Type.F64, k.constant(x))).build());
                assertEquals(function.applyAsDouble(x), value, op + " " + x);
            }
        });
    }

    @Test
    void everyFunctionOfTwoValues() {
        BINARY.forEach((op, function) -> {
            for (double a : VALUES) {
                for (double b : VALUES) {
                    KernelBuilder k = KernelBuilder.kernel("binary");
                    double value = KernelRun.value(
                            k.yield(k.binary(op, k.constant(a), k.constant(b))).build());
                    assertEquals(function.applyAsDouble(a, b), value, a + " " + op + " " + b);
                }
            }
        });
    }

    @Test
    void comparisonsOfFloatsFollowIeee754() {
        for (double a : VALUES) {
            for (double b : VALUES) {
                KernelBuilder k = KernelBuilder.kernel("compare");
                int x = k.constant(a);
                int y = k.constant(b);
                int bits = k.constant(0);
                for (CompareOp op : CompareOp.values()) {
                    int truth = k.toDouble(Type.BOOL, k.compare(op, Type.F64, x, y));
                    bits = k.add(k.mul(bits, k.constant(2)), truth);
                }
                int expected = (a < b ? 32 : 0)
                        + (a <= b ? 16 : 0)
                        + (a == b ? 8 : 0)
                        + (a != b ? 4 : 0)
                        + (a > b ? 2 : 0)
                        + (a >= b ? 1 : 0);
                assertEquals(expected, KernelRun.value(k.yield(bits).build()), a + " and " + b);
            }
        }
    }

    @Test
    void truthValuesCombine() {
        for (int n = 0; n < 4; n++) {
            KernelBuilder k = KernelBuilder.kernel("truth");
            int a = k.compare(CompareOp.LT, Type.F64, k.constant(0), k.constant(n & 1));
            int b = k.compare(CompareOp.LT, Type.F64, k.constant(0), k.constant(n >> 1));
            int value = k.constant(0);
            for (BinaryOp op : List.of(BinaryOp.AND, BinaryOp.OR, BinaryOp.XOR)) {
                int truth = k.binary(op, Type.BOOL, a, b, Overflow.NEVER, Rounding.EXACT);
                value = k.add(k.mul(value, k.constant(10)), k.toDouble(Type.BOOL, truth));
            }
            int not = k.toDouble(Type.BOOL, k.unary(UnaryOp.NOT, Type.BOOL, a));
            value = k.add(k.mul(value, k.constant(10)), not);
            // and, or, xor, not a
            assertEquals(
                    List.of(1.0, 110.0, 111.0, 1100.0).get(n),
                    KernelRun.value(k.yield(value).build()));
        }
    }

    /** Neurons next to each other take different paths, nested, with constants that two paths set. */
    @Test
    void everyNeuronTakesItsOwnPath() {
        Random random = new Random(4);
        int size = 5000;
        double[] input = random.doubles(size, -1, 1).toArray();
        KernelBuilder k = KernelBuilder.kernel("paths");
        int x = k.load(0);
        int zero = k.constant(0);
        int positive = k.compare(CompareOp.GT, Type.F64, x, zero);
        int shared = k.register();
        k.when(
                positive,
                () -> {
                    k.add(new Instruction.Const(shared, 2, -1));
                    k.store(1, k.mul(x, shared));
                    int large = k.compare(CompareOp.GT, Type.F64, x, k.constant(0.5));
                    k.when(large, () -> k.store(2, k.constant(7)));
                },
                () -> {
                    k.add(new Instruction.Const(shared, -3, -1));
                    k.store(1, k.mul(x, shared));
                });
        ImageBuilder image = new ImageBuilder();
        image.population(new PopulationBuilder("p", size).field("x").field("y").field("z"));
        try (Session session = new Emulator().open(image.build(), new TestRecorder())) {
            Scope neurons = new Scope.OfGroup(0);
            KernelBuilder set = KernelBuilder.kernel("set");
            session.apply(neurons, set.store(0, set.read(Special.PAYLOAD)).build(), input);
            session.apply(neurons, k.build(), new double[] {0});
            double[] y = session.evaluate(neurons, KernelBuilder.reading(1));
            double[] z = session.evaluate(neurons, KernelBuilder.reading(2));
            for (int i = 0; i < size; i++) {
                assertEquals(input[i] > 0 ? 2 * input[i] : -3 * input[i], y[i]);
                assertEquals(input[i] > 0.5 ? 7 : 0, z[i]);
            }
        }
    }

    @Test
    void clampsCountWhatTheyChangeAndNan() {
        ImageBuilder image = new ImageBuilder().counter("low or high").counter("unused");
        image.population(new PopulationBuilder("p", 4).field("x"));
        KernelBuilder k = KernelBuilder.kernel("clamp");
        int dst = k.register();
        int payload = k.read(Special.PAYLOAD);
        k.add(new Instruction.Clamp(dst, payload, k.constant(0), k.constant(1), 0, -1));
        k.store(0, dst);
        Scope neurons = new Scope.OfGroup(0);
        try (Session session = new Emulator().open(image.build(), new TestRecorder())) {
            session.apply(neurons, k.build(), new double[] {-1, 1, 2, Double.NaN});
            assertArrayEquals(new double[] {0, 1, 1, Double.NaN}, session.evaluate(neurons, KernelBuilder.reading(0)));
            assertArrayEquals(new long[] {3, 0}, session.counters());
            KernelBuilder reader = KernelBuilder.kernel("reader");
            int clamped = reader.register();
            reader.add(
                    new Instruction.Clamp(clamped, reader.constant(5), reader.constant(0), reader.constant(1), 0, -1));
            session.evaluate(neurons, reader.yield(clamped).build());
            assertArrayEquals(new long[] {3, 0}, session.counters(), "who only looks does not count");
        }
    }

    @Test
    void tablesClampTheirIndices() {
        ImageBuilder image = new ImageBuilder();
        int table = image.table(2, 3, 1, 2, 3, 4, 5, 6);
        image.population(new PopulationBuilder("p", 1));
        try (Session session = new Emulator().open(image.build(), new TestRecorder())) {
            for (int row = -1; row <= 2; row++) {
                for (int column = -1; column <= 3; column++) {
                    KernelBuilder k = KernelBuilder.kernel("table");
                    int dst = k.register();
                    k.add(new Instruction.TableAt(
                            dst, table, k.integer(Type.I64, row), k.integer(Type.I64, column), -1));
                    double expected = 1 + 3 * Math.clamp(row, 0, 1) + Math.clamp(column, 0, 2);
                    assertEquals(
                            expected,
                            session.evaluate(new Scope.OfGroup(0), k.yield(dst).build())[0]);
                }
            }
        }
    }

    @Test
    void drawsHaveTheirKeys() {
        long site = 99;
        KernelBuilder k = KernelBuilder.kernel("draws");
        int two = k.constant(2);
        int three = k.constant(3);
        int half = k.constant(0.5);
        List<Integer> drawn = new ArrayList<>();
        drawn.add(k.draw(Distribution.UNIFORM, site, 0, two, three));
        drawn.add(k.draw(Distribution.NORMAL, site, 1, two, three));
        drawn.add(k.draw(Distribution.LOGNORMAL, site, 2, half, half));
        drawn.add(k.draw(Distribution.EXPONENTIAL, site, 3, two));
        drawn.add(k.draw(Distribution.POISSON, site, 4, three));
        drawn.add(k.draw(Distribution.GAMMA, site, 5, two, three));
        drawn.add(k.draw(Distribution.CHOICE, site, 6, two, three, half));
        drawn.add(k.draw(Distribution.CHANCE, site, 7, half));
        for (int d = 0; d < drawn.size(); d++) {
            k.store(d, drawn.get(d));
        }
        PopulationBuilder population = new PopulationBuilder("p", 300).init(k.build());
        for (int d = 0; d < drawn.size(); d++) {
            population.field("x" + d);
        }
        ImageBuilder image = new ImageBuilder().seed(17);
        image.population(population);
        try (Session session = new Emulator().open(image.build(), new TestRecorder())) {
            Scope neurons = new Scope.OfGroup(0);
            double[][] values = new double[drawn.size()][];
            for (int d = 0; d < values.length; d++) {
                values[d] = session.evaluate(neurons, KernelBuilder.reading(d));
            }
            double[] choices = {2, 3, 0.5};
            for (int i = 0; i < 300; i++) {
                assertEquals(Draws.uniform(17, site, i, -1, 0, 2, 3), values[0][i]);
                assertEquals(Draws.normal(17, site, i, -1, 1, 2, 3), values[1][i]);
                assertEquals(Draws.lognormal(17, site, i, -1, 2, 0.5, 0.5), values[2][i]);
                assertEquals(Draws.exponential(17, site, i, -1, 3, 2), values[3][i]);
                assertEquals(Draws.poisson(17, site, i, -1, 4, 3), values[4][i]);
                assertEquals(Draws.gamma(17, site, i, -1, 5, 2, 3), values[5][i]);
                assertEquals(choices[Draws.choice(17, site, i, -1, 6, 3)], values[6][i]);
                assertEquals(Draws.uniform(17, site, i, -1, 7) < 0.5 ? 1 : 0, values[7][i]);
            }
        }
    }

    @Test
    void drawsOutsideOfARangeAreDrawnAgain() {
        KernelBuilder k = KernelBuilder.kernel("bounded");
        int dst = k.register();
        int lo = k.constant(0.5);
        k.add(new Instruction.Draw(
                dst, Distribution.NORMAL, List.of(k.constant(0), k.constant(1)), lo, k.constant(1), 3, 1, -1));
        double[] values = KernelRun.evaluate(k.yield(dst).build(), 500);
        for (int i = 0; i < values.length; i++) {
            int use = 1;
            while (!(Draws.normal(1, 3, i, 0, use, 0, 1) >= 0.5 && Draws.normal(1, 3, i, 0, use, 0, 1) <= 1)) {
                use += Instruction.Draw.ATTEMPT;
            }
            assertEquals(Draws.normal(1, 3, i, 0, use, 0, 1), values[i]);
        }
    }

    @Test
    void propagatorsAreMatrixExponentials() {
        KernelBuilder k = KernelBuilder.kernel("propagator");
        int n = k.toDouble(Type.I64, k.read(Special.SELF_INDEX));
        int a = k.unary(UnaryOp.NEG, Type.F64, n);
        List<Integer> matrix = List.of(a, k.constant(0.3), k.constant(0), k.constant(-0.5));
        List<Integer> dst = List.of(k.register(), k.register());
        k.add(new Instruction.Propagator(dst, 1, 2, matrix, k.constant(0.1), -1));
        double[] values = KernelRun.evaluate(k.yield(dst.get(1)).build(), 200);
        for (int i = 0; i < values.length; i++) {
            double[][] expected = MatrixExponential.exp(new double[][] {{-i * 0.1, 0.3 * 0.1}, {0, -0.5 * 0.1}});
            assertEquals(expected[0][1], values[i]);
        }
    }

    @Test
    void faultsNameTheInstanceTheTickAndThePlace() {
        ImageBuilder image = new ImageBuilder().origin("mine.bouton", 12);
        image.population(new PopulationBuilder("cells", 300).field("x").field(ImageBuilder.field("n", Type.I64)));
        KernelBuilder k = KernelBuilder.kernel("m.tick");
        int divisor = k.binary(
                BinaryOp.SUB,
                Type.I64,
                k.read(Special.SELF_INDEX),
                k.integer(Type.I64, 201),
                Overflow.NEVER,
                Rounding.EXACT);
        int dst = k.register();
        k.add(new Instruction.Binary(dst, BinaryOp.DIV, Type.I64, divisor, divisor, Overflow.NEVER, Rounding.EXACT, 0));
        k.store(1, Type.I64, dst, Overflow.NEVER);
        try (Session session = new Emulator().open(image.build(), new TestRecorder())) {
            KernelFault fault = assertThrows(
                    KernelFault.class, () -> session.apply(new Scope.OfGroup(0), k.build(), new double[] {0}));
            assertEquals(
                    "population cells, neuron 201, tick 0: division by zero in m.tick (mine.bouton:12:1)",
                    fault.getMessage());
        }
    }

    @Test
    void impossibleParametersOfDrawsAreFaults() {
        KernelBuilder k = KernelBuilder.kernel("draw");
        k.yield(k.draw(Distribution.POISSON, 1, 0, k.constant(-1)));
        KernelFault fault = assertThrows(KernelFault.class, () -> KernelRun.value(k.build()));
        assertTrue(fault.toString().contains("population p, neuron 0, tick 0: Poisson mean -1.0"), fault.toString());
    }

    @Test
    void kernelsThatNameWhatIsNotThereAreRefused() {
        KernelBuilder load = KernelBuilder.kernel("load");
        load.yield(load.load(3));
        assertThrows(IllegalArgumentException.class, () -> KernelRun.value(load.build()));
        KernelBuilder post = KernelBuilder.kernel("post");
        post.yield(post.post(0));
        assertThrows(IllegalArgumentException.class, () -> KernelRun.value(post.build()));
        KernelBuilder store = KernelBuilder.kernel("store");
        int one = store.constant(1);
        store.add(new Instruction.Store(new Word(Word.Space.POST, 0), Type.F64, one, Overflow.NEVER, false, -1));
        assertThrows(IllegalArgumentException.class, () -> KernelRun.apply(store.build(), 1, List.of()));
    }
}
