package bouton.compiler.quantise;

import bouton.compiler.kernel.KernelWriter;
import bouton.dsl.chip.Arithmetic;
import bouton.dsl.chip.NumberFormat;
import bouton.image.ir.BinaryOp;
import bouton.image.ir.Instruction;
import bouton.image.ir.Overflow;
import bouton.image.ir.Rounding;
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
    private final Calculator calculator;

    FunctionTables(ChipContext context, Arithmetic arithmetic, KernelWriter writer, Calculator calculator) {
        this.context = context;
        this.arithmetic = arithmetic;
        this.writer = writer;
        this.calculator = calculator;
    }

    /**
     * f of the argument.
     *
     * @param useful where f is not flat; beyond, it is what it is at the ends
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
        boolean between = !everyValue && arithmetic.multiplier() > FRACTION_BITS;
        Atom result = between
                ? interpolated(table, used, from, step, least, greatest)
                : entry(table, index(from, step, used - 1, everyValue), least, greatest);
        return Linear.of(result, entryStep);
    }

    private static double finite(DoubleUnaryOperator f, double x, double step) {
        double y = f.applyAsDouble(x);
        for (int i = 1; i <= 4 && !Double.isFinite(y); i++) {
            y = f.applyAsDouble(x + step / (1 << (4 - i)) / 2);
        }
        return Double.isFinite(y) ? y : 0;
    }

    private Atom index(Linear from, double step, long last, boolean exact) {
        NumberFormat.Rounding rounding = exact ? NumberFormat.Rounding.NEAREST : NumberFormat.Rounding.FLOOR;
        Atom index = calculator.inSteps(from, step, rounding);
        Atom least = calculator.extreme(BinaryOp.MAX, index, calculator.whole(0));
        return calculator.extreme(BinaryOp.MIN, least, calculator.whole(last));
    }

    private Atom entry(int table, Atom index, long least, long greatest) {
        int row = writer.integer(0);
        int column = convert(index.register(), Type.I64, calculator.register());
        int value = writer.register();
        writer.add(new Instruction.TableAt(value, table, row, column, writer.at()));
        return new Atom(convert(value, calculator.register(), Type.F64), least, greatest);
    }

    private int convert(int src, Type to, Type from) {
        if (to.equals(from)) {
            return src;
        }
        int dst = writer.register();
        writer.add(new Instruction.Convert(dst, to, from, src, Rounding.EXACT, Overflow.NEVER, writer.at()));
        return dst;
    }

    private Atom interpolated(int table, int used, Linear from, double step, long least, long greatest) {
        Atom fine = index(from, Math.scalb(step, -FRACTION_BITS), (long) (used - 1) << FRACTION_BITS, false);
        Atom below = calculator.shiftRight(fine, FRACTION_BITS, NumberFormat.Rounding.FLOOR);
        Atom left = entry(table, below, least, greatest);
        Atom next = calculator.inSteps(Linear.of(below, 1).plus(Linear.of(1)), 1, NumberFormat.Rounding.NEAREST);
        Atom right = entry(table, calculator.extreme(BinaryOp.MIN, next, calculator.whole(used - 1)), least, greatest);
        Linear fraction = Linear.of(fine, 1).minus(Linear.of(below, 1 << FRACTION_BITS));
        Atom part = calculator.inSteps(fraction, 1, NumberFormat.Rounding.NEAREST);
        Atom rest = new Atom(part.register(), 0, (1 << FRACTION_BITS) - 1);
        Linear rise = Linear.of(right, 1).minus(Linear.of(left, 1));
        Linear risen = calculator.product(calculator.single(rise), Linear.of(rest, Math.scalb(1.0, -FRACTION_BITS)));
        return calculator.inSteps(Linear.of(left, 1).plus(risen), 1, NumberFormat.Rounding.NEAREST);
    }
}
