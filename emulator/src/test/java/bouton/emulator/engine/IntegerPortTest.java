package bouton.emulator.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.emulator.Emulator;
import bouton.emulator.ImageBuilder;
import bouton.emulator.ImageBuilder.PopulationBuilder;
import bouton.emulator.ImageBuilder.ProjectionBuilder;
import bouton.emulator.KernelBuilder;
import bouton.emulator.TestRecorder;
import bouton.emulator.interpret.KernelFault;
import bouton.image.file.ImageCheck;
import bouton.image.ir.BinaryOp;
import bouton.image.ir.Instruction;
import bouton.image.ir.Kernel;
import bouton.image.ir.Overflow;
import bouton.image.ir.Rounding;
import bouton.image.ir.Special;
import bouton.image.ir.Type;
import bouton.image.ir.Word;
import bouton.image.net.Image;
import bouton.image.net.Lag;
import bouton.image.net.Port;
import bouton.image.net.Scope;
import bouton.image.net.Stage;
import bouton.image.net.Trigger;
import bouton.image.run.ForeignNeurons;
import bouton.image.run.Session;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ports that add integers up, interpreted and as bytecode. */
final class IntegerPortTest {
    private static final Type.Int S8 = new Type.Int(8, true, 0);
    private static final Type.Int S40 = new Type.Int(40, true, 0);

    /** One after another from one source: the amounts of these synapses arrive in this order. */
    private static Session run(Execution.Code code, Port port, double[] amounts, int ticks, int targets) {
        return run(code, port, amounts, ticks, targets, 1);
    }

    private static Session run(Execution.Code code, Port port, double[] amounts, int ticks, int targets, int threads) {
        Image image = image(port, amounts, targets);
        assertEquals(List.of(), ImageCheck.problems(image));
        Session session =
                new Emulator(ForeignNeurons.NONE, new Execution(code, threads, 1)).open(image, new TestRecorder());
        session.run(ticks, done -> true);
        return session;
    }

    /** Each tick a neuron stores the sum of its port (field 0) and adds what handlers of arrivals get (fields 1 and 2). */
    private static Image image(Port port, double[] amounts, int targets) {
        Type.Int type = (Type.Int) port.type();
        ImageBuilder image = new ImageBuilder().counter("overflows").counter("other");
        image.spikes("s", 0, 1, 3);
        KernelBuilder sum = KernelBuilder.kernel("sum");
        sum.add(new Instruction.PortSum(sum.register(), type, 0, -1));
        sum.store(0, type, 0, Overflow.NEVER);
        PopulationBuilder population = new PopulationBuilder("p", targets)
                .field(ImageBuilder.field("sum", type))
                .field("total")
                .port(port)
                .on(new Trigger.EveryTick(), Stage.INTEGRATE, 0, sum.build())
                .on(new Trigger.Arrival(0, true), Stage.DELIVER, Stage.ARRIVAL, adding(1));
        int p = image.population(population);
        int[] pre = new int[amounts.length * targets];
        int[] post = new int[amounts.length * targets];
        for (int k = 0; k < pre.length; k++) {
            post[k] = k % targets;
        }
        // Synapses of a source are stored by target; the amount comes from the number of the synapse.
        image.projection(new ProjectionBuilder(0, p)
                .by(new bouton.image.net.Connectivity.Pairs(pre, post))
                .delay(Lag.of(1))
                .field(ImageBuilder.field("w", S40))
                .init(weights(image.table(1, amounts.length, amounts), targets))
                .on(new Trigger.PreEvent(0, Lag.of(1)), Stage.DELIVER, Stage.PRE, delivering(type)));
        image.probeField(p, 1);
        return image.build();
    }

    private static Kernel adding(int field) {
        KernelBuilder k = KernelBuilder.kernel("add");
        return k.store(field, k.add(k.load(field), k.read(Special.PAYLOAD))).build();
    }

    private static Kernel weights(int table, int targets) {
        KernelBuilder k = KernelBuilder.kernel("weights");
        int index = k.binary(
                BinaryOp.DIV,
                Type.I64,
                k.read(Special.SELF_INDEX),
                k.integer(Type.I64, targets),
                Overflow.NEVER,
                Rounding.FLOOR);
        int row = k.integer(Type.I64, 0);
        int value = k.register();
        k.add(new Instruction.TableAt(value, table, row, index, -1));
        return k.store(0, S40, k.convert(S40, Type.F64, value, Rounding.EXACT, Overflow.NEVER), Overflow.NEVER)
                .build();
    }

    private static Kernel delivering(Type.Int type) {
        KernelBuilder k = KernelBuilder.kernel("deliver");
        int w = k.load(Word.self(0), S40);
        return k.add(new Instruction.Deliver(0, type, w, -1)).build();
    }

    private static double[] sums(Session session, Type.Int type) {
        KernelBuilder read = KernelBuilder.kernel("read");
        int value = read.toDouble(type, read.load(Word.self(0), type));
        return session.evaluate(new Scope.OfGroup(1), read.yield(value).build());
    }

    private static double[] totals(Session session) {
        return session.evaluate(new Scope.OfGroup(1), KernelBuilder.reading(1));
    }

    private static Port port(Type.Int type, Overflow overflow) {
        return new Port("in", false, "1", 1, type, overflow, 0);
    }

    @ParameterizedTest
    @EnumSource(Execution.Code.class)
    void eachAdditionSaturates(Execution.Code code) {
        try (Session session = run(code, port(S8, Overflow.SATURATE), new double[] {100, 100, -100, -5}, 2, 3)) {
            // 100, 127, 27, 22: not the 95 of the exact sum.
            assertArrayEquals(new double[] {22, 22, 22}, sums(session, S8));
            assertArrayEquals(new double[] {22, 22, 22}, totals(session));
            assertArrayEquals(new long[] {3, 0}, session.counters());
        }
    }

    @ParameterizedTest
    @EnumSource(Execution.Code.class)
    void additionsWrap(Execution.Code code) {
        try (Session session = run(code, port(S8, Overflow.WRAP), new double[] {100, 100, -100, -5}, 3, 2)) {
            assertArrayEquals(new double[] {95, 95}, sums(session, S8));
            assertArrayEquals(new double[] {190, 190}, totals(session));
            // 200 is -56, which -100 takes below again, in two ticks of two neurons.
            assertArrayEquals(new long[] {8, 0}, session.counters());
        }
    }

    @ParameterizedTest
    @EnumSource(Execution.Code.class)
    void whatCannotHappenIsToldIfItDoes(Execution.Code code) {
        KernelFault fault = assertThrows(
                KernelFault.class, () -> run(code, port(S8, Overflow.NEVER), new double[] {100, 28}, 2, 2));
        assertTrue(String.valueOf(fault.getMessage()).contains("overflow of s8 in port in of population p"));
    }

    @ParameterizedTest
    @EnumSource(Execution.Code.class)
    void wideSumsAreExact(Execution.Code code) {
        double[] amounts = {0x1p38, -1, 0x1p38, -0x1p38};
        try (Session session = run(code, port(S40, Overflow.SATURATE), amounts, 2, 5)) {
            assertArrayEquals(
                    new double[] {0x1p38 - 1, 0x1p38 - 1, 0x1p38 - 1, 0x1p38 - 1, 0x1p38 - 1}, sums(session, S40));
            assertArrayEquals(new long[] {0, 0}, session.counters());
        }
    }

    /** In parts of two neurons, by several threads. */
    @ParameterizedTest
    @EnumSource(Execution.Code.class)
    void threadsChangeNothing(Execution.Code code) {
        try (Session session = run(code, port(S8, Overflow.SATURATE), new double[] {90, 90, -7}, 5, 31, 3)) {
            double[] expected = new double[31];
            java.util.Arrays.fill(expected, 3 * 120);
            assertArrayEquals(expected, totals(session));
            assertArrayEquals(new long[] {3 * 31, 0}, session.counters());
        }
    }
}
