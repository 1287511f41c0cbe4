package bouton.cli.conform;

/** A file of vectors that is not what its kind says; the message names the place. */
final class VectorException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String what;

    VectorException(String message) {
        super(message);
        this.what = message;
    }

    String what() {
        return what;
    }
}
