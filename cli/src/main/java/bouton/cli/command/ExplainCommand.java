package bouton.cli.command;

import bouton.cli.terminal.Terminal;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Suggestions;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Tells at length what a code of an error means. */
@Command(
        name = "explain",
        description = "Explains an error or a warning by its code; without a code, lists all codes.",
        footer = {"", "Examples:", "  bouton explain L301", "  bouton explain"})
public final class ExplainCommand implements Callable<Integer> {
    @Parameters(paramLabel = "CODE", arity = "0..1", description = "as it stands in brackets, such as U001")
    private @Nullable String code;

    private final Terminal terminal;

    public ExplainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (code == null) {
            for (Code known : Code.values()) {
                terminal.out().printf("%-6s %-8s %s%n", known, known.severity().word(), known.title());
            }
            return ExitCode.FINE;
        }
        String written = code;
        Code found = Code.find(written).orElseThrow(() -> unknown(written));
        terminal.out().print(found.explanation().stripTrailing() + "\n");
        return ExitCode.FINE;
    }

    private static CommandException unknown(String written) {
        List<String> codes = Arrays.stream(Code.values()).map(Code::name).toList();
        String similar = Suggestions.closest(written, codes)
                .map(best -> "; did you mean `" + best + "`?")
                .orElse("");
        return new CommandException(
                "there is no code `" + written + "`" + similar + "\n  `bouton explain` lists all codes");
    }
}
