package bouton.cli.command;

import bouton.cli.terminal.Figures;
import bouton.cli.terminal.Terminal;
import bouton.dsl.diagnostic.Suggestions;
import bouton.emulator.interpret.KernelFault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What a user sees when a command cannot do what it was asked for. Never a stack trace, unless it is asked for. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private static final String TRACE = "BOUTON_TRACE";

    private final Terminal terminal;

    Failures(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        terminal.err().println("bouton: " + (e instanceof UnmatchedArgumentException u ? unmatched(u) : message(e)));
        terminal.err().println("  `" + name + " --help` says what can be given");
        return ExitCode.BAD_INPUT;
    }

    private static String message(ParameterException e) {
        String text = e.getMessage();
        if (text == null) {
            return "the command line cannot be understood";
        }
        return text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }

    private static String unmatched(UnmatchedArgumentException e) {
        String word = e.getUnmatched().getFirst();
        CommandLine command = e.getCommandLine();
        if (word.startsWith("-")) {
            String option = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
            return "there is no option `" + option + "`" + didYouMean(option, options(command));
        }
        if (command.getSubcommands().isEmpty()) {
            return "one argument too many: `" + word + "`";
        }
        if (word.endsWith(".bouton") || Files.isRegularFile(Path.of(word))) {
            return "`" + word + "` is no command; did you mean `bouton run " + word + "`?";
        }
        return "there is no command `" + word + "`"
                + didYouMean(word, command.getSubcommands().keySet());
    }

    private static List<String> options(CommandLine command) {
        List<String> names = new ArrayList<>();
        for (OptionSpec option : command.getCommandSpec().options()) {
            names.addAll(List.of(option.names()));
        }
        return names;
    }

    private static String didYouMean(String word, Iterable<String> known) {
        Optional<String> closest = Suggestions.closest(word, known);
        return closest.map(best -> "; did you mean `" + best + "`?").orElse("");
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, @Nullable ParseResult result) {
        return thrown(e);
    }

    /** Says what was thrown. */
    int thrown(Throwable thrown) {
        switch (thrown) {
            case CommandException e -> {
                terminal.err().println("bouton: " + e.getMessage());
                return e.exitCode();
            }
            case KernelFault e -> {
                terminal.err().println("bouton: the run stopped: " + e.getMessage());
                return ExitCode.BAD_INPUT;
            }
            case OutOfMemoryError e -> {
                terminal.err().println("bouton: " + outOfMemory());
                return ExitCode.BAD_INPUT;
            }
            case BugException e -> {
                Throwable cause = e.getCause() == null ? e : e.getCause();
                return bug(cause, e.trace());
            }
            default -> {
                return bug(thrown, null);
            }
        }
    }

    /** What to do when the memory is used up. */
    static String outOfMemory() {
        return "the memory is used up: " + Figures.bytes(Runtime.getRuntime().maxMemory()) + " were not enough\n"
                + "  give it more, if the machine has it, for example BOUTON_JAVA_OPTS=-Xmx12g ./bouton run …";
    }

    private int bug(Throwable cause, @Nullable Path trace) {
        boolean asked = System.getenv(TRACE) != null;
        terminal.err().println("bouton: internal error, " + summary(cause));
        String where = trace != null
                ? "its trace is in " + trace
                : asked ? "its trace follows" : "with " + TRACE + "=1 in the environment its trace is shown";
        terminal.err()
                .println("  this is a bug of Bouton: please report it where you got Bouton from, with the program; "
                        + where);
        if (asked) {
            cause.printStackTrace(terminal.err());
        }
        return ExitCode.INTERNAL;
    }

    private static String summary(Throwable cause) {
        StackTraceElement[] trace = cause.getStackTrace();
        String text = cause.getMessage() == null
                ? cause.getClass().getSimpleName()
                : cause.getClass().getSimpleName() + ": "
                        + cause.getMessage().lines().findFirst().orElse("");
        return trace.length == 0 ? text : text + " (" + trace[0].getFileName() + ":" + trace[0].getLineNumber() + ")";
    }
}
