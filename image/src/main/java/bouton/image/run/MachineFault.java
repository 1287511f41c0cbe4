package bouton.image.run;

/** A chip cannot hold what it is told to, or does not come to rest; the message is for the user. The session is of no more use. */
public final class MachineFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    public MachineFault(String message) {
        super(message, null, false, false);
    }
}
