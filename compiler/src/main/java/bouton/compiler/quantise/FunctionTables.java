package bouton.compiler.quantise;

import bouton.compiler.kernel.KernelWriter;
import bouton.dsl.chip.Arithmetic;
import bouton.dsl.chip.NumberFormat;
import bouton.image.ir.BinaryOp;
import bouton.image.ir.Instruction;
import bouton.image.ir.Type;
import bouton.image.net.Table;
import java.util.function.DoubleUnaryOperator;

/** Functions of one value as tables of a chip: by the entry below, or between two entries where the chip multiplies. */
final class FunctionTables {
    /** Bits of an entry. */
    private static final int ENTRY_BITS = 16;

    /** Bits between two entries. */
    private static final int FRACTION_BITS = 8;

    private final ChipContext context;
    private final Arithmetic arithmetic;
    private final KernelWriter writer;
    private final Integers integers;
    private final Calculator calculator;

    FunctionTables(
            ChipContext context, Arithmetic arithmetic, KernelWriter writer, Integers integers, Calculator calculator) {
        this.context = context;
        this.arithmetic = arithmetic;
        this.writer = writer;
        this.integers = integers;
        this.calculator = calculator;
    }

    /**
     * f of the argument.
     *
     * @param useful where it is tabled; beyond, it is what it is at the ends, and counted if it would be another number of steps
     */
    Linear of(String name, DoubleUnaryOperator f, Linear argument, Interval useful) {
        Interval range = useful.and(argument.range());
        int entries = arithmetic.table();
        double span = range.hi() - range.lo();
        double own = argument.isAtom() ? Math.abs(argument.finest()) : 0;
        boolean everyValue = own > 0 && span / own <= entries - 1;
        if (span == 0) {
            return Linear.of(f.applyAsDouble(range.lo()));
        }
        double step = everyValue ? own : span / (entries - 1);
        double start = everyValue ? Math.rint(range.lo() / own) * own : range.lo();
        int used = everyValue ? (int) Math.rint(span / own) + 1 : entries;
        double[] values = new double[used];
        double most = 0;
        for (int i = 0; i < used; i++) {
            values[i] = finite(f, start + i * step, step);
            most = Math.max(most, Math.abs(values[i]));
        }
        double entryStep = most == 0 ? 1 : most / ((1L << (ENTRY_BITS - 1)) - 1);
        long least = 0;
        long greatest = 0;
        for (int i = 0; i < used; i++) {
            values[i] = Math.rint(values[i] / entryStep);
            least = Math.min(least, (long) values[i]);
            greatest = Math.max(greatest, (long) values[i]);
        }
        int table = context.table(new Table("$" + name, 1, used, values));
        Linear from = argument.minus(Linear.of(start));
        int cut = cut(name, f, argument.range(), range, entryStep);
        boolean between = !everyValue && arithmetic.multiplier() > FRACTION_BITS;
        Atom result = between
                ? interpolated(table, used, from, step, cut, least, greatest)
                : entry(table, index(from, step, used - 1, everyValue, cut), least, greatest);
        return Linear.of(result, entryStep);
    }

    private static double finite(DoubleUnaryOperator f, double x, double step) {
        double y = f.applyAsDouble(x);
        for (int i = 1; i <= 4 && !Double.isFinite(y); i++) {
            y = f.applyAsDouble(x + step / (1 << (4 - i)) / 2);
        }
        return Double.isFinite(y) ? y : 0;
    }

    /** Counter of arguments above the table, -1 if f is flat there. */
    private int cut(String name, DoubleUnaryOperator f, Interval all, Interval tabled, double entryStep) {
        double beyond = f.applyAsDouble(all.hi()) - f.applyAsDouble(tabled.hi());
        return Math.abs(beyond) > entryStep
                ? context.counter(name + " of more than " + Figures.number(tabled.hi()) + " cut", writer.at())
                : -1;
    }

    /** @param cut counter of what lies above the table, -1 for none */
    private Atom index(Linear from, double step, long last, boolean exact, int cut) {
        NumberFormat.Rounding rounding = exact ? NumberFormat.Rounding.NEAREST : NumberFormat.Rounding.FLOOR;
        Atom index = calculator.inSteps(from, step, rounding);
        Atom least = integers.extreme(BinaryOp.MAX, index, integers.whole(0));
        Atom end = integers.whole(last);
        return cut < 0
                ? integers.extreme(BinaryOp.MIN, least, end)
                : integers.clamp(least, integers.whole(0), end, cut);
    }

    private Atom entry(int table, Atom index, long least, long greatest) {
        int row = writer.integer(0);
        int column = writer.convert(index.register(), Type.I64, integers.register());
        int value = writer.register();
        writer.add(new Instruction.TableAt(value, table, row, column, writer.at()));
        return new Atom(writer.convert(value, integers.register(), Type.F64), least, greatest);
    }

    private Atom interpolated(int table, int used, Linear from, double step, int cut, long least, long greatest) {
        Atom fine = index(from, Math.scalb(step, -FRACTION_BITS), (long) (used - 1) << FRACTION_BITS, false, cut);
        Atom below = integers.shiftRight(fine, FRACTION_BITS, NumberFormat.Rounding.FLOOR);
        Atom left = entry(table, below, least, greatest);
        Atom next = calculator.inSteps(Linear.of(below, 1).plus(Linear.of(1)), 1, NumberFormat.Rounding.NEAREST);
        Atom right = entry(table, integers.extreme(BinaryOp.MIN, next, integers.whole(used - 1)), least, greatest);
        Linear fraction = Linear.of(fine, 1).minus(Linear.of(below, 1 << FRACTION_BITS));
        Atom part = calculator.inSteps(fraction, 1, NumberFormat.Rounding.NEAREST);
        Atom rest = new Atom(part.register(), 0, (1 << FRACTION_BITS) - 1);
        Linear rise = Linear.of(right, 1).minus(Linear.of(left, 1));
        Linear risen = calculator.product(calculator.single(rise), Linear.of(rest, Math.scalb(1.0, -FRACTION_BITS)));
        return calculator.inSteps(Linear.of(left, 1).plus(risen), 1, NumberFormat.Rounding.NEAREST);
    }
}
