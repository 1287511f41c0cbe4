package bouton.image.file;

/** The bytes are not an image that this version of Bouton can read. The message says why, to the user who gave the file. */
public final class ImageFormatException extends Exception {

    private static final long serialVersionUID = 1;

    public ImageFormatException(String message) {
        super(message);
    }
}
