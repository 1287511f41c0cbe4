package bouton.image.ir;

/** Operations on two registers of one type. {@code AND OR XOR} also work on truth values. */
public enum BinaryOp {
    ADD,
    SUB,
    MUL,
    /** Float64: IEEE division. Integers: quotient rounded as the instruction says; division by zero is a bug. */
    DIV,
    /** Float64 only: {@code Functions.mod}, the result has the sign of the divisor. */
    MOD,
    /** Float64 only: {@code Functions.pow}. */
    POW,
    MIN,
    MAX,
    AND,
    OR,
    XOR,
    /** Integers only: shift left by b (0 .. 63). */
    SHL,
    /** Integers only: arithmetic shift right by b (0 .. 63), dropped bits rounded as the instruction says. */
    SHR
}
