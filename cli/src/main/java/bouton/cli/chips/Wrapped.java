package bouton.cli.chips;

import java.util.ArrayList;
import java.util.List;

/** Texts in lines that are not too wide. */
final class Wrapped {
    private Wrapped() {}

    static List<String> of(String text, int width, String indent) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (!line.isEmpty() && indent.length() + line.length() + 1 + word.length() > width) {
                lines.add(indent + line);
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        if (!line.isEmpty()) {
            lines.add(indent + line);
        }
        return lines;
    }
}
