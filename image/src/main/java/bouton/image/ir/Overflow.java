package bouton.image.ir;

/** What an integer operation does with a result that its type cannot hold. */
public enum Overflow {
    /** Keep the low bits. */
    WRAP,
    /** Go to the nearest end of the range. */
    SATURATE,
    /** The compiler has proven that it cannot happen; the interpreter throws an {@link ArithmeticException} if it does. */
    NEVER
}
