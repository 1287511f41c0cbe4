package bouton.image.ir;

/** Operations on one register. All but {@code NEG ABS NOT} are float64 only and fixed by {@code bouton.image.math.Functions}. */
public enum UnaryOp {
    NEG,
    ABS,
    NOT,
    SQRT,
    EXP,
    EXPM1,
    LOG,
    SIN,
    COS,
    TAN,
    TANH,
    ATAN,
    ERF,
    SIGMOID,
    RELU,
    SIGN,
    STEP,
    FLOOR,
    CEIL,
    ROUND
}
