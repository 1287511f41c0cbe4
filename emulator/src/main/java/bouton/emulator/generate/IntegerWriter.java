package bouton.emulator.generate;

import bouton.emulator.interpret.IntegerUnit;
import bouton.image.ir.BinaryOp;
import bouton.image.ir.Instruction;
import bouton.image.ir.Overflow;
import bouton.image.ir.Rounding;
import bouton.image.ir.Type;
import bouton.image.ir.UnaryOp;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.MethodTypeDesc;

/**
 * Emits integer arithmetic. Where the ranges of the operands show that 64 bits hold the exact result, it is computed in place
 * and fitted to its type; everything else is left to {@link IntegerUnit}, which is exact for all operands.
 */
final class IntegerWriter {
    private static final MethodTypeDesc UNARY = MethodTypeDesc.of(Names.L, Names.L);
    private static final MethodTypeDesc BINARY = MethodTypeDesc.of(Names.L, Names.L, Names.L);
    private static final MethodTypeDesc FROM_DOUBLE = MethodTypeDesc.of(Names.L, Names.D);

    private final Context context;
    private final CodeBuilder code;
    private final Prologue prologue;
    private final Registers registers;

    IntegerWriter(Context context, CodeBuilder code, Prologue prologue, Registers registers) {
        this.context = context;
        this.code = code;
        this.prologue = prologue;
        this.registers = registers;
    }

    /** Pushes a op b; the range of what it may be. */
    Range binary(Instruction.Binary i, Type.Int type) {
        Range a = registers.range(i.a());
        Range b = registers.range(i.b());
        return switch (i.op()) {
            case ADD -> sum(i, type, a.plus(b));
            case SUB -> sum(i, type, a.minus(b));
            case MUL -> sum(i, type, a.times(b));
            case MIN -> {
                operands(i);
                code.invokestatic(Names.MATH, "min", BINARY);
                yield a.min(b);
            }
            case MAX -> {
                operands(i);
                code.invokestatic(Names.MATH, "max", BINARY);
                yield a.max(b);
            }
            case AND -> {
                operands(i);
                code.land();
                yield a.bitwise(b);
            }
            case OR -> {
                operands(i);
                code.lor();
                yield a.bitwise(b);
            }
            case XOR -> {
                operands(i);
                code.lxor();
                yield a.bitwise(b);
            }
            case SHR -> shiftRight(i, type, a, b);
            case SHL -> {
                Range factor =
                        b.isOne() && b.min() >= 0 && b.min() < 62 ? new Range(1L << b.min(), 1L << b.min()) : Range.ALL;
                Range exact = factor.equals(Range.ALL) ? Range.ALL : a.times(factor);
                if (exact.equals(Range.ALL)) {
                    yield call(i, type, "shiftLeft");
                }
                registers.loadLong(i.a());
                code.loadConstant((int) b.min()).lshl();
                yield fit(type, i.overflow(), exact, i.at());
            }
            case DIV -> call(i, type, "div");
            case MOD, POW -> throw new IllegalArgumentException(i.op() + " of integers");
        };
    }

    private void operands(Instruction.Binary i) {
        registers.loadLong(i.a());
        registers.loadLong(i.b());
    }

    private Range sum(Instruction.Binary i, Type.Int type, Range exact) {
        boolean plain = unit(type, i.overflow(), i.rounding(), i.at()).wraps64();
        if (exact.equals(Range.ALL) && !plain) {
            return call(i, type, i.op() == BinaryOp.ADD ? "add" : i.op() == BinaryOp.SUB ? "sub" : "mul");
        }
        operands(i);
        switch (i.op()) {
            case ADD -> code.ladd();
            case SUB -> code.lsub();
            default -> code.lmul();
        }
        return plain ? exact : fit(type, i.overflow(), exact, i.at());
    }

    private Range shiftRight(Instruction.Binary i, Type.Int type, Range a, Range b) {
        boolean known = b.isOne() && b.min() > 0 && b.min() < 63;
        int shift = (int) b.min();
        if (known && i.rounding() == Rounding.FLOOR) {
            registers.loadLong(i.a());
            code.loadConstant(shift).lshr();
            return fit(type, i.overflow(), new Range(a.min() >> shift, a.max() >> shift), i.at());
        }
        if (known && i.rounding() == Rounding.NEAREST) {
            Range lifted = a.plus(new Range(1L << (shift - 1), 1L << (shift - 1)));
            if (!lifted.equals(Range.ALL)) {
                registers.loadLong(i.a());
                code.loadConstant(1L << (shift - 1)).ladd().loadConstant(shift).lshr();
                return fit(type, i.overflow(), new Range(lifted.min() >> shift, lifted.max() >> shift), i.at());
            }
        }
        return call(i, type, "shiftRight");
    }

    private Range call(Instruction.Binary i, Type.Int type, String method) {
        prologue.constant(unit(type, i.overflow(), i.rounding(), i.at()), Names.INTEGERS);
        operands(i);
        code.invokevirtual(Names.INTEGERS, method, BINARY);
        return Range.of(type);
    }

    /** Pushes NEG, ABS or NOT of a. */
    Range unary(Instruction.Unary i, Type.Int type) {
        String method = switch (i.op()) {
            case NEG -> "negate";
            case ABS -> "magnitude";
            case NOT -> "complement";
            default -> throw new IllegalArgumentException(i.op() + " of integers");
        };
        prologue.constant(unit(type, i.overflow(), Rounding.FLOOR, i.at()), Names.INTEGERS);
        registers.loadLong(i.a());
        code.invokevirtual(Names.INTEGERS, method, UNARY);
        return i.op() == UnaryOp.NOT ? Range.ALL : Range.of(type);
    }

    /** Pushes a register converted to an integer type. */
    Range convert(Instruction.Convert i, Type.Int to) {
        if (i.from() instanceof Type.Float64) {
            prologue.constant(unit(to, i.overflow(), i.rounding(), i.at()), Names.INTEGERS);
            registers.loadDouble(i.src());
            code.invokevirtual(Names.INTEGERS, "fromDouble", FROM_DOUBLE);
            return Range.of(to);
        }
        registers.loadLong(i.src());
        Range from = i.from() instanceof Type.Bool ? new Range(0, 1) : registers.range(i.src());
        return fit(to, i.overflow(), from, i.at());
    }

    /** Fits the integer on the stack, which is in a range, to a type. */
    Range fit(Type.Int type, Overflow overflow, Range range, int at) {
        Range all = Range.of(type);
        if (range.isWithin(all)) {
            return range;
        }
        switch (overflow) {
            case WRAP -> {
                int unused = 64 - type.bits();
                code.loadConstant(unused).lshl().loadConstant(unused);
                if (type.signed()) {
                    code.lshr();
                } else {
                    code.lushr();
                }
            }
            case SATURATE -> {
                code.loadConstant(all.max()).invokestatic(Names.MATH, "min", BINARY);
                code.loadConstant(all.min()).invokestatic(Names.MATH, "max", BINARY);
            }
            case NEVER -> {
                prologue.constant(unit(type, overflow, Rounding.FLOOR, at), Names.INTEGERS);
                code.dup_x2().pop();
                code.invokevirtual(Names.INTEGERS, "fit", UNARY);
            }
        }
        return all;
    }

    private IntegerUnit unit(Type.Int type, Overflow overflow, Rounding rounding, int at) {
        return new IntegerUnit(type, overflow, rounding, context.place(at));
    }
}
