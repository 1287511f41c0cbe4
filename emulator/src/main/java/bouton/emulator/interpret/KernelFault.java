package bouton.emulator.interpret;

/**
 * A kernel met what arithmetic cannot do: an overflow that was excluded, a division by zero, a solution that blows up. The
 * message names the instance, the tick and the place in the user's text. The session it happened in is of no more use.
 */
public final class KernelFault extends ArithmeticException {
    private static final long serialVersionUID = 1;

    KernelFault(String message, ArithmeticException cause) {
        super(message);
        initCause(cause);
    }
}
