package bouton.image.run;

/** A stored state cannot be taken: it is damaged, or that of something else. The message says what is wrong, to the user. */
public final class StateException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StateException(String message) {
        super(message, null, false, false);
    }
}
