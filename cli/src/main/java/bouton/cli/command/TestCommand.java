package bouton.cli.command;

import bouton.cli.json.Json;
import bouton.cli.protocol.Requirement;
import bouton.cli.run.Guard;
import bouton.cli.terminal.Figures;
import bouton.cli.terminal.Terminal;
import bouton.cli.world.FileEnvironment;
import bouton.dsl.check.Bindings;
import bouton.dsl.check.Environment;
import bouton.dsl.check.Frontend;
import bouton.dsl.check.Program;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.diagnostic.TextRenderer;
import bouton.dsl.experiment.Experiment;
import bouton.dsl.experiment.Experiments;
import bouton.dsl.model.TargetDef;
import bouton.dsl.syntax.Declaration;
import bouton.emulator.Emulator;
import bouton.emulator.interpret.KernelFault;
import bouton.image.run.ForeignNeurons;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the experiments of many programs for their requirements alone. */
@Command(
        name = "test",
        description = "Runs the experiments of programs and tells which of their requirements hold.",
        footer = {
            "",
            "Examples:",
            "  bouton test examples/",
            "  bouton test mine.bouton --long",
            "",
            "Nothing is kept of the runs. Experiments that are marked @long run with --long;",
            "one that is marked @control must fail a requirement.",
            "Returns 0 if all is as it must be, 1 if an experiment failed, 2 for errors."
        })
public final class TestCommand implements Callable<Integer> {
    private static final String ENDING = ".bouton";

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "programs, and folders of programs")
    private List<Path> paths = List.of();

    @Option(names = "--long", description = "run the experiments that are marked @long, too")
    private boolean withLong;

    @Option(names = "--json", description = "write the results as a JSON list to the standard output")
    private boolean json;

    private final Terminal terminal;
    private final List<Object> results = new ArrayList<>();
    private int passed;
    private int failed;
    private int left;
    private boolean errors;

    public TestCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        for (Path file : programs()) {
            program(file);
        }
        if (json) {
            terminal.out().print(Json.text(results));
        } else {
            String more = left == 0 ? "" : ", " + left + " left out (--long runs them)";
            terminal.out().println(passed + " passed, " + failed + " failed" + more);
        }
        return errors ? ExitCode.BAD_INPUT : failed > 0 ? ExitCode.REQUIRE_FAILED : ExitCode.FINE;
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

    private void program(Path file) {
        Diagnostics diagnostics = new Diagnostics();
        FileEnvironment environment = new FileEnvironment();
        Program program;
        try {
            Environment.Text text = environment.program(file);
            program = Frontend.load(text.name(), text.bytes(), environment, diagnostics);
        } catch (IOException e) {
            unusable(file, "cannot read it: " + e.getMessage());
            return;
        }
        TargetDef target = Targets.choose(program, new RunOptions(), environment, diagnostics);
        Bindings bindings = new Bindings();
        program.check(target, bindings, diagnostics);
        List<Experiment> experiments = new ArrayList<>();
        for (Declaration.Experiment e : program.experiments()) {
            if (!withLong && e.is(Declaration.Purpose.LONG)) {
                // It is checked all the same.
                left++;
            }
            Experiment checked = Experiments.check(program, e, target, bindings, diagnostics);
            if (checked != null && (withLong || !e.is(Declaration.Purpose.LONG))) {
                experiments.add(checked);
            }
        }
        if (diagnostics.hasErrors()) {
            terminal.err().print(new TextRenderer(terminal.colourErr()).render(diagnostics.sorted()));
            unusable(file, "it has errors");
            return;
        }
        for (Experiment e : experiments) {
            run(file, new Task(program, List.of(e), target, bindings), e, environment.foreignNeurons());
        }
    }

    private void unusable(Path file, String why) {
        errors = true;
        failed++;
        tell(file, "", false, why, 0, List.of());
    }

    private void run(Path file, Task task, Experiment experiment, ForeignNeurons neurons) {
        Requirements found = new Requirements();
        long start = System.nanoTime();
        String problem = "";
        try {
            Task.Outcome outcome = task.run(new Guard(new Emulator(neurons), false), found);
            if (outcome.diagnostics().hasErrors()) {
                terminal.err()
                        .print(new TextRenderer(terminal.colourErr())
                                .render(outcome.diagnostics().sorted()));
                problem = "it could not go on";
                errors = true;
            }
        } catch (KernelFault | CommandException e) {
            problem = String.valueOf(e.getMessage());
            errors = true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        long broken = found.failed().size();
        boolean good = problem.isEmpty() && (experiment.isControl() ? broken > 0 : broken == 0);
        if (problem.isEmpty()) {
            problem = experiment.isControl()
                    ? broken > 0 ? "failed, as a control must" : "all requirements of a control hold; one must fail"
                    : found.total() - broken + " of " + found.total()
                            + (found.total() == 1 ? " requirement" : " requirements");
        }
        if (good) {
            passed++;
        } else {
            failed++;
        }
        List<Requirement> shown = experiment.isControl() ? List.of() : found.failed();
        tell(file, experiment.name(), good, problem, seconds, shown);
    }

    private void tell(
            Path file, String experiment, boolean good, String what, double seconds, List<Requirement> broken) {
        if (json) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("file", file.toString());
            result.put("experiment", experiment);
            result.put("passed", good);
            result.put("result", what);
            result.put("seconds", seconds);
            result.put("failed", broken.stream().map(TestCommand::tree).toList());
            results.add(result);
            return;
        }
        String name = file + (experiment.isEmpty() ? "" : " " + experiment);
        terminal.out()
                .println((good ? "✓ " : "✗ ") + name + "   " + what
                        + (seconds > 0 ? ", " + Figures.duration(seconds) : ""));
        for (Requirement r : broken) {
            terminal.out().println("    " + r.at() + ": " + r.message());
        }
        terminal.out().flush();
    }

    private static Map<String, Object> tree(Requirement r) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("condition", r.condition());
        result.put("message", r.message());
        result.put("at", r.at());
        return result;
    }
}
