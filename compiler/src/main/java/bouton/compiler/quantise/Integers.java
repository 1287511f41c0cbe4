package bouton.compiler.quantise;

import bouton.compiler.kernel.KernelWriter;
import bouton.dsl.chip.Arithmetic;
import bouton.dsl.chip.NumberFormat;
import bouton.image.ir.BinaryOp;
import bouton.image.ir.Instruction;
import bouton.image.ir.Overflow;
import bouton.image.ir.Type;

/** Writes operations on integers in a chip's register, and knows between what ends their results are. */
final class Integers {
    private final KernelWriter writer;
    private final Arithmetic arithmetic;
    private final Type.Int register;
    private final StochasticBits random;

    /** Makes random bits; the use numbers of a kernel are its own. */
    interface StochasticBits {
        /** A register of the type with an integer from 0 to 2^bits - 1. */
        int draw(Type.Int type, int bits);
    }

    Integers(KernelWriter writer, Arithmetic arithmetic, StochasticBits random) {
        this.writer = writer;
        this.arithmetic = arithmetic;
        this.register = new Type.Int(arithmetic.register(), true, 0);
        this.random = random;
    }

    /** The type of the register. */
    Type.Int register() {
        return register;
    }

    Atom whole(long value) {
        return new Atom(writer.integer(register, value), value, value);
    }

    Atom binary(BinaryOp op, Atom a, Atom b, long lo, long hi) {
        return new Atom(writer.binary(op, register, a.register(), b.register()), lo, hi);
    }

    Atom add(Atom a, Atom b) {
        return binary(BinaryOp.ADD, a, b, a.lo() + b.lo(), a.hi() + b.hi());
    }

    Atom times(Atom a, long factor) {
        if (factor == 1) {
            return a;
        }
        long one = a.lo() * factor;
        long other = a.hi() * factor;
        long magnitude = Math.abs(factor);
        if (arithmetic.constant() == 0 && (Long.bitCount(magnitude) > 1 || factor < 0)) {
            return shifted(a, factor);
        }
        int bits = 64 - Long.numberOfLeadingZeros(magnitude);
        int zeros = Long.numberOfTrailingZeros(magnitude);
        if (arithmetic.constant() > 0 && bits >= arithmetic.constant() && bits - zeros > 1) {
            return times(times(a, factor >> zeros), 1L << zeros);
        }
        boolean shift = Long.bitCount(magnitude) == 1 && factor > 0;
        Atom by = whole(shift ? Long.numberOfTrailingZeros(factor) : factor);
        return binary(shift ? BinaryOp.SHL : BinaryOp.MUL, a, by, Math.min(one, other), Math.max(one, other));
    }

    /** A product as a sum of shifted copies, for chips that do not multiply: the binary digits of the factor, some negative. */
    private Atom shifted(Atom a, long factor) {
        Atom sum = null;
        long rest = factor;
        while (rest != 0) {
            long magnitude = Math.abs(rest);
            long below = Long.highestOneBit(magnitude);
            long nearest = magnitude - below > 2 * below - magnitude ? 2 * below : below;
            long part = rest < 0 ? -nearest : nearest;
            Atom copy = times(a, nearest);
            copy = part < 0 ? subtract(whole(0), copy) : copy;
            sum = sum == null ? copy : add(sum, copy);
            rest -= part;
        }
        return java.util.Objects.requireNonNull(sum);
    }

    Atom subtract(Atom a, Atom b) {
        return binary(BinaryOp.SUB, a, b, a.lo() - b.hi(), a.hi() - b.lo());
    }

    /** a / 2^shift, rounded. */
    Atom shiftRight(Atom a, int shift, NumberFormat.Rounding rounding) {
        if (shift == 0) {
            return a;
        }
        Atom by = whole(shift);
        boolean draws = rounding == NumberFormat.Rounding.STOCHASTIC;
        Atom from = a;
        if (draws) {
            int bits = random.draw(register, shift);
            from = add(a, new Atom(bits, 0, (1L << shift) - 1));
        }
        int dst = writer.register();
        writer.add(new Instruction.Binary(
                dst,
                BinaryOp.SHR,
                register,
                from.register(),
                by.register(),
                Overflow.NEVER,
                Roundings.of(rounding),
                writer.at()));
        long lo = from.lo() >> shift;
        long hi = (from.hi() >> shift) + (draws ? 0 : 1);
        return new Atom(dst, lo, Math.max(lo, hi));
    }

    Atom select(int condition, Atom a, Atom b) {
        return new Atom(
                writer.select(register, condition, a.register(), b.register()),
                Math.min(a.lo(), b.lo()),
                Math.max(a.hi(), b.hi()));
    }

    Atom extreme(BinaryOp op, Atom a, Atom b) {
        boolean least = op == BinaryOp.MIN;
        long lo = least ? Math.min(a.lo(), b.lo()) : Math.max(a.lo(), b.lo());
        long hi = least ? Math.min(a.hi(), b.hi()) : Math.max(a.hi(), b.hi());
        return binary(op, a, b, lo, hi);
    }

    /** Kept between two integers; counts where that changes it. */
    Atom clamp(Atom value, Atom lo, Atom hi, int counter) {
        if (value.lo() >= lo.hi() && value.hi() <= hi.lo()) {
            return value;
        }
        int dst = writer.register();
        writer.add(new Instruction.Clamp(
                dst, register, value.register(), lo.register(), hi.register(), counter, writer.at()));
        return new Atom(
                dst,
                Math.max(Math.min(value.lo(), hi.hi()), lo.lo()),
                Math.min(Math.max(value.hi(), lo.lo()), hi.hi()));
    }
}
