package bouton.compiler.quantise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.compiler.kernel.KernelWriter;
import bouton.dsl.chip.Arithmetic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.image.chip.Hardware;
import bouton.image.ir.Kernel;
import bouton.image.net.Image;
import bouton.image.net.Stage;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Functions as tables: within half an entry, and what lies between two entries. */
final class FunctionTablesTest {
    private static final int CASES = 300;

    private final Random random = new Random(8);

    private record Function(String name, DoubleUnaryOperator of, double lo, double hi) {}

    private static final List<Function> FUNCTIONS = List.of(
            new Function("exp", Math::exp, -6, 2),
            new Function("tanh", Math::tanh, -3, 3),
            new Function("sqrt", Math::sqrt, 1, 50),
            new Function("sin", Math::sin, -3, 3),
            new Function("square", x -> x * x, -4, 5));

    static ChipContext context(Arithmetic arithmetic) {
        Image image = new Image(
                "test",
                "t",
                1e-3,
                1,
                true,
                Stage.DEFAULT_ORDER,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Hardware.NONE);
        return new ChipContext(
                image, new Formats(Map.of(), Set.of()), arithmetic, FineLines.NONE, Cores.findings(new Diagnostics()));
    }

    @Test
    void isWithinHalfAnEntryAndWhatLiesBetween() {
        for (int c = 0; c < CASES; c++) {
            Function f = FUNCTIONS.get(random.nextInt(FUNCTIONS.size()));
            boolean multiplies = random.nextBoolean();
            int entries = 16 << random.nextInt(6);
            int register = 26 + random.nextInt(23);
            Arithmetic core = Cores.of(register, multiplies ? 16 + random.nextInt(9) : 0, 16, 0, entries);
            int bits = 6 + random.nextInt(12);
            double step = (f.hi() - f.lo()) / (1 << bits);
            long first = Math.round(f.lo() / step);
            check(f, core, new Argument(first, first + (1L << bits), step));
        }
    }

    private record Argument(long lo, long hi, double step) {}

    private void check(Function f, Arithmetic core, Argument argument) {
        ChipContext context = context(core);
        KernelWriter writer = new KernelWriter();
        Integers integers = new Integers(writer, core, (type, n) -> {
            throw new IllegalStateException("nothing is rounded at random here");
        });
        Calculator calculator =
                new Calculator(writer, integers, core, (exact, step, way, at) -> {}, context.findings());
        Atom x = new Atom(writer.register(), argument.lo(), argument.hi());
        Linear result = new FunctionTables(context, core, writer, integers, calculator)
                .of(f.name(), f.of(), Linear.of(x, argument.step()), Interval.ALL);
        Kernel kernel = writer.finish("function");
        Machine machine = new Machine(core.multiplier(), core.constant(), context.tables(), random);
        boolean everyValue = argument.hi() - argument.lo() <= core.table() - 1;
        for (int k = 0; k < 40; k++) {
            long at = k == 0 ? x.lo() : k == 1 ? x.hi() : random.nextLong(x.lo(), x.hi() + 1);
            Map<Integer, BigInteger> registers = machine.run(kernel, Map.of(x.register(), at));
            double got = result.constant();
            for (Map.Entry<Atom, Double> e : result.factors().entrySet()) {
                BigInteger value = Machine.of(registers, e.getKey().register());
                assertTrue(value.longValueExact() >= e.getKey().lo()
                        && value.longValueExact() <= e.getKey().hi());
                got += e.getValue() * value.doubleValue();
            }
            double allowed = everyValue
                    ? 0.51 * result.finest()
                    : 2 * result.finest() + between(f, core, argument, at * argument.step());
            assertEquals(
                    f.of().applyAsDouble(at * argument.step()),
                    got,
                    allowed,
                    () -> f.name() + " at " + at + " of " + argument + " on " + core);
        }
    }

    /** By the entry below: the rise of a cell; between two: the bend of a cell, and the 256th part of the rise. */
    private static double between(Function f, Arithmetic core, Argument argument, double x) {
        double cell = (argument.hi() - argument.lo()) * argument.step() / (core.table() - 1);
        double rise = 0;
        double bend = 0;
        double first = Math.max(x - cell, argument.lo() * argument.step());
        for (double from = first; from <= x; from += cell / 4) {
            double left = f.of().applyAsDouble(from);
            double middle = f.of().applyAsDouble(from + cell / 2);
            double right = f.of().applyAsDouble(from + cell);
            rise = Math.max(
                    rise,
                    Math.max(Math.abs(right - left), Math.max(Math.abs(middle - left), Math.abs(right - middle))));
            bend = Math.max(bend, Math.abs((left + right) / 2 - middle));
        }
        return core.multiplier() == 0 ? 1.05 * rise : 2 * bend + rise * 1.5 / 256;
    }
}
