package bouton.emulator.interpret;

import bouton.image.ir.UnaryOp;
import bouton.image.math.Functions;

/** The float64 functions of the IR by number. */
final class FloatFunctions {
    // Kept: values() makes a copy.
    private static final UnaryOp[] OPS = UnaryOp.values();

    private FloatFunctions() {}

    static double apply(int op, double x) {
        return switch (OPS[op]) {
            case NEG -> -x;
            case ABS -> Math.abs(x);
            case SQRT -> Functions.sqrt(x);
            case EXP -> Functions.exp(x);
            case EXPM1 -> Functions.expm1(x);
            case LOG -> Functions.log(x);
            case SIN -> Functions.sin(x);
            case COS -> Functions.cos(x);
            case TAN -> Functions.tan(x);
            case TANH -> Functions.tanh(x);
            case ATAN -> Functions.atan(x);
            case ERF -> Functions.erf(x);
            case SIGMOID -> Functions.sigmoid(x);
            case RELU -> Functions.relu(x);
            case SIGN -> Functions.sign(x);
            case STEP -> Functions.step(x);
            case FLOOR -> Math.floor(x);
            case CEIL -> Math.ceil(x);
            case ROUND -> Functions.round(x);
            case NOT -> throw new IllegalArgumentException("NOT of a float64");
        };
    }
}
