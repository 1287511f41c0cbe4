package bouton.image.run;

/** A foreign neuron cannot go on; the message is for the user. */
public final class ForeignFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int number;

    /** One that does not know yet whose it is. */
    public ForeignFault(String message) {
        this(-1, message);
    }

    /** @param number of the neuron in {@link bouton.image.net.Image#foreign()}, or -1 */
    public ForeignFault(int number, String message) {
        super(message, null, false, false);
        this.number = number;
    }

    /** Number of the neuron in {@link bouton.image.net.Image#foreign()}, or -1 if that is not known. */
    public int number() {
        return number;
    }
}
