package bouton.image.net;

/** A place in the user's text: file, line and column (both from 1), and the number of characters. */
public record Origin(String file, int line, int column, int length) {
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
