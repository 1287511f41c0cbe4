package bouton.cli.command;

import bouton.cli.conform.ConformCommand;
import bouton.cli.output.Machine;
import bouton.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command itself: what it is, and the commands below it. */
@Command(
        name = "bouton",
        versionProvider = BoutonCommand.Version.class,
        description = {"Runs spiking networks with local learning rules, written in .bouton files.", ""},
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "Examples:",
            "  bouton check mine.bouton    says what is wrong in it",
            "  bouton run mine.bouton      runs its experiments; see runs/mine-<time>",
            "  bouton diff mine.bouton A B says where two targets differ, and why",
            "  bouton test examples/       runs many, and says which requirements hold",
            "  bouton explain U001         explains an error",
            "  bouton run --help           says more about a command",
            "",
            "Returns 0 if all is well, 1 if a `require` of an experiment failed or what is",
            "compared differs, 2 if a file or the command line is not as it should be,",
            "130 after Ctrl-C."
        })
public final class BoutonCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = CommandLine.ScopeType.INHERIT,
            description = "show this help")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "show the versions of Bouton, Java and the system")
    private boolean version;

    /**
     * Runs a command line.
     *
     * @return what to return to the shell
     */
    public static int execute(Terminal terminal, String... args) {
        CommandLine line = new CommandLine(new BoutonCommand());
        // picocli reads the annotations of a command when it is added: only of the one that is asked for, if one is.
        Supplier<Callable<Integer>> asked =
                args.length == 0 ? null : commands(terminal).get(args[0]);
        (asked == null ? commands(terminal).values() : List.of(asked)).forEach(c -> line.addSubcommand(c.get()));
        Failures failures = new Failures(terminal);
        line.setOut(new PrintWriter(terminal.out(), true))
                .setErr(new PrintWriter(terminal.err(), true))
                .setColorScheme(CommandLine.Help.defaultColorScheme(terminal.colourOut() ? Ansi.ON : Ansi.OFF))
                .setUsageHelpWidth(Math.min(terminal.width(), 100))
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures);
        try {
            return line.execute(args);
        } catch (Throwable e) {
            // Errors of the machine: picocli hands on exceptions only.
            return failures.thrown(e);
        }
    }

    /** By name, in the order of the help. */
    private static Map<String, Supplier<Callable<Integer>>> commands(Terminal terminal) {
        Map<String, Supplier<Callable<Integer>>> all = new LinkedHashMap<>();
        all.put("run", () -> new RunCommand(terminal));
        all.put("compile", () -> new CompileCommand(terminal));
        all.put("diff", () -> new DiffCommand(terminal));
        all.put("test", () -> new TestCommand(terminal));
        all.put("check", () -> new CheckCommand(terminal));
        all.put("explain", () -> new ExplainCommand(terminal));
        all.put("inspect", () -> new InspectCommand(terminal));
        all.put("conform", () -> new ConformCommand(terminal));
        all.put("chips", () -> new ChipsCommand(terminal));
        all.put("bench", () -> new BenchCommand(terminal));
        return all;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return ExitCode.FINE;
    }

    /** Asks for the versions only when they are to be shown. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"bouton " + Machine.bouton(), "Java " + Machine.java(), Machine.os()};
        }
    }
}
