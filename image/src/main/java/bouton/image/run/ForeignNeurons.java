package bouton.image.run;

/** Knows the implementations of foreign neurons. */
public interface ForeignNeurons {
    /** Knows none. */
    ForeignNeurons NONE = implementation -> {
        throw new ForeignFault(implementation + " cannot be run: this engine runs no foreign neurons");
    };

    /**
     * A new object for one run; it shares nothing with others, static variables included.
     *
     * @param implementation as in {@link bouton.image.net.Foreign}
     * @throws ForeignFault with a message for the user
     */
    ForeignNeuron create(String implementation);
}
