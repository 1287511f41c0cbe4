package bouton.cli.command;

import bouton.cli.terminal.Terminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the experiments of many programs for their requirements alone, on chips too. */
@Command(
        name = "test",
        description = "Runs the experiments of programs and tells which of their requirements hold.",
        footer = {
            "",
            "Examples:",
            "  bouton test examples/",
            "  bouton test mine.bouton --long",
            "  bouton test examples/ --chip crossbar256 --chip manycore",
            "",
            "Nothing is kept of the runs. Experiments that are marked @long run with --long;",
            "one that is marked @control must fail a requirement. With --chip, a table tells for",
            "each program and chip whether it passed, passed with requirements that allow for the",
            "steps of the chip's words (`looser`), failed, or is refused, and why.",
            "Returns 0 if all that can run is as it must be, 1 if an experiment failed, 2 for",
            "errors; a program that a chip refuses has not failed."
        })
public final class TestCommand implements Callable<Integer> {
    private static final String ENDING = ".bouton";

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "programs, and folders of programs")
    private List<Path> paths = List.of();

    @Option(names = "--long", description = "run the experiments that are marked @long, too")
    private boolean withLong;

    @Option(
            names = "--chip",
            paramLabel = "CHIP",
            description = "a name, a file that declares a chip, or FILE:NAME; may be given several times")
    private List<String> chips = List.of();

    @Option(names = "--json", description = "write the results as a JSON list to the standard output")
    private boolean json;

    private final Terminal terminal;

    public TestCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<String> columns = chips.stream().distinct().toList();
        TestReport report = new TestReport(terminal, columns, json);
        ProgramTests tests = new ProgramTests(withLong, terminal, report::add);
        for (Path file : programs()) {
            if (columns.isEmpty()) {
                tests.run(file, Optional.empty());
            }
            columns.forEach(chip -> tests.run(file, Optional.of(chip)));
        }
        report.end(tests.left());
        return report.count(k -> k == Verdict.Kind.BROKEN) > 0
                ? ExitCode.BAD_INPUT
                : report.count(k -> k == Verdict.Kind.FAILED) > 0 ? ExitCode.REQUIRE_FAILED : ExitCode.FINE;
    }

    private List<Path> programs() {
        List<Path> files = new ArrayList<>();
        for (Path path : paths) {
            if (!Files.isDirectory(path)) {
                files.add(path);
                continue;
            }
            try (Stream<Path> inside = Files.walk(path)) {
                inside.filter(p -> p.toString().endsWith(ENDING) && Files.isRegularFile(p))
                        .sorted()
                        .forEach(files::add);
            } catch (IOException | UncheckedIOException e) {
                throw new CommandException("cannot read " + path + ": " + e.getMessage());
            }
        }
        if (files.isEmpty()) {
            throw new CommandException("there are no programs (*" + ENDING + ") in " + paths.getFirst());
        }
        return files;
    }
}
