package bouton.cli.install;

import bouton.cli.command.BoutonCommand;
import bouton.cli.terminal.Terminal;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the JVM watches to fill an AOT cache: the commands that are over in a moment, one after the other. */
public final class Training {
    private Training() {}

    /**
     * Runs all commands on a program, and checks more of them: what they use of the language is at hand later.
     *
     * @param args an empty folder, for what the commands write; the program; programs to be checked
     */
    public static void main(String[] args) {
        Path folder = Path.of(args[0]);
        String program = args[1];
        String kept = folder.resolve("run").toString();
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Terminal system = Terminal.system();
        // As in a pipe: there the texts are plain and no progress is drawn.
        Terminal terminal = new Terminal(nowhere, nowhere, false, false, system.width(), system.wanted());
        List<List<String>> lines = new ArrayList<>(List.of(
                List.of("run", program, "--out", kept),
                List.of("check", program),
                List.of("check", program, "--json"),
                List.of("inspect", kept, "--kernels"),
                List.of("test", program),
                List.of("explain", "U001"),
                List.of("explain"),
                List.of("run", folder.resolve("nothing").toString()),
                List.of("--version"),
                List.of("--help")));
        Arrays.stream(args).skip(2).forEach(more -> lines.add(List.of("check", more)));
        for (List<String> line : lines) {
            BoutonCommand.execute(terminal, line.toArray(String[]::new));
        }
        // As every command ends: even that has classes of its own.
        System.exit(0);
    }
}
