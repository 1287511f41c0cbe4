package bouton.compiler.quantise;

import bouton.compiler.kernel.KernelWriter;
import bouton.dsl.chip.Arithmetic;
import bouton.dsl.chip.NumberFormat;
import bouton.dsl.diagnostic.Code;
import bouton.image.ir.BinaryOp;
import bouton.image.ir.CompareOp;
import bouton.image.ir.Instruction;
import bouton.image.ir.Overflow;
import bouton.image.ir.Rounding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Arithmetic on {@link Linear} numbers with what a chip can do. Intermediate results are integers of the chip's register; that
 * none of them overflows is known from the ranges of the words.
 */
final class Calculator {
    /** A range is cut into so many steps where nothing else says how finely. */
    private static final int GUARD_BITS = 4;

    /** A sum that is off by no more steps than this is as good as the word that it is for. */
    private static final double COARSE = 2;

    /** A sum that can be off by a larger part of the range of its word is worth a warning. */
    private static final double SMALL_PART = 1.0 / 256;

    private static final int MOST_DROPPED = 16;

    private final KernelWriter writer;
    private final Arithmetic arithmetic;
    private final Integers integers;
    private final Findings findings;
    private final Listener listener;
    private final Factors.Limits limits;
    /** With constants as long as the register. */
    private final Factors.Limits longer;

    /** Is told how sums are computed. */
    interface Listener {
        /**
         * @param exact in steps, as wanted
         * @param step of the result
         * @param at number of the place
         */
        void sum(Linear exact, double step, Shortening way, int at);
    }

    Calculator(KernelWriter writer, Integers integers, Arithmetic arithmetic, Listener listener, Findings findings) {
        this.writer = writer;
        this.integers = integers;
        this.arithmetic = arithmetic;
        this.findings = findings;
        this.listener = listener;
        this.limits = new Factors.Limits(arithmetic.register(), arithmetic.constant(), arithmetic.shifts());
        this.longer = new Factors.Limits(arithmetic.register(), Long.SIZE, 0);
    }

    // ---- sums

    /** The number in whole steps, rounded; what the range of the result needs must fit the register. */
    Atom inSteps(Linear number, double step, NumberFormat.Rounding rounding) {
        Linear scaled = number.times(1 / step);
        if (scaled.isConstant()) {
            double near = nearWhole(scaled.constant());
            return Math.abs(near) < limit() ? integers.whole(Roundings.whole(near, rounding)) : tooLarge(near, step);
        }
        Linear exact = rounded(scaled);
        Shortening best = Shortening.best(exact, limits);
        if (best == null) {
            return tooLarge(exact.magnitude(), step);
        }
        List<Atom> atoms = new ArrayList<>();
        int n = 0;
        for (Atom atom : exact.factors().keySet()) {
            atoms.add(integers.shiftRight(atom, best.shifts()[n++], NumberFormat.Rounding.NEAREST));
        }
        listener.sum(exact, step, best, writer.at());
        return integers.shiftRight(sum(atoms, best.fit()), best.fit().shift(), rounding);
    }

    /** Integers of the register are below this in magnitude. */
    private double limit() {
        return Math.scalb(1.0, arithmetic.register() - 1);
    }

    private Atom tooLarge(double magnitude, double step) {
        findings.report(
                Code.Q113,
                writer.at(),
                "a result here needs more than the " + arithmetic.register() + " bits of the chip's registers",
                "it comes to " + Figures.number(magnitude) + " steps of " + Figures.number(step),
                "smaller numbers (a narrower range `in a .. b`), or a chip with a longer `register`");
        return integers.whole(0);
    }

    /**
     * The number in whole steps for a word that holds {@code least .. most}: right for all that fits there, and beyond both ends
     * for what does not. Where the register is too short for all that could come out, it is computed without the lowest bits.
     */
    Atom forWord(Linear wide, double step, NumberFormat.Rounding rounding, long least, long most) {
        if (wide.isConstant()) {
            // One more on both sides, so that what does not fit is counted.
            double kept = Math.clamp(wide.constant() / step, least - 1.0, Math.min(most + 1.0, limit() - 1));
            return inSteps(Linear.of(kept), 1, rounding);
        }
        Linear number = narrowed(wide, step, least, most);
        int dropped = 0;
        double off = error(number, step);
        for (int d = 1; d <= MOST_DROPPED && off > COARSE; d++) {
            double error = Math.scalb(error(number, Math.scalb(step, d)) + 0.5, d);
            if (error < off) {
                off = error;
                dropped = d;
            }
        }
        Atom coarse = inSteps(number, Math.scalb(step, dropped), rounding);
        if (off > COARSE && off > SMALL_PART * most && Double.isFinite(off)) {
            coarse(off, most, Math.scalb(error(number, Math.scalb(step, dropped), longer) + 0.5, dropped) < off / 2);
        }
        if (dropped == 0) {
            return coarse;
        }
        // One more on both sides, so that what does not fit is counted; not where that itself has no room.
        long room = (1L << (arithmetic.register() - 1 - dropped)) - 1;
        Atom from = integers.extreme(BinaryOp.MAX, coarse, integers.whole(Math.max((least >> dropped) - 1, -room)));
        return integers.times(
                integers.extreme(BinaryOp.MIN, from, integers.whole(Math.min((most >> dropped) + 1, room))),
                1L << dropped);
    }

    /** The number, of integers that are first kept to what can matter for the word, where that makes it more exact. */
    private Linear narrowed(Linear number, double step, long least, long most) {
        double off = error(number, step);
        // Nothing is spent on a word that is hardly worse off than by its steps, or where short constants are the
        // cause.
        if (off <= COARSE || off <= most / 4.0 || error(number, step, longer) < off / 2) {
            return number;
        }
        Map<Atom, Atom> narrow = Narrowing.of(number, (least - 1.0) * step, (most + 1.0) * step);
        if (!(error(Narrowing.replaced(number, narrow), step) < off / 2)) {
            return number;
        }
        narrow.replaceAll((atom, kept) -> kept.equals(atom)
                ? atom
                : integers.extreme(
                        BinaryOp.MIN,
                        integers.extreme(BinaryOp.MAX, atom, integers.whole(kept.lo())),
                        integers.whole(kept.hi())));
        return Narrowing.replaced(number, narrow);
    }

    /** Largest error of a sum in steps before it is rounded; infinite if it does not fit the register. */
    private double error(Linear number, double step) {
        return error(number, step, limits);
    }

    private static double error(Linear number, double step, Factors.Limits limits) {
        Linear scaled = number.times(1 / step);
        if (scaled.isConstant()) {
            return 0;
        }
        Shortening way = Shortening.best(rounded(scaled), limits);
        return way == null ? Double.POSITIVE_INFINITY : way.error();
    }

    /** Tells of it where a factor was not found to be the cause. */
    private void coarse(double error, long most, boolean constants) {
        if (findings.claim(writer.at())) {
            findings.report(
                    Code.Q114,
                    writer.at(),
                    "what is stored here can be off by " + Figures.percent(Math.min(1, error / most))
                            + " of its range before it is rounded",
                    constants
                            ? "the chip's factors are short for what could come out, by the ranges of all that is read"
                            : "what could come out, by the ranges of all that is read, leaves the factors too few of the "
                                    + arithmetic.register() + " bits of the chip's registers",
                    "narrower ranges (`in a .. b`) for what is read here, or a chip with a longer `"
                            + (constants ? "constant`" : "register`"));
        }
    }

    /** Factors that are whole but for the error of their computation are taken for that. */
    private static Linear rounded(Linear scaled) {
        Map<Atom, Double> factors = new java.util.LinkedHashMap<>();
        scaled.factors().forEach((atom, f) -> factors.put(atom, nearWhole(f)));
        return new Linear(nearWhole(scaled.constant()), factors);
    }

    private static double nearWhole(double value) {
        double whole = Math.rint(value);
        return Math.abs(value - whole) <= 1e-12 * Math.abs(whole) ? whole : value;
    }

    private Atom sum(List<Atom> atoms, Factors fit) {
        Atom sum = null;
        for (int i = 0; i < atoms.size(); i++) {
            long whole = fit.whole()[i];
            if (whole != 0) {
                Atom product = whole == -1 && sum != null ? atoms.get(i) : integers.times(atoms.get(i), whole);
                sum = sum == null
                        ? product
                        : whole == -1 ? integers.subtract(sum, product) : integers.add(sum, product);
            }
        }
        long constant = fit.whole()[atoms.size()];
        if (sum == null) {
            return integers.whole(constant);
        }
        return constant == 0 ? sum : integers.add(sum, integers.whole(constant));
    }

    /** A step in which a number can be kept without losing more than its integers have, as far as a register allows. */
    double naturalStep(Linear number) {
        return naturalStep(number, arithmetic.register());
    }

    /** @param bits that the integer may have */
    private double naturalStep(Linear number, int bits) {
        double most = number.magnitude();
        double least = Math.scalb(most, 2 - Math.min(bits, arithmetic.register() - 1));
        double finest = number.isConstant() ? Math.scalb(most, -14) : number.finest();
        double guarded =
                number.factors().size() > 1 || number.constant() != 0 ? Math.scalb(finest, -GUARD_BITS) : finest;
        double step = Math.max(guarded, least);
        return step > 0 ? step : 1;
    }

    /** The number as one integer in steps of its own. */
    Linear single(Linear number) {
        return single(number, arithmetic.register());
    }

    private Linear single(Linear number, int bits) {
        if (number.isConstant() || number.isAtom()) {
            return number;
        }
        double step = naturalStep(number, bits);
        return Linear.of(inSteps(number, step, NumberFormat.Rounding.NEAREST), step);
    }

    // ---- products

    Linear product(Linear a, Linear b) {
        if (a.isConstant()) {
            return b.times(a.constant());
        }
        if (b.isConstant()) {
            return a.times(b.constant());
        }
        if (arithmetic.multiplier() == 0) {
            findings.report(
                    Code.F210,
                    writer.at(),
                    "this chip cannot multiply two values that both change in a run",
                    null,
                    "a rule that adds constants, or a chip with a `multiplier`");
            return Linear.of(0);
        }
        boolean many = a.factors().size() * b.factors().size() > 2;
        Linear left = many ? single(a, arithmetic.multiplier()) : a;
        Linear right = many ? single(b, arithmetic.multiplier()) : b;
        Linear result = Linear.of(left.constant() * right.constant())
                .plus(apart(left).times(right.constant()))
                .plus(apart(right).times(left.constant()));
        for (Map.Entry<Atom, Double> l : left.factors().entrySet()) {
            for (Map.Entry<Atom, Double> r : right.factors().entrySet()) {
                result = result.plus(product(l.getKey(), r.getKey()).times(l.getValue() * r.getValue()));
            }
        }
        return result;
    }

    private static Linear apart(Linear number) {
        return new Linear(0, number.factors());
    }

    /** A product of two integers; longer ones than the multiplier takes lose their lowest bits. */
    private Linear product(Atom a, Atom b) {
        int each = Math.min(arithmetic.multiplier(), arithmetic.register() - 1);
        int bitsA = Math.min(a.bits(), each);
        int bitsB = Math.min(b.bits(), each);
        while (bitsA + bitsB > arithmetic.register()) {
            bitsA -= bitsA >= bitsB ? 1 : 0;
            bitsB -= bitsA + bitsB > arithmetic.register() && bitsB > bitsA ? 1 : 0;
        }
        int shortA = lost(a, bitsA);
        int shortB = lost(b, bitsB);
        Atom left = integers.shiftRight(a, shortA, NumberFormat.Rounding.NEAREST);
        Atom right = integers.shiftRight(b, shortB, NumberFormat.Rounding.NEAREST);
        long[] corners = {left.lo() * right.lo(), left.lo() * right.hi(), left.hi() * right.lo(), left.hi() * right.hi()
        };
        java.util.Arrays.sort(corners);
        Atom product = integers.binary(BinaryOp.MUL, left, right, corners[0], corners[3]);
        return Linear.of(product, Math.scalb(1.0, shortA + shortB));
    }

    /** How many bits an integer must lose to have so many; one more where the largest value would be rounded up to one too long. */
    private static int lost(Atom a, int bits) {
        int shift = Math.max(0, a.bits() - bits);
        boolean up = shift > 0 && (a.hi() + (1L << (shift - 1))) >> shift >= 1L << (bits - 1);
        return up ? shift + 1 : shift;
    }

    Linear quotient(Linear a, Linear b) {
        if (b.isConstant()) {
            return a.times(1 / b.constant());
        }
        if (!arithmetic.divider()) {
            findings.report(
                    Code.F211,
                    writer.at(),
                    "this chip cannot divide by a value that changes in a run",
                    null,
                    "a product with a reciprocal that is constant, or a chip with a `divider`");
            return Linear.of(0);
        }
        Linear over = single(a.isConstant() ? Linear.of(integers.whole(1), a.constant()) : a);
        Linear under = single(b);
        Map.Entry<Atom, Double> n = over.factors().entrySet().iterator().next();
        Map.Entry<Atom, Double> d = under.factors().entrySet().iterator().next();
        int shift = Math.max(0, arithmetic.register() - 1 - n.getKey().bits());
        Atom numerator = integers.times(n.getKey(), 1L << shift);
        int isZero = writer.compare(
                CompareOp.EQ,
                integers.register(),
                d.getKey().register(),
                integers.whole(0).register());
        // Nothing is divided by zero: what is divided by the smallest step instead is as large as a quotient gets.
        Atom denominator = integers.select(isZero, integers.whole(1), d.getKey());
        int dst = writer.register();
        writer.add(new Instruction.Binary(
                dst,
                BinaryOp.DIV,
                integers.register(),
                numerator.register(),
                denominator.register(),
                Overflow.NEVER,
                Rounding.NEAREST,
                writer.at()));
        Atom quotient = new Atom(dst, -numerator.magnitude(), numerator.magnitude());
        return Linear.of(quotient, Math.scalb(n.getValue() / d.getValue(), -shift));
    }

    // ---- comparisons

    /** Register of the truth value of {@code a op b}. */
    int compare(CompareOp op, Linear a, Linear b) {
        Linear difference = a.minus(b);
        if (difference.isConstant()) {
            return writer.truth(Comparisons.holds(op, difference.constant()));
        }
        if (difference.factors().size() == 1) {
            Map.Entry<Atom, Double> only =
                    difference.factors().entrySet().iterator().next();
            return compareAtom(op, only.getKey(), only.getValue(), -difference.constant());
        }
        double step = naturalStep(difference);
        Atom integer = inSteps(difference, step, NumberFormat.Rounding.NEAREST);
        return writer.compare(
                op, integers.register(), integer.register(), integers.whole(0).register());
    }

    /** {@code factor * atom op limit} as a comparison with an integer. */
    private int compareAtom(CompareOp op, Atom atom, double factor, double limit) {
        double at = nearWhole(limit / factor);
        CompareOp turned = factor < 0 ? Comparisons.turned(op) : op;
        boolean whole = at == Math.rint(at);
        return switch (turned) {
            case EQ, NE -> whole ? against(turned, atom, at) : writer.truth(turned == CompareOp.NE);
            case LT, GE -> against(turned, atom, Math.ceil(at));
            case LE, GT -> against(turned, atom, Math.floor(at));
        };
    }

    private int against(CompareOp op, Atom atom, double limit) {
        if (Math.abs(limit) >= limit()) {
            return writer.truth(Comparisons.holds(op, -limit));
        }
        return writer.compare(
                op,
                integers.register(),
                atom.register(),
                integers.whole((long) limit).register());
    }

    // ---- choices

    Linear choose(int condition, Linear then, Linear otherwise) {
        Linear a = finite(then, otherwise);
        Linear b = finite(otherwise, then);
        if (a.isAtom() && b.isAtom() && a.finest() == b.finest() && sameSign(a, b)) {
            return Linear.of(
                    integers.select(condition, atomOf(a), atomOf(b)),
                    a.factors().values().iterator().next());
        }
        if (a.isConstant() && b.isConstant()) {
            Atom one = integers.select(condition, integers.whole(1), integers.whole(0));
            return Linear.of(one, a.constant() - b.constant()).plus(Linear.of(b.constant()));
        }
        double step = commonStep(a, b);
        return Linear.of(
                integers.select(
                        condition,
                        inSteps(a, step, NumberFormat.Rounding.NEAREST),
                        inSteps(b, step, NumberFormat.Rounding.NEAREST)),
                step);
    }

    /** Infinity, of an event that has not been, is the largest that the other value can become: a chip's time ends there. */
    private static Linear finite(Linear value, Linear other) {
        boolean infinite = value.isConstant() && Double.isInfinite(value.constant());
        return !infinite
                ? value
                : Linear.of(
                        value.constant() > 0
                                ? other.range().hi()
                                : other.range().lo());
    }

    private static boolean sameSign(Linear a, Linear b) {
        return a.factors()
                .values()
                .iterator()
                .next()
                .equals(b.factors().values().iterator().next());
    }

    private static Atom atomOf(Linear a) {
        return a.factors().keySet().iterator().next();
    }

    private double commonStep(Linear a, Linear b) {
        double least = Math.scalb(Math.max(a.magnitude(), b.magnitude()), 3 - arithmetic.register());
        double wanted = a.isConstant()
                ? naturalStep(b)
                : b.isConstant() ? naturalStep(a) : Math.min(naturalStep(a), naturalStep(b));
        double step = Math.max(wanted, least);
        return step > 0 ? step : 1;
    }

    Linear extreme(BinaryOp op, Linear a, Linear b) {
        boolean least = op == BinaryOp.MIN;
        if (a.range().hi() <= b.range().lo()) {
            return least ? a : b;
        }
        if (b.range().hi() <= a.range().lo()) {
            return least ? b : a;
        }
        double step = commonStep(a, b);
        return Linear.of(
                integers.extreme(
                        op,
                        inSteps(a, step, NumberFormat.Rounding.NEAREST),
                        inSteps(b, step, NumberFormat.Rounding.NEAREST)),
                step);
    }
}
