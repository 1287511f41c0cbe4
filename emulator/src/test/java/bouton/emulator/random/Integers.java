package bouton.emulator.random;

import bouton.emulator.KernelBuilder;
import bouton.image.ir.BinaryOp;
import bouton.image.ir.Instruction;
import bouton.image.ir.Overflow;
import bouton.image.ir.Rounding;
import bouton.image.ir.Special;
import bouton.image.ir.Type;
import bouton.image.ir.UnaryOp;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Steps of a random kernel that compute an integer, and conversions. They know the range of every value, so that overflow can
 * be excluded where it is.
 */
final class Integers {
    private static final List<BinaryOp> BINARY = List.of(
            BinaryOp.ADD,
            BinaryOp.SUB,
            BinaryOp.MUL,
            BinaryOp.DIV,
            BinaryOp.MIN,
            BinaryOp.MAX,
            BinaryOp.AND,
            BinaryOp.OR,
            BinaryOp.XOR,
            BinaryOp.SHL,
            BinaryOp.SHR);

    private final RandomKernel kernel;

    Integers(RandomKernel kernel) {
        this.kernel = kernel;
    }

    void step() {
        Dice dice = kernel.dice;
        int which = dice.below(20);
        if (which < 10) {
            binary(dice.pick(BINARY), kernel.integerType());
        } else if (which < 12) {
            unary(kernel.integerType());
        } else if (which < 14) {
            small(kernel.integerType(), 7);
        } else if (which < 15) {
            backAndForth(kernel.integerType());
        } else if (which < 16) {
            engine();
        } else {
            convert();
        }
    }

    Value constant(Type.Int type, long value) {
        BigInteger exact = BigInteger.valueOf(value);
        return kernel.add(new Value(kernel.code.integer(type, value), type, exact, exact, false));
    }

    /** A value that differs from instance to instance and from tick to tick. */
    Value varied(Type.Int type) {
        KernelBuilder code = kernel.code;
        int index = code.read(Special.SELF_INDEX);
        int scale = code.integer(Type.I64, kernel.dice.seed() | 1);
        int tick = code.read(Special.TICK);
        int own = code.binary(BinaryOp.MUL, Type.I64, index, scale, Overflow.WRAP, Rounding.FLOOR);
        int both = code.binary(BinaryOp.XOR, Type.I64, own, tick, Overflow.WRAP, Rounding.FLOOR);
        return kernel.add(Value.any(code.convert(type, Type.I64, both, Rounding.FLOOR, Overflow.WRAP), type));
    }

    /** A value of 0 .. {@code most}. */
    Value small(Type.Int type, long most) {
        Value mask = constant(type, Math.min(most, type.max()));
        return binary(BinaryOp.AND, type, kernel.some(type), mask);
    }

    /** A number of ticks, 0 .. {@code most}. */
    Value ticks(Type.Int type, int most) {
        Value value = small(type, 7);
        return value.high().longValueExact() <= most ? value : binary(BinaryOp.MIN, type, value, constant(type, most));
    }

    private void binary(BinaryOp op, Type.Int type) {
        Value a = kernel.some(type);
        boolean risky = kernel.dice.chance(RandomKernel.RISK);
        Value b = switch (op) {
            case DIV -> risky ? kernel.some(type) : divisor(type);
            case SHL, SHR -> risky ? kernel.some(type) : shift(type);
            default -> kernel.other(a);
        };
        binary(op, type, a, b);
    }

    private Value divisor(Type.Int type) {
        if (kernel.dice.chance(0.5)) {
            long value = kernel.dice.integer(type);
            return constant(type, value == 0 ? type.max() == 0 ? -1 : type.max() : value);
        }
        // With the lowest bit set it is not 0; a signed bit has no 1 and gets its -1.
        Value odd = constant(type, type.max() == 0 ? -1 : 1);
        return binary(BinaryOp.OR, type, kernel.some(type), odd);
    }

    private Value shift(Type.Int type) {
        if (kernel.dice.chance(0.5)) {
            return constant(type, Math.min(kernel.dice.below(kernel.dice.chance(0.5) ? 64 : 5), type.max()));
        }
        return small(type, 63);
    }

    private Value binary(BinaryOp op, Type.Int type, Value a, Value b) {
        BigInteger[] range = range(op, type, a, b);
        boolean fits = Value.fits(range[0], range[1], type);
        Overflow overflow = overflow(fits);
        boolean whole = op != BinaryOp.DIV && op != BinaryOp.SHR || isAlways(b, op == BinaryOp.DIV ? 1 : 0);
        int dst = kernel.code.binary(op, type, kernel.read(a), kernel.read(b), overflow, rounding(whole));
        return kernel.add(fits ? new Value(dst, type, range[0], range[1], false) : Value.any(dst, type));
    }

    private static boolean isAlways(Value value, long constant) {
        BigInteger exact = BigInteger.valueOf(constant);
        return value.low().equals(exact) && value.high().equals(exact);
    }

    private Overflow overflow(boolean fits) {
        Dice dice = kernel.dice;
        return fits && dice.chance(0.5) || dice.chance(RandomKernel.RISK) ? Overflow.NEVER : dice.overflow();
    }

    private Rounding rounding(boolean whole) {
        Dice dice = kernel.dice;
        return whole && dice.chance(0.3) || dice.chance(RandomKernel.RISK) ? Rounding.EXACT : dice.rounding();
    }

    /** The range of the exact result, or a larger one. */
    private static BigInteger[] range(BinaryOp op, Type.Int type, Value a, Value b) {
        BigInteger min = BigInteger.valueOf(type.min());
        BigInteger max = BigInteger.valueOf(type.max());
        return switch (op) {
            case ADD -> new BigInteger[] {a.low().add(b.low()), a.high().add(b.high())};
            case SUB -> new BigInteger[] {a.low().subtract(b.high()), a.high().subtract(b.low())};
            case MUL ->
                hull(
                        a.low().multiply(b.low()),
                        a.low().multiply(b.high()),
                        a.high().multiply(b.low()),
                        a.high().multiply(b.high()));
            case MIN -> new BigInteger[] {a.low().min(b.low()), a.high().min(b.high())};
            case MAX -> new BigInteger[] {a.low().max(b.low()), a.high().max(b.high())};
            case AND ->
                b.low().signum() >= 0 ? new BigInteger[] {BigInteger.ZERO, b.high()} : new BigInteger[] {min, max};
            case SHL -> {
                BigInteger factor = BigInteger.TWO.pow(b.high()
                        .min(BigInteger.valueOf(63))
                        .max(BigInteger.ZERO)
                        .intValue());
                yield hull(a.low(), a.high(), a.low().multiply(factor), a.high().multiply(factor));
            }
            // Rounding up may leave a range whose end is not 0.
            case SHR -> hull(a.low(), a.high(), BigInteger.ZERO, BigInteger.ONE.min(max));
            case DIV -> hull(a.low(), a.high(), a.low().negate(), a.high().negate());
            case OR, XOR -> new BigInteger[] {min, max};
            case MOD, POW -> throw new IllegalArgumentException(op + " of integers");
        };
    }

    private static BigInteger[] hull(BigInteger... values) {
        BigInteger low = values[0];
        BigInteger high = values[0];
        for (BigInteger value : values) {
            low = low.min(value);
            high = high.max(value);
        }
        return new BigInteger[] {low, high};
    }

    private void unary(Type.Int type) {
        UnaryOp op = kernel.dice.pick(List.of(UnaryOp.NEG, UnaryOp.ABS, UnaryOp.NOT));
        Value a = kernel.some(type);
        BigInteger[] range = op == UnaryOp.NOT
                ? new BigInteger[] {BigInteger.valueOf(type.min()), BigInteger.valueOf(type.max())}
                : hull(a.low(), a.high(), a.low().negate(), a.high().negate());
        boolean fits = Value.fits(range[0], range[1], type);
        int dst = kernel.code.register();
        kernel.code.add(new Instruction.Unary(dst, op, type, kernel.read(a), overflow(fits), -1));
        kernel.add(fits ? new Value(dst, type, range[0], range[1], false) : Value.any(dst, type));
    }

    /** To the left and exactly back to the right. */
    private void backAndForth(Type.Int type) {
        Value value = small(type, 3);
        if (value.high().longValueExact() << 2 <= type.max()) {
            Value shifts = constant(type, Math.min(2, type.max()));
            Value left = binary(BinaryOp.SHL, type, value, shifts);
            int dst = kernel.code.binary(
                    BinaryOp.SHR, type, kernel.read(left), kernel.read(shifts), Overflow.NEVER, Rounding.EXACT);
            kernel.add(new Value(dst, type, value.low(), value.high(), false));
        }
    }

    private void engine() {
        switch (kernel.dice.below(3)) {
            case 0 -> special();
            case 1 -> randomBits(kernel.integerType());
            default -> clamp(kernel.integerType());
        }
    }

    private void randomBits(Type.Int type) {
        int most = 64 - Long.numberOfLeadingZeros(type.max());
        if (most > 0) {
            int bits = kernel.dice.between(1, most);
            int dst = kernel.code.randomBits(type, bits, kernel.dice.seed(), kernel.dice.below(8));
            BigInteger end = BigInteger.TWO.pow(bits).subtract(BigInteger.ONE);
            kernel.add(new Value(dst, type, BigInteger.ZERO, end, false));
        }
    }

    private void clamp(Type.Int type) {
        if (kernel.ground.counters() > 0) {
            Value src = kernel.some(type);
            Value low = kernel.dice.chance(0.7) ? constant(type, kernel.dice.integer(type)) : kernel.some(type);
            Value high = kernel.dice.chance(0.7) ? constant(type, kernel.dice.integer(type)) : kernel.some(type);
            int dst = kernel.code.register();
            int counter = kernel.dice.below(kernel.ground.counters());
            kernel.code.add(new Instruction.Clamp(
                    dst, type, kernel.read(src), kernel.read(low), kernel.read(high), counter, -1));
            kernel.add(Value.any(dst, type));
        }
    }

    private void special() {
        List<Special> there = new ArrayList<>(List.of(Special.TICK, Special.SELF_INDEX));
        if (kernel.ground.synapse()) {
            there.addAll(List.of(Special.CLOCK, Special.PRE_INDEX, Special.POST_INDEX));
        }
        kernel.add(Value.any(kernel.code.read(kernel.dice.pick(there)), Type.I64));
    }

    private void convert() {
        Dice dice = kernel.dice;
        Type.Int type = kernel.integerType();
        switch (dice.below(6)) {
            case 0 -> toReal(type);
            case 1 -> fromTruth(type);
            case 2 -> fromReal(type);
            case 3 -> exactly(type);
            case 4 -> {
                int src = kernel.read(kernel.some(Type.BOOL));
                kernel.add(Value.real(kernel.code.toDouble(Type.BOOL, src), true));
            }
            default -> fit(type, kernel.integerType());
        }
    }

    private void toReal(Type.Int type) {
        int src = kernel.read(kernel.some(type));
        kernel.add(Value.real(kernel.code.toDouble(type, src), true));
    }

    private void fromTruth(Type.Int type) {
        int src = kernel.read(kernel.some(Type.BOOL));
        boolean fits = type.max() >= 1;
        int dst = kernel.code.convert(type, Type.BOOL, src, kernel.dice.rounding(), overflow(fits));
        kernel.add(fits ? new Value(dst, type, BigInteger.ZERO, BigInteger.ONE, false) : Value.any(dst, type));
    }

    private void fromReal(Type.Int type) {
        // No NaN: numbers of any size.
        Value real = kernel.dice.chance(0.7)
                ? kernel.reals().between(-300, 300)
                : kernel.reals().between(-1e20, 1e20);
        int dst = kernel.code.convert(type, Type.F64, kernel.read(real), kernel.dice.rounding(), overflow(false));
        kernel.add(Value.any(dst, type));
    }

    private void exactly(Type.Int type) {
        KernelBuilder code = kernel.code;
        Value real = kernel.reals().between(0, Math.min(100, (double) type.max()));
        UnaryOp whole = kernel.dice.pick(List.of(UnaryOp.FLOOR, UnaryOp.CEIL, UnaryOp.ROUND));
        int src = code.unary(whole, Type.F64, kernel.read(real));
        kernel.add(Value.any(code.convert(type, Type.F64, src, Rounding.EXACT, overflow(true)), type));
    }

    private void fit(Type.Int type, Type.Int from) {
        Value src = kernel.some(from);
        boolean fits = Value.fits(src.low(), src.high(), type);
        int dst = kernel.code.convert(type, from, kernel.read(src), rounding(true), overflow(fits));
        kernel.add(fits ? new Value(dst, type, src.low(), src.high(), false) : Value.any(dst, type));
    }
}
