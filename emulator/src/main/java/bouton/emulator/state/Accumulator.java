package bouton.emulator.state;

import bouton.image.ir.Type;

/** How the sum of a port of integers takes what is added to it. */
public interface Accumulator {
    /** Of the sum; at most {@link bouton.image.net.Port#MOST_BITS} bits. */
    Type.Int type();

    /**
     * The sum after an amount has been added to it a number of times. Notes if the type could not hold a sum on the way.
     *
     * @throws ArithmeticException if it could not, and the compiler has excluded that
     */
    long add(long sum, long amount, long times);
}
