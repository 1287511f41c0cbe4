package bouton.image.file;

import bouton.image.ir.BinaryOp;
import bouton.image.ir.CompareOp;
import bouton.image.ir.Type;
import bouton.image.ir.UnaryOp;

/** Which operations work on which types. */
final class OperandTypes {
    private OperandTypes() {}

    /** Equal but for the place of the binary point, which is documentation. */
    static boolean same(Type a, Type b) {
        return a instanceof Type.Int x && b instanceof Type.Int y
                ? x.bits() == y.bits() && x.signed() == y.signed()
                : a.equals(b);
    }

    static boolean allows(BinaryOp op, Type type) {
        return switch (op) {
            case ADD, SUB, MUL, DIV, MIN, MAX -> !(type instanceof Type.Bool);
            case MOD, POW -> type instanceof Type.Float64;
            case AND, OR, XOR -> !(type instanceof Type.Float64);
            case SHL, SHR -> type instanceof Type.Int;
        };
    }

    static boolean allows(UnaryOp op, Type type) {
        return switch (op) {
            case NEG, ABS -> !(type instanceof Type.Bool);
            case NOT -> !(type instanceof Type.Float64);
            case SQRT, EXP, EXPM1, LOG, SIN, COS, TAN, TANH, ATAN, ERF, SIGMOID, RELU, SIGN, STEP, FLOOR, CEIL, ROUND ->
                type instanceof Type.Float64;
        };
    }

    static boolean allows(CompareOp op, Type type) {
        return switch (op) {
            case EQ, NE -> true;
            case LT, LE, GT, GE -> !(type instanceof Type.Bool);
        };
    }
}
