package bouton.compiler.quantise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import bouton.compiler.kernel.KernelWriter;
import bouton.dsl.chip.Arithmetic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.image.ir.BinaryOp;
import bouton.image.ir.UnaryOp;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Operations that a chip computes exactly are those of float64, zeros and ties included. */
final class ChipFunctionsTest {
    private static final List<UnaryOp> EXACT = List.of(
            UnaryOp.NEG,
            UnaryOp.ABS,
            UnaryOp.SIGN,
            UnaryOp.STEP,
            UnaryOp.RELU,
            UnaryOp.FLOOR,
            UnaryOp.CEIL,
            UnaryOp.ROUND);

    private static final Arithmetic CORE = Cores.of(40, 20, 16, 0, 256);

    private final Diagnostics diagnostics = new Diagnostics();
    private final Findings findings = Cores.findings(diagnostics);
    private final Random random = new Random(3);

    private Integers integers(KernelWriter writer) {
        return new Integers(writer, CORE, (type, n) -> {
            throw new IllegalStateException("nothing is rounded at random here");
        });
    }

    private ChipFunctions functions(KernelWriter writer) {
        Integers integers = integers(writer);
        Calculator calculator = new Calculator(writer, integers, CORE, (exact, step, way, at) -> {}, findings);
        ChipContext context = FunctionTablesTest.context(CORE);
        FunctionTables tables = new FunctionTables(context, CORE, writer, integers, calculator);
        return new ChipFunctions(CORE, writer, integers, calculator, tables, findings);
    }

    private static double value(Linear number, Map<Integer, BigInteger> registers) {
        double sum = number.constant();
        for (Map.Entry<Atom, Double> e : number.factors().entrySet()) {
            sum += e.getValue() * Machine.of(registers, e.getKey().register()).doubleValue();
        }
        return sum;
    }

    @Test
    void ofOneValue() {
        for (UnaryOp op : EXACT) {
            for (double step : new double[] {1, 0.5, 0.25}) {
                KernelWriter writer = new KernelWriter();
                Atom x = new Atom(writer.register(), -20, 20);
                Linear result = functions(writer).unary(op, Linear.of(x, step));
                var kernel = writer.finish("unary");
                for (long at = -20; at <= 20; at++) {
                    double input = at * step;
                    Machine machine = new Machine(CORE.multiplier(), CORE.constant(), List.of(), random);
                    double got = value(result, machine.run(kernel, new HashMap<>(Map.of(x.register(), at))));
                    assertEquals(Constants.of(op, input), got, 1e-12, () -> op + " of " + input);
                }
            }
        }
        assertEquals(0, diagnostics.errorCount());
    }

    @Test
    void ofTwoValues() {
        for (BinaryOp op : List.of(BinaryOp.ADD, BinaryOp.SUB, BinaryOp.MUL, BinaryOp.MIN, BinaryOp.MAX)) {
            KernelWriter writer = new KernelWriter();
            Atom x = new Atom(writer.register(), -20, 20);
            Atom y = new Atom(writer.register(), -20, 20);
            Linear result = functions(writer).binary(op, Linear.of(x, 0.5), Linear.of(y, 0.25));
            var kernel = writer.finish("binary");
            for (int k = 0; k < 200; k++) {
                long a = random.nextLong(-20, 21);
                long b = random.nextLong(-20, 21);
                Machine machine = new Machine(CORE.multiplier(), CORE.constant(), List.of(), random);
                double got =
                        value(result, machine.run(kernel, new HashMap<>(Map.of(x.register(), a, y.register(), b))));
                double p = a * 0.5;
                double q = b * 0.25;
                double wanted = switch (op) {
                    case ADD -> p + q;
                    case SUB -> p - q;
                    case MUL -> p * q;
                    case MIN -> Math.min(p, q);
                    default -> Math.max(p, q);
                };
                assertEquals(wanted, got, 1e-12, () -> p + " " + op + " " + q);
            }
        }
    }
}
