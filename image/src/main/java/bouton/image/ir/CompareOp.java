package bouton.image.ir;

/** Comparisons; the result is a truth value. NaN compares as in IEEE 754. */
public enum CompareOp {
    LT,
    LE,
    EQ,
    NE,
    GT,
    GE
}
