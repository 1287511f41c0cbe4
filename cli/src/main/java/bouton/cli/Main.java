package bouton.cli;

import bouton.cli.command.BoutonCommand;
import bouton.cli.terminal.Terminal;

/** The command {@code bouton}. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        int exitCode = BoutonCommand.execute(Terminal.system(), args);
        System.out.flush();
        System.exit(exitCode);
    }
}
