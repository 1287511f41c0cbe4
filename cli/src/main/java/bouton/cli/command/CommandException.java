package bouton.cli.command;

/** Ends a command with a message for the user; nothing else is shown. */
public final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int exitCode;

    /** A fault in what the user gave. The message may have several lines. */
    public CommandException(String message) {
        this(message, ExitCode.BAD_INPUT);
    }

    public CommandException(String message, int exitCode) {
        super(message);
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}
