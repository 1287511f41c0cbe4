package bouton.image.data;

import java.util.OptionalInt;

/**
 * The bytes of a data file are not what they should be. The message is meant for the user who gave the file; for text
 * formats it begins with the place of the fault, as in {@code line 3, column 7: 'x' is not a number}.
 */
public final class DataFormatException extends Exception {

    private static final long serialVersionUID = 1;

    private final String detail;
    private final int line;
    private final int column;

    /** A fault without a place in a text. */
    public DataFormatException(String detail) {
        super(detail);
        this.detail = detail;
        this.line = 0;
        this.column = 0;
    }

    /**
     * A fault at a place in a text.
     *
     * @param line counted from 1
     * @param column counted from 1, in characters (code points)
     */
    public DataFormatException(String detail, int line, int column) {
        super("line " + line + ", column " + column + ": " + detail);
        this.detail = detail;
        this.line = line;
        this.column = column;
    }

    /** The message without the place. */
    public String detail() {
        return detail;
    }

    /** The line of the fault, counted from 1; empty for formats that are not text. */
    public OptionalInt line() {
        return line == 0 ? OptionalInt.empty() : OptionalInt.of(line);
    }

    /** The column of the fault, counted from 1 in characters; empty for formats that are not text. */
    public OptionalInt column() {
        return column == 0 ? OptionalInt.empty() : OptionalInt.of(column);
    }
}
