package bouton.emulator.interpret;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.emulator.Emulator;
import bouton.emulator.ImageBuilder;
import bouton.emulator.ImageBuilder.PopulationBuilder;
import bouton.emulator.KernelBuilder;
import bouton.emulator.TestRecorder;
import bouton.image.ir.BinaryOp;
import bouton.image.ir.Instruction;
import bouton.image.ir.Kernel;
import bouton.image.ir.Special;
import bouton.image.ir.Type;
import bouton.image.ir.UnaryOp;
import bouton.image.ir.Word;
import bouton.image.net.Scope;
import bouton.image.net.Stage;
import bouton.image.net.Trigger;
import bouton.image.run.RunMonitor;
import bouton.image.run.Session;
import java.util.List;
import java.util.function.ToIntFunction;
import org.apache.commons.math3.ode.FirstOrderDifferentialEquations;
import org.apache.commons.math3.ode.nonstiff.DormandPrince54Integrator;
import org.junit.jupiter.api.Test;

/** Adaptive integration with conditions that act inside the tick (LANGUAGE-2, section 8). */
final class AdaptiveTest {
    private static final double TOLERANCE = 1e-11;
    private static final Scope NEURONS = new Scope.OfGroup(0);

    private final TestRecorder recorder = new TestRecorder();

    /** A kernel that yields one value for each of the functions. */
    @SafeVarargs
    private static Kernel yielding(ToIntFunction<KernelBuilder>... values) {
        KernelBuilder k = KernelBuilder.kernel("inner");
        for (int v = 0; v < values.length; v++) {
            k.yield(v, values[v].applyAsInt(k));
        }
        return k.build();
    }

    private static Instruction.Crossing crossing(double threshold, Kernel body) {
        return new Instruction.Crossing(yielding(k -> k.sub(k.load(0), k.constant(threshold))), body);
    }

    /** Sets word 0 and emits. */
    private static Kernel reset(double value) {
        KernelBuilder k = KernelBuilder.kernel("reset");
        return k.store(0, k.constant(value)).emit(0).build();
    }

    /** A population of one word or two that is integrated over ticks of length dt. */
    private Session open(int size, Kernel init, Kernel derivative, int states, double dt, Instruction.Crossing... at) {
        KernelBuilder k = KernelBuilder.kernel("m.integrate");
        List<Word> words = states == 1 ? List.of(Word.self(0)) : List.of(Word.self(0), Word.self(1));
        k.add(new Instruction.Adaptive(words, derivative, -1, k.constant(dt), TOLERANCE, List.of(at), 0));
        return open(size, init, k.build());
    }

    private Session open(int size, Kernel init, Kernel integrate) {
        ImageBuilder image = new ImageBuilder().origin("mine.bouton", 7);
        image.population(new PopulationBuilder("cells", size)
                .field("v")
                .field("w")
                .init(init)
                .on(new Trigger.EveryTick(), Stage.INTEGRATE, 0, integrate));
        return new Emulator().open(image.build(), recorder);
    }

    private static double[] read(Session session, int field) {
        return session.evaluate(NEURONS, KernelBuilder.reading(field));
    }

    private static void run(Session session, long ticks) {
        session.run(ticks, RunMonitor.NONE);
    }

    @Test
    void decayHasItsClosedForm() {
        // v' = -v / (1 + i) for neuron i
        KernelBuilder init = KernelBuilder.kernel("init");
        int i = init.toDouble(Type.I64, init.read(Special.SELF_INDEX));
        init.store(0, init.constant(2)).store(1, init.add(i, init.constant(1)));
        Kernel derivative = yielding(k -> k.unary(UnaryOp.NEG, Type.F64, k.binary(BinaryOp.DIV, k.load(0), k.load(1))));
        try (Session session = open(300, init.build(), derivative, 1, 1)) {
            run(session, 3);
            double[] v = read(session, 0);
            for (int n = 0; n < v.length; n++) {
                assertEquals(2 * Math.exp(-3.0 / (1 + n)), v[n], 1e-10);
            }
        }
    }

    @Test
    void theDerivativeMayReadTheTimeInTheTick() {
        KernelBuilder derivative = KernelBuilder.kernel("derivative");
        int time = derivative.register();
        derivative.yield(0, derivative.mul(time, time));
        KernelBuilder k = KernelBuilder.kernel("integrate");
        k.add(new Instruction.Adaptive(
                List.of(Word.self(0)), derivative.build(), time, k.constant(2), TOLERANCE, List.of(), -1));
        try (Session session = open(1, Kernel.NOTHING, k.build())) {
            run(session, 1);
            assertEquals(8.0 / 3, read(session, 0)[0], 1e-12);
        }
    }

    @Test
    void aNonlinearSystemAgreesWithCommonsMath() {
        // FitzHugh-Nagumo
        Kernel derivative = yielding(
                k -> {
                    int v = k.load(0);
                    int cubic = k.mul(k.mul(k.mul(v, v), v), k.constant(1 / 3.0));
                    return k.add(k.sub(k.sub(v, cubic), k.load(1)), k.constant(0.5));
                },
                k -> k.mul(
                        k.constant(0.08), k.sub(k.add(k.load(0), k.constant(0.7)), k.mul(k.constant(0.8), k.load(1)))));
        double[] expected = {0.3, -0.4};
        new DormandPrince54Integrator(1e-9, 10, 1e-12, 1e-12)
                .integrate(
                        new FirstOrderDifferentialEquations() {
                            @Override
                            public int getDimension() {
                                return 2;
                            }

                            @Override
                            public void computeDerivatives(double t, double[] y, double[] slope) {
                                slope[0] = y[0] - y[0] * y[0] * y[0] / 3 - y[1] + 0.5;
                                slope[1] = 0.08 * (y[0] + 0.7 - 0.8 * y[1]);
                            }
                        },
                        0,
                        expected.clone(),
                        20,
                        expected);
        try (Session session = open(1, KernelBuilder.setting(0.3, -0.4), derivative, 2, 1)) {
            run(session, 20);
            assertEquals(expected[0], read(session, 0)[0], 1e-9);
            assertEquals(expected[1], read(session, 1)[0], 1e-9);
        }
    }

    @Test
    void aConditionActsAtTheCrossingAndIntegrationGoesOn() {
        // v' = (1.5 - v) / 10, crosses 1 at 10 log 3, then from 0 again
        Kernel derivative = yielding(k -> k.mul(k.constant(0.1), k.sub(k.constant(1.5), k.load(0))));
        try (Session session = open(1, Kernel.NOTHING, derivative, 1, 0.5, crossing(1, reset(0)))) {
            run(session, 100);
            double period = 10 * Math.log(3);
            assertEquals(1.5 * (1 - Math.exp(-(50 - 4 * period) / 10)), read(session, 0)[0], 1e-9);
            assertEquals(List.of(21L, 43L, 65L, 87L), recorder.ticks(0, 0));
        }
    }

    @Test
    void aConditionMayActSeveralTimesInATick() {
        Kernel derivative = yielding(k -> k.constant(1));
        try (Session session = open(1, Kernel.NOTHING, derivative, 1, 1, crossing(0.3, reset(0)))) {
            run(session, 2);
            assertEquals(2 - 6 * 0.3, read(session, 0)[0], 1e-12);
            assertEquals(List.of(0L, 0L, 0L, 1L, 1L, 1L), recorder.ticks(0, 0));
        }
    }

    @Test
    void aConditionThatHoldsAtTheStartOfATickActsThere() {
        Kernel derivative = yielding(k -> k.constant(1));
        try (Session session = open(1, KernelBuilder.setting(5), derivative, 1, 1, crossing(3, reset(0)))) {
            run(session, 1);
            assertEquals(1, read(session, 0)[0], 1e-12);
            assertEquals(List.of(0L), recorder.ticks(0, 0));
        }
    }

    @Test
    void theFirstOfTwoConditionsActsFirst() {
        // The second crosses earlier and makes the first out of reach.
        Kernel derivative = yielding(k -> k.constant(1));
        Kernel down = KernelBuilder.setting(-10);
        try (Session session =
                open(1, Kernel.NOTHING, derivative, 1, 1, crossing(0.9, reset(0)), crossing(0.25, down))) {
            run(session, 1);
            assertEquals(-10 + 0.75, read(session, 0)[0], 1e-12);
            assertEquals(List.of(), recorder.ticks(0, 0));
        }
    }

    @Test
    void aSolutionThatBlowsUpCountsAsCrossed() {
        // v' = v^2 from 1 blows up at t = 1; the condition is beyond what the solver can reach.
        Kernel derivative = yielding(k -> k.mul(k.load(0), k.load(0)));
        try (Session session =
                open(1, KernelBuilder.setting(1), derivative, 1, 1.5, crossing(Double.MAX_VALUE, reset(1)))) {
            run(session, 1);
            assertEquals(2, read(session, 0)[0], 1e-6);
            assertEquals(List.of(0L), recorder.ticks(0, 0));
        }
    }

    @Test
    void anExponentialUpstrokeCountsAsCrossedToo() {
        // v' = e^v overflows long before it reaches 1000; from 0 it blows up at t = 1.
        Kernel derivative = yielding(k -> k.unary(UnaryOp.EXP, Type.F64, k.load(0)));
        try (Session session = open(1, Kernel.NOTHING, derivative, 1, 0.75, crossing(1000, reset(0)))) {
            run(session, 2);
            assertEquals(-Math.log(1 - 0.5), read(session, 0)[0], 1e-7);
            assertEquals(List.of(1L), recorder.ticks(0, 0));
        }
    }

    private String fault(Session session) {
        return String.valueOf(
                assertThrows(KernelFault.class, () -> run(session, 10)).getMessage());
    }

    @Test
    void aBlowUpWithoutAConditionNamesNeuronTickAndPlace() {
        // Only neuron 129 grows.
        KernelBuilder init = KernelBuilder.kernel("init");
        int is = init.compare(
                bouton.image.ir.CompareOp.EQ, Type.I64, init.read(Special.SELF_INDEX), init.integer(Type.I64, 129));
        init.store(0, init.select(Type.F64, is, init.constant(1), init.constant(-1)));
        Kernel derivative = yielding(k -> k.mul(k.load(0), k.load(0)));
        try (Session session = open(200, init.build(), derivative, 1, 0.4)) {
            assertEquals(
                    "population cells, neuron 129, tick 2: the solution blows up in m.integrate (mine.bouton:7:1)",
                    fault(session));
        }
    }

    @Test
    void aBodyThatDoesNotStopABlowUpIsAFault() {
        Kernel derivative = yielding(k -> k.mul(k.load(0), k.load(0)));
        Kernel idle = KernelBuilder.kernel("idle").emit(0).build();
        try (Session session =
                open(1, KernelBuilder.setting(1), derivative, 1, 1.5, crossing(Double.MAX_VALUE, idle))) {
            assertTrue(fault(session).contains("the solution blows up"));
        }
    }

    @Test
    void aConditionThatActsWithoutEndIsAFault() {
        // From 0 to 1e-9 again and again.
        Kernel derivative = yielding(k -> k.constant(1));
        try (Session session = open(1, Kernel.NOTHING, derivative, 1, 1, crossing(1e-9, reset(0)))) {
            assertTrue(fault(session).contains("more than 10000 crossings in a tick"));
        }
    }

    @Test
    void aDerivativeThatIsNoNumberIsAFault() {
        Kernel derivative = yielding(k -> k.unary(UnaryOp.LOG, Type.F64, k.load(0)));
        try (Session session = open(1, KernelBuilder.setting(-1), derivative, 1, 1)) {
            assertTrue(fault(session).contains("neuron 0, tick 0: the solution blows up"));
        }
        try (Session session = open(1, KernelBuilder.setting(Double.NaN), derivative, 1, 1)) {
            assertTrue(fault(session).contains("a state of NaN"));
        }
    }

    @Test
    void aStiffEquationIsAFaultAndNoEndlessLoop() {
        Kernel derivative = yielding(k -> k.mul(k.constant(-1e9), k.load(0)));
        try (Session session = open(1, KernelBuilder.setting(1), derivative, 1, 1)) {
            assertTrue(fault(session).contains("more than 100000 steps"));
        }
    }

    @Test
    void twoRunsHaveTheSameBits() {
        Kernel derivative = yielding(k -> k.mul(k.constant(0.1), k.sub(k.constant(1.5), k.load(0))));
        double[][] ends = new double[2][];
        for (int n = 0; n < 2; n++) {
            try (Session session = open(50, Kernel.NOTHING, derivative, 1, 0.5, crossing(1, reset(0)))) {
                run(session, 57);
                ends[n] = read(session, 0);
            }
        }
        assertArrayEquals(ends[0], ends[1]);
    }
}
