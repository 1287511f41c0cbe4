package bouton.compiler.quantise;

import bouton.image.ir.CompareOp;

/** Facts about comparisons. */
final class Comparisons {
    private Comparisons() {}

    /** Whether {@code difference op 0}. */
    static boolean holds(CompareOp op, double difference) {
        return switch (op) {
            case LT -> difference < 0;
            case LE -> difference <= 0;
            case GT -> difference > 0;
            case GE -> difference >= 0;
            case EQ -> difference == 0;
            case NE -> difference != 0;
        };
    }

    /** The comparison of the negatives. */
    static CompareOp turned(CompareOp op) {
        return switch (op) {
            case LT -> CompareOp.GT;
            case LE -> CompareOp.GE;
            case GT -> CompareOp.LT;
            case GE -> CompareOp.LE;
            case EQ -> CompareOp.EQ;
            case NE -> CompareOp.NE;
        };
    }
}
