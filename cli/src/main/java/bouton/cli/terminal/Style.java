package bouton.cli.terminal;

/**
 * Colours and signs.
 *
 * @param colour whether escape sequences are understood
 * @param signs whether signs beyond ASCII can be shown
 */
public record Style(boolean colour, boolean signs) {
    public String bold(String text) {
        return paint("1", text);
    }

    public String faint(String text) {
        return paint("2", text);
    }

    public String passed() {
        return paint("32", signs ? "✓" : "ok");
    }

    public String failed() {
        return paint("1;31", signs ? "✗" : "FAILED");
    }

    private String paint(String code, String text) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
