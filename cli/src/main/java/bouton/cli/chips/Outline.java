package bouton.cli.chips;

import java.util.HashSet;
import java.util.Set;

/** Lines in nested blocks. */
final class Outline {
    private static final String STEP = "  ";

    private final String before;
    private final StringBuilder text = new StringBuilder();
    private final Set<String> notes = new HashSet<>();
    private int depth;

    /** @param before what items stand behind: nothing, or a comment sign */
    Outline(String before) {
        this.before = before;
    }

    void line(String line) {
        text.append(STEP.repeat(depth)).append(line).append('\n');
    }

    /** A remark, where items are comments and need one; each once. */
    void note(String note) {
        if (!before.isEmpty() && notes.add(note)) {
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
