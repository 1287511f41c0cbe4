package bouton.cli.terminal;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * Where a command prints, and what can be shown there.
 *
 * @param out results
 * @param err everything else: problems and progress
 * @param outInteractive whether {@code out} is a terminal
 * @param errInteractive whether {@code err} is a terminal
 * @param width in characters
 * @param wanted whether colours may be used where there is a terminal
 */
public record Terminal(
        PrintStream out, PrintStream err, boolean outInteractive, boolean errInteractive, int width, boolean wanted) {
    private static final int DEFAULT_WIDTH = 80;
    private static final int LEAST_WIDTH = 40;

    /**
     * That of this process. The launcher says in the property {@code bouton.terminal} what only the system knows: {@code out}
     * and {@code err} if they are terminals, and the width, separated by commas.
     */
    public static Terminal system() {
        String told = System.getProperty("bouton.terminal");
        boolean out;
        boolean err;
        int width = number(System.getenv("COLUMNS"), DEFAULT_WIDTH);
        if (told != null) {
            out = false;
            err = false;
            for (String part : told.split(",", -1)) {
                out |= part.equals("out");
                err |= part.equals("err");
                width = number(part, width);
            }
        } else {
            out = System.console() != null && System.console().isTerminal();
            err = out;
        }
        String noColour = System.getenv("NO_COLOR");
        boolean wanted = (noColour == null || noColour.isEmpty()) && !"dumb".equals(System.getenv("TERM"));
        return new Terminal(System.out, System.err, out, err, Math.max(width, LEAST_WIDTH), wanted);
    }

    private static int number(@Nullable String text, int otherwise) {
        if (text == null || text.isEmpty() || text.length() > 4 || !text.chars().allMatch(Character::isDigit)) {
            return otherwise;
        }
        int value = Integer.parseInt(text);
        return value > 0 ? value : otherwise;
    }

    /** Whether results may be coloured. */
    public boolean colourOut() {
        return outInteractive && wanted;
    }

    /** Whether messages may be coloured. */
    public boolean colourErr() {
        return errInteractive && wanted;
    }

    /** How results are marked. */
    public Style style() {
        return new Style(colourOut(), out.charset().newEncoder().canEncode('✓'));
    }
}
