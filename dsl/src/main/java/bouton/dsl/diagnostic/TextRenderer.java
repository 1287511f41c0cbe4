package bouton.dsl.diagnostic;

import bouton.dsl.source.Source;
import bouton.dsl.source.Span;
import java.util.List;

/**
 * Diagnostics as text: message, place, the line with the place marked, notes and helps. The longest line shown is cut around
 * the mark, so that a file without line ends stays readable.
 */
public final class TextRenderer {
    private static final int WIDTH = 160;

    private final boolean colour;

    public TextRenderer(boolean colour) {
        this.colour = colour;
    }

    public String render(List<Diagnostic> diagnostics) {
        StringBuilder out = new StringBuilder();
        for (Diagnostic d : diagnostics) {
            render(d, out);
        }
        return out.toString();
    }

    private void render(Diagnostic d, StringBuilder out) {
        out.append(paint(d.severity(), d.severity().word() + "[" + d.code() + "]"))
                .append(": ")
                .append(printable(d.message()))
                .append('\n');
        int margin = width(d);
        snippet(d.span(), d.label(), '^', margin, d.severity(), out);
        for (Diagnostic.Labelled other : d.secondary()) {
            snippet(other.span(), other.label(), '-', margin, Severity.NOTE, out);
        }
        String indent = " ".repeat(margin + 1);
        for (String note : d.notes()) {
            out.append(indent).append("= note: ").append(printable(note)).append('\n');
        }
        for (Diagnostic.Help help : d.helps()) {
            out.append(indent).append("= help: ").append(printable(help.text())).append('\n');
        }
        out.append('\n');
    }

    private static int width(Diagnostic d) {
        int last = d.span().line();
        for (Diagnostic.Labelled other : d.secondary()) {
            last = Math.max(last, other.span().line());
        }
        return Integer.toString(last).length();
    }

    private void snippet(Span span, String label, char mark, int margin, Severity severity, StringBuilder out) {
        Source source = span.source();
        int line = span.line();
        out.append(" ".repeat(margin)).append("--> ").append(span).append('\n');
        String text = source.lineText(line);
        int from = Math.min(span.start() - source.lineStart(line), text.length());
        int length = Math.max(1, Math.min(span.end() - span.start(), text.length() - from));
        int first = from > WIDTH - 40 ? from - 60 : 0;
        int last = Math.min(text.length(), first + WIDTH);
        length = Math.max(1, Math.min(length, last - from));
        String number = Integer.toString(line);
        out.append(" ".repeat(margin - number.length()))
                .append(number)
                .append(" | ")
                .append(first > 0 ? "…" : "")
                .append(printable(text.substring(first, last)))
                .append(last < text.length() ? "…" : "")
                .append('\n');
        int before = text.codePointCount(first, from) + (first > 0 ? 1 : 0);
        int marked = Math.max(1, text.codePointCount(from, Math.min(text.length(), from + length)));
        out.append(" ".repeat(margin)).append(" | ").append(" ".repeat(before));
        out.append(paint(severity, String.valueOf(mark).repeat(marked)));
        if (!label.isEmpty()) {
            out.append(' ').append(paint(severity, printable(label)));
        }
        out.append('\n');
    }

    /** One sign for each code point; what would steer the terminal or turn the text around is replaced. */
    private static String printable(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> switch (Character.getType(c)) {
                    case Character.CONTROL -> c == '\t' ? ' ' : '\uFFFD';
                    case Character.FORMAT,
                            Character.SURROGATE,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR -> '\uFFFD';
                    default -> c;
                })
                .forEach(out::appendCodePoint);
        return out.toString();
    }

    private String paint(Severity severity, String text) {
        if (!colour) {
            return text;
        }
        String code = switch (severity) {
            case ERROR -> "\u001b[1;31m";
            case WARNING -> "\u001b[1;33m";
            case NOTE -> "\u001b[1;36m";
        };
        return code + text + "\u001b[0m";
    }
}
