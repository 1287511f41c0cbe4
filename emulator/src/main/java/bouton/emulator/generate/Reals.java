package bouton.emulator.generate;

import bouton.image.ir.BinaryOp;
import bouton.image.ir.UnaryOp;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.MethodTypeDesc;

/** Emits float64 operations on what is on the stack: those of {@code bouton.emulator.interpret.FloatOperations}. */
final class Reals {
    private static final MethodTypeDesc D_D = MethodTypeDesc.of(Names.D, Names.D);
    private static final MethodTypeDesc DD_D = MethodTypeDesc.of(Names.D, Names.D, Names.D);

    private Reals() {}

    /** Replaces two float64 values on the stack by the result. */
    static void binary(CodeBuilder code, BinaryOp op) {
        switch (op) {
            case ADD -> code.dadd();
            case SUB -> code.dsub();
            case MUL -> code.dmul();
            case DIV -> code.ddiv();
            case MIN -> code.invokestatic(Names.MATH, "min", DD_D);
            case MAX -> code.invokestatic(Names.MATH, "max", DD_D);
            case MOD -> code.invokestatic(Names.FUNCTIONS, "mod", DD_D);
            case POW -> code.invokestatic(Names.FUNCTIONS, "pow", DD_D);
            case AND, OR, XOR, SHL, SHR -> throw new IllegalArgumentException(op + " of float64 values");
        }
    }

    /** Replaces a float64 value on the stack by a function of it. */
    static void unary(CodeBuilder code, UnaryOp op) {
        switch (op) {
            case NEG -> code.dneg();
            case ABS -> code.invokestatic(Names.MATH, "abs", D_D);
            case FLOOR -> code.invokestatic(Names.MATH, "floor", D_D);
            case CEIL -> code.invokestatic(Names.MATH, "ceil", D_D);
            case SQRT -> function(code, "sqrt");
            case EXP -> function(code, "exp");
            case EXPM1 -> function(code, "expm1");
            case LOG -> function(code, "log");
            case SIN -> function(code, "sin");
            case COS -> function(code, "cos");
            case TAN -> function(code, "tan");
            case TANH -> function(code, "tanh");
            case ATAN -> function(code, "atan");
            case ERF -> function(code, "erf");
            case SIGMOID -> function(code, "sigmoid");
            case RELU -> function(code, "relu");
            case SIGN -> function(code, "sign");
            case STEP -> function(code, "step");
            case ROUND -> function(code, "round");
            case NOT -> throw new IllegalArgumentException(op + " of a float64");
        }
    }

    private static void function(CodeBuilder code, String name) {
        code.invokestatic(Names.FUNCTIONS, name, D_D);
    }
}
