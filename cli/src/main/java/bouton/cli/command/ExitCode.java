package bouton.cli.command;

/** What a command returns to the shell. */
public final class ExitCode {
    /** All is well. */
    public static final int FINE = 0;

    /** A {@code require} failed. */
    public static final int REQUIRE_FAILED = 1;

    /** The command line, a program or a file is not what it should be. */
    public static final int BAD_INPUT = 2;

    /** A bug of Bouton (EX_SOFTWARE of sysexits.h). */
    public static final int INTERNAL = 70;

    /** Stopped by Ctrl-C (128 + SIGINT, as shells have it). */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}
