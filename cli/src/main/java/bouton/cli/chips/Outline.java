package bouton.cli.chips;

/** Lines in nested blocks. */
final class Outline {
    private static final String STEP = "  ";

    private final String before;
    private final StringBuilder text = new StringBuilder();
    private int depth;

    /** @param before what items stand behind: nothing, or a comment sign */
    Outline(String before) {
        this.before = before;
    }

    void line(String line) {
        text.append(STEP.repeat(depth)).append(line).append('\n');
    }

    /** A remark, where items are comments and need one. */
    void note(String note) {
        if (!before.isEmpty()) {
            line("#: " + note);
        }
    }

    void item(String item) {
        line(before + item);
    }

    void open(String head) {
        line(head + " {");
        depth++;
    }

    void close() {
        depth--;
        line("}");
    }

    String text() {
        return text.toString();
    }
}
