package bouton.cli.command;

import bouton.cli.output.RunDescription;
import bouton.cli.output.RunFolder;
import bouton.cli.output.Status;
import bouton.cli.run.Guard;
import bouton.cli.run.Interruption;
import bouton.cli.run.RunReporter;
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
import bouton.image.run.SessionProvider;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs the experiments of a program. */
@Command(
        name = "run",
        sortOptions = false,
        description = "Runs the experiments of a program and keeps what they record.",
        footer = {
            "",
            "Examples:",
            "  bouton run examples/balanced.bouton",
            "  bouton run mine.bouton --experiment short --set tau_m=\"15 ms\" --seed 7",
            "  bouton run mine.bouton --dt \"0.05 ms\" --out results/fine",
            "",
            "The folder of a run holds spikes, values and weights as NPY and CSV, and",
            "manifest.json, which says what they are. It can be read while the run goes on;",
            "Ctrl-C ends it in good order.",
            "More memory: BOUTON_JAVA_OPTS=-Xmx12g bouton run …",
            "Returns 1 if a `require` failed, 2 for errors, 130 after Ctrl-C."
        })
public final class RunCommand implements Callable<Integer> {
    private static final String TRACE_FILE = "trace.txt";

    @Mixin
    private RunOptions options;

    @Spec
    private CommandSpec spec;

    private final Terminal terminal;

    public RunCommand(Terminal terminal) {
        this.terminal = terminal;
        this.options = new RunOptions();
        this.spec = CommandSpec.create();
    }

    @Override
    public Integer call() {
        Diagnostics diagnostics = new Diagnostics();
        FileEnvironment environment = new FileEnvironment();
        Program program = load(environment, diagnostics);
        Task task = prepare(program, diagnostics);
        if (diagnostics.hasErrors()) {
            tell(diagnostics);
            return ExitCode.BAD_INPUT;
        }
        if (!options.quiet) {
            tell(diagnostics);
        }
        if (task.experiments().isEmpty() && !program.experiments().isEmpty()) {
            throw new CommandException("all experiments of " + options.file
                    + " are marked @long: --long runs them, --experiment one of them");
        }
        return task.experiments().isEmpty() ? ExitCode.FINE : run(task, environment);
    }

    private Task prepare(Program program, Diagnostics diagnostics) {
        TargetDef target = Targets.choose(program, options, diagnostics);
        List<Declaration.Experiment> chosen = Chosen.experiments(program, options.experiments, options.withLong);
        Bindings bindings = new Settings(options.settings).bindings(program, Chosen.networks(chosen), target);
        program.check(target, bindings, diagnostics);
        List<Experiment> checked = new ArrayList<>();
        for (Declaration.Experiment experiment : chosen) {
            Experiment good = Experiments.check(program, experiment, target, bindings, diagnostics);
            if (good != null) {
                checked.add(good);
            }
        }
        return new Task(program, checked, target, bindings);
    }

    private Program load(FileEnvironment environment, Diagnostics diagnostics) {
        try {
            Environment.Text text = environment.program(options.file);
            return Frontend.load(text.name(), text.bytes(), environment, diagnostics);
        } catch (IOException e) {
            throw new CommandException("cannot read " + options.file + ": " + e.getMessage());
        }
    }

    private void tell(Diagnostics diagnostics) {
        terminal.err().print(new TextRenderer(terminal.colourErr()).render(diagnostics.sorted()));
        terminal.err().flush();
    }

    private int run(Task task, FileEnvironment environment) {
        Path path = folder();
        try (Interruption interruption = new Interruption()) {
            RunFolder folder = RunFolder.create(
                    path,
                    description(task.target()),
                    environment::sources,
                    task.experiments().size() > 1);
            interruption.guard(folder);
            try {
                RunReporter.Options told =
                        new RunReporter.Options(options.file.toString(), options.quiet, !options.noProgress);
                SessionProvider provider = new Guard(new Emulator(environment.foreignNeurons()), options.force);
                try (RunReporter reporter = new RunReporter(terminal, folder, interruption, provider, told)) {
                    return finish(folder, path, task.run(provider, reporter));
                }
            } catch (CommandException e) {
                folder.end(Status.FAILED, e.getMessage());
                throw e;
            } catch (KernelFault e) {
                folder.end(Status.FAILED, e.getMessage());
                throw e;
            } catch (OutOfMemoryError e) {
                folder.end(Status.FAILED, "the memory was used up");
                throw e;
            } catch (UncheckedIOException e) {
                // The disk, not a bug: said below.
                throw e;
            } catch (RuntimeException | Error e) {
                Path trace = writeTrace(path, e);
                folder.end(Status.FAILED, "internal error: " + e.getClass().getSimpleName());
                throw new BugException(e, trace);
            }
        } catch (UncheckedIOException e) {
            throw cannotWrite(path, e.getCause());
        } catch (IOException e) {
            throw cannotWrite(path, e);
        }
    }

    private int finish(RunFolder folder, Path path, Task.Outcome outcome) throws IOException {
        if (outcome.stopped()) {
            folder.end(Status.PARTIAL, "interrupted");
            terminal.err().println("bouton: interrupted; what was recorded until then is in " + path);
            return ExitCode.INTERRUPTED;
        }
        if (outcome.diagnostics().hasErrors()) {
            folder.end(Status.FAILED, "an experiment could not go on");
            tell(outcome.diagnostics());
            terminal.err().println("bouton: what was recorded until then is in " + path);
            return ExitCode.BAD_INPUT;
        }
        folder.end(Status.COMPLETE, null);
        if (!options.quiet) {
            tell(outcome.diagnostics());
            terminal.out().println();
            terminal.out().println("results in " + path);
        }
        return outcome.failed() > 0 ? ExitCode.REQUIRE_FAILED : ExitCode.FINE;
    }

    private Path folder() {
        Path out = options.out;
        try {
            return out != null
                    ? RunFolder.chosen(out)
                    : RunFolder.fresh(Path.of(""), options.file.getFileName().toString(), LocalDateTime.now());
        } catch (FileAlreadyExistsException e) {
            throw new CommandException("--out: there is something in " + out
                    + " already; a run never writes over another. Name a folder that is empty or not there");
        } catch (NotDirectoryException e) {
            throw new CommandException("--out: " + out + " is a file, not a folder");
        } catch (IOException e) {
            throw cannotWrite(out != null ? out : Path.of("runs"), e);
        }
    }

    private static CommandException cannotWrite(Path path, @Nullable IOException e) {
        String reason = e instanceof FileSystemException f && f.getReason() != null
                ? f.getReason()
                : e == null ? "" : e.getClass().getSimpleName() + " " + e.getMessage();
        return new CommandException("cannot write into " + path + ": " + reason);
    }

    private RunDescription description(TargetDef target) {
        List<String> command = spec.root().commandLine().getParseResult().originalArgs().stream()
                .map(RunCommand::withoutFolders)
                .toList();
        return new RunDescription(command, target.name(), target.chip(), target.dt(), target.seed(), options.settings);
    }

    /** An absolute path says where it lies on this machine: its last part is enough. */
    private static String withoutFolders(String word) {
        int start = word.startsWith("--") && word.contains("=") ? word.indexOf('=') + 1 : 0;
        String value = word.substring(start);
        if (!value.startsWith("/") || value.length() == 1) {
            return word;
        }
        Path name = Path.of(value).getFileName();
        return word.substring(0, start) + name;
    }

    private static @Nullable Path writeTrace(Path folder, Throwable e) {
        Path file = folder.resolve(TRACE_FILE);
        try (PrintStream out = new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
            e.printStackTrace(out);
            return file;
        } catch (IOException f) {
            return null;
        }
    }
}
