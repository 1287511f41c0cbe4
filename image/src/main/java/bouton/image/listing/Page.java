package bouton.image.listing;

import bouton.image.net.Origin;
import java.util.HexFormat;
import java.util.List;

/** Collects lines, indented, with places in the user's text at the right. */
final class Page {
    /** Column in which places stand if the line leaves room. */
    private static final int PLACE_COLUMN = 56;

    private final List<Origin> origins;
    private final StringBuilder text = new StringBuilder();
    private int indentation;

    Page(List<Origin> origins) {
        this.origins = origins;
    }

    void line(String content) {
        line(content, -1);
    }

    /** @param at index of the place in the user's text, or -1 */
    void line(String content, int at) {
        int start = text.length();
        text.append("  ".repeat(indentation));
        printable(content);
        if (at >= 0) {
            int gap = PLACE_COLUMN - (text.length() - start);
            text.append(" ".repeat(Math.max(2, gap))).append("# ");
            printable(at < origins.size() ? origins.get(at).toString() : "place " + at);
        }
        text.append('\n');
    }

    void gap() {
        text.append('\n');
    }

    void indented(Runnable lines) {
        indentation++;
        lines.run();
        indentation--;
    }

    /** A file from elsewhere must not be able to steer the terminal. */
    private void printable(String content) {
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            int category = Character.getType(c);
            if (Character.isISOControl(c)
                    || category == Character.FORMAT
                    || category == Character.LINE_SEPARATOR
                    || category == Character.PARAGRAPH_SEPARATOR) {
                text.append("\\u").append(HexFormat.of().toHexDigits(c));
            } else {
                text.append(c);
            }
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
