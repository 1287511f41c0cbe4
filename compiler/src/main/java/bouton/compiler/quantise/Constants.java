package bouton.compiler.quantise;

import bouton.image.ir.UnaryOp;
import bouton.image.math.Functions;

/** Functions of what is known before the run. */
final class Constants {
    private Constants() {}

    static double of(UnaryOp op, double x) {
        return switch (op) {
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
            case NOT -> throw new IllegalArgumentException("not of a number");
        };
    }
}
