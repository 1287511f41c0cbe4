package bouton.compiler.quantise;

import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.image.ir.BinaryOp;
import bouton.image.ir.CompareOp;
import bouton.image.ir.Instruction;
import bouton.image.ir.Kernel;
import bouton.image.ir.Rounding;
import bouton.image.ir.Type;
import bouton.image.net.Table;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

/**
 * Runs the integers of a kernel in as many bits as they need, and complains of what the chip could not do: results that leave
 * their register, operands that are too long for the multiplier, factors that are too long for its constants.
 *
 * @param multiplier bits of a changing operand; 0: nothing may be multiplied by another value
 * @param constant bits of a constant operand; 0: nothing may be multiplied
 */
record Machine(int multiplier, int constant, List<Table> tables, Random random) {
    /** The registers after the kernel has run, those in {@code inputs} given. */
    Map<Integer, BigInteger> run(Kernel kernel, Map<Integer, Long> inputs) {
        Map<Integer, BigInteger> registers = new HashMap<>();
        Set<Integer> constants = new HashSet<>();
        inputs.forEach((register, value) -> registers.put(register, BigInteger.valueOf(value)));
        for (Instruction i : kernel.body().instructions()) {
            step(i, registers, constants);
        }
        return registers;
    }

    private void step(Instruction instruction, Map<Integer, BigInteger> r, Set<Integer> constants) {
        switch (instruction) {
            case Instruction.ConstInt i -> {
                constants.add(i.dst());
                r.put(i.dst(), BigInteger.valueOf(i.value()));
            }
            case Instruction.Const i -> r.put(i.dst(), BigInteger.valueOf((long) i.value()));
            case Instruction.Binary i -> {
                if (i.op() == BinaryOp.MUL) {
                    if (constants.contains(i.b())) {
                        constantFactor(of(r, i.b()));
                    } else {
                        operand(of(r, i.a()));
                        operand(of(r, i.b()));
                    }
                }
                r.put(i.dst(), inside(binary(i, of(r, i.a()), of(r, i.b())), i.type(), i));
            }
            case Instruction.Compare i ->
                r.put(i.dst(), compare(i.op(), of(r, i.a()).compareTo(of(r, i.b()))));
            case Instruction.Select i ->
                r.put(i.dst(), of(r, of(r, i.condition()).signum() != 0 ? i.a() : i.b()));
            case Instruction.Convert i -> r.put(i.dst(), inside(of(r, i.src()), i.to(), i));
            case Instruction.RandomBits i -> r.put(i.dst(), new BigInteger(i.bits(), random));
            case Instruction.TableAt i -> {
                Table table = tables.get(i.table());
                double entry = table.values()[of(r, i.column()).intValueExact()];
                r.put(i.dst(), BigInteger.valueOf((long) entry));
            }
            default -> throw new IllegalStateException(instruction.toString());
        }
    }

    /** What a register holds. */
    static BigInteger of(Map<Integer, BigInteger> registers, int register) {
        return Objects.requireNonNull(registers.get(register), () -> "register " + register + " has no value");
    }

    private void constantFactor(BigInteger factor) {
        int bits = factor.shiftRight(Math.max(0, factor.getLowestSetBit())).bitLength() + 1;
        assertTrue(bits <= constant, factor + " has " + bits + " bits, constants have " + constant);
    }

    private void operand(BigInteger operand) {
        int bits = operand.bitLength() + 1;
        assertTrue(bits <= multiplier, operand + " has " + bits + " bits, the multiplier takes " + multiplier);
    }

    private static BigInteger inside(BigInteger value, Type type, Instruction at) {
        if (type instanceof Type.Int t) {
            boolean fits = value.compareTo(BigInteger.valueOf(t.min())) >= 0
                    && value.compareTo(BigInteger.valueOf(t.max())) <= 0;
            assertTrue(fits, value + " leaves " + t + " in " + at);
        }
        return value;
    }

    private static BigInteger binary(Instruction.Binary i, BigInteger a, BigInteger b) {
        return switch (i.op()) {
            case ADD -> a.add(b);
            case SUB -> a.subtract(b);
            case MUL -> a.multiply(b);
            case MIN -> a.min(b);
            case MAX -> a.max(b);
            case SHL -> a.shiftLeft(b.intValueExact());
            case SHR -> rounded(a, BigInteger.ONE.shiftLeft(b.intValueExact()), i.rounding());
            case DIV -> rounded(a, b, i.rounding());
            default -> throw new IllegalStateException(i.toString());
        };
    }

    /** a / b as the rounding says. */
    static BigInteger rounded(BigInteger a, BigInteger b, Rounding rounding) {
        BigInteger n = b.signum() < 0 ? a.negate() : a;
        BigInteger d = b.abs();
        BigInteger floor = n.subtract(n.mod(d)).divide(d);
        BigInteger rest = n.mod(d);
        int half = rest.shiftLeft(1).compareTo(d);
        boolean up = switch (rounding) {
            case FLOOR -> false;
            case ZERO -> n.signum() < 0 && rest.signum() != 0;
            case NEAREST -> half >= 0;
            case EVEN -> half > 0 || (half == 0 && floor.testBit(0));
            case AWAY -> half > 0 || (half == 0 && n.signum() >= 0);
            case EXACT -> {
                assertTrue(rest.signum() == 0, a + " / " + b + " is not exact");
                yield false;
            }
        };
        return up ? floor.add(BigInteger.ONE) : floor;
    }

    private static BigInteger compare(CompareOp op, int order) {
        return Comparisons.holds(op, order) ? BigInteger.ONE : BigInteger.ZERO;
    }
}
