package bouton.cli.command;

import bouton.cli.output.RunDescription;
import bouton.cli.output.RunFolder;
import bouton.cli.output.Status;
import bouton.cli.protocol.Checkpointing;
import bouton.cli.run.Checkpoints;
import bouton.cli.run.Guard;
import bouton.cli.run.Interruption;
import bouton.cli.run.RunReporter;
import bouton.cli.terminal.Terminal;
import bouton.cli.world.FileEnvironment;
import bouton.compiler.Compiler;
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
import bouton.emulator.interpret.KernelFault;
import bouton.image.run.ForeignNeurons;
import bouton.image.run.SessionProvider;
import bouton.image.run.StateException;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One call of {@code bouton run}, with a new folder or with that of a run that is gone on with. */
final class Run {
    private static final String TRACE_FILE = "trace.txt";

    private final Terminal terminal;
    private final Function<ForeignNeurons, SessionProvider> engine;
    private final RunOptions options;
    private final List<String> command;
    private final Path program;
    private final FileEnvironment environment;
    private final @Nullable ResumedRun resumed;
    private boolean waveform;

    /**
     * @param engine runs images, with these foreign neurons
     * @param said on the command line
     * @param command words of the command line
     * @param resumed what is gone on with; null for a new run
     */
    Run(
            Terminal terminal,
            Function<ForeignNeurons, SessionProvider> engine,
            RunOptions said,
            List<String> command,
            @Nullable ResumedRun resumed) {
        this.terminal = terminal;
        this.engine = engine;
        this.options = resumed == null ? said : resumed.options(said);
        this.command = resumed == null ? command : resumed.began().command();
        this.program = resumed == null ? said.file() : resumed.program(said);
        this.environment = new FileEnvironment();
        this.resumed = resumed;
    }

    /** With a waveform: it must be of one point of one experiment, on a chip that has clock cycles to be seen. */
    Run requireOneMachine(boolean required) {
        waveform = required;
        return this;
    }

    private void requireOneMachine(Task task) {
        if (!Compiler.isMachine(task.target())) {
            throw new CommandException("--vcd: `" + task.target().chip()
                    + "` has no clock cycles to show; chips with `engine event_serial` have, such as --chip odin");
        }
        int points = task.experiments().stream().mapToInt(Experiment::points).sum();
        if (points != 1) {
            throw new CommandException("--vcd: a waveform is of one run, and this would be " + points
                    + "; --experiment NAME chooses an experiment, and `bouton run` of one without `for` has one point");
        }
    }

    int call() {
        Checkpoints.Intervals intervals = intervals();
        Diagnostics diagnostics = new Diagnostics();
        Program program = load(diagnostics);
        if (resumed != null) {
            // A program that has changed is told before what may be wrong in it now.
            resumed.requireSame(environment.sources());
        }
        Task task = prepare(program, diagnostics);
        if (diagnostics.hasErrors()) {
            tell(diagnostics);
            return ExitCode.BAD_INPUT;
        }
        if (resumed != null) {
            resumed.requireSame(environment.sources());
        }
        if (!options.quiet) {
            tell(diagnostics);
        }
        if (task.experiments().isEmpty() && !program.experiments().isEmpty()) {
            throw new CommandException("all experiments of " + options.file()
                    + " are marked @long: --long runs them, --experiment one of them");
        }
        return task.experiments().isEmpty() ? ExitCode.FINE : run(task, intervals);
    }

    /** When checkpoints are written: as was said now, else as the run was begun. */
    private Checkpoints.Intervals intervals() {
        Checkpoints.Intervals said = new Checkpoints.Intervals(
                WrittenQuantity.duration("--checkpoint", options.checkpoint),
                WrittenQuantity.duration("--checkpoint-every", options.checkpointEvery) / 1000);
        return said.isNone() && resumed != null ? resumed.began().intervals() : said;
    }

    private Task prepare(Program program, Diagnostics diagnostics) {
        TargetDef target = Targets.choose(program, options, environment, diagnostics);
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

    private Program load(Diagnostics diagnostics) {
        try {
            Environment.Text text = environment.program(program, options.file());
            return Frontend.load(text.name(), text.bytes(), environment, diagnostics);
        } catch (IOException e) {
            throw new CommandException("cannot read " + program + ": " + e.getMessage()
                    + (resumed == null
                            ? ""
                            : "\n  where is the program now? bouton run FILE --resume " + resumed.folder()));
        }
    }

    private void tell(Diagnostics diagnostics) {
        terminal.err().print(new TextRenderer(terminal.colourErr()).render(diagnostics.sorted()));
        terminal.err().flush();
    }

    private int run(Task task, Checkpoints.Intervals intervals) {
        if (waveform) {
            requireOneMachine(task);
        }
        Path path = resumed == null ? newFolder() : resumed.folder();
        try (Interruption interruption = new Interruption()) {
            RunFolder folder = folder(task, path);
            interruption.guard(folder);
            try {
                RunReporter.Options told =
                        new RunReporter.Options(options.file().toString(), options.quiet, !options.noProgress);
                SessionProvider provider = new Guard(engine.apply(environment.foreignNeurons()), options.force);
                try (RunReporter reporter = new RunReporter(terminal, folder, interruption, provider, told)) {
                    Checkpointing checkpoints = checkpoints(intervals, folder, reporter, interruption);
                    if (resumed != null) {
                        reporter.restore(resumed.state());
                    }
                    Task.Outcome outcome =
                            task.run(provider, reporter, checkpoints, resumed == null ? null : resumed.state());
                    return finish(folder, path, outcome, checkpoints.isOn());
                }
            } catch (CommandException e) {
                folder.end(Status.FAILED, e.getMessage());
                throw e;
            } catch (StateException e) {
                folder.end(Status.PARTIAL, "it could not be gone on with");
                throw ResumedRun.unusable(path, e);
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

    private RunFolder folder(Task task, Path path) throws IOException {
        RunDescription description = description(task.target());
        boolean several = task.experiments().size() > 1;
        if (resumed == null) {
            return RunFolder.create(path, description, environment::sources, several);
        }
        try {
            return RunFolder.resume(
                    path, description, environment::sources, several, resumed.resumption(), resumed.state());
        } catch (StateException e) {
            throw ResumedRun.unusable(path, e);
        }
    }

    private Checkpointing checkpoints(
            Checkpoints.Intervals intervals, RunFolder folder, RunReporter reporter, Interruption interruption) {
        if (intervals.isNone()) {
            return Checkpointing.NONE;
        }
        return new Checkpoints(
                intervals,
                folder,
                reporter,
                interruption,
                out -> Began.now(program, options, command, intervals, environment.sources())
                        .save(out),
                resumed == null ? null : resumed.position());
    }

    private int finish(RunFolder folder, Path path, Task.Outcome outcome, boolean checkpoints) throws IOException {
        if (outcome.stopped()) {
            folder.end(Status.PARTIAL, "interrupted");
            terminal.err().println("bouton: interrupted; what was recorded until then is in " + path);
            if (checkpoints) {
                terminal.err().println("  to go on: bouton run --resume " + path);
            }
            return ExitCode.INTERRUPTED;
        }
        if (outcome.diagnostics().hasErrors()) {
            folder.end(Status.FAILED, "an experiment could not go on");
            tell(outcome);
            terminal.err().println("bouton: what was recorded until then is in " + path);
            return ExitCode.BAD_INPUT;
        }
        folder.dropCheckpoint();
        folder.end(Status.COMPLETE, null);
        if (!options.quiet) {
            tell(outcome);
            terminal.out().println();
            terminal.out().println("results in " + path);
        }
        return outcome.failed() > 0 ? ExitCode.REQUIRE_FAILED : ExitCode.FINE;
    }

    private void tell(Task.Outcome outcome) {
        terminal.err().print(outcome.told().without(outcome.diagnostics()));
        tell(outcome.diagnostics());
    }

    private Path newFolder() {
        Path out = options.out;
        try {
            return out != null
                    ? RunFolder.chosen(out)
                    : RunFolder.fresh(Path.of(""), options.file().getFileName().toString(), LocalDateTime.now());
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
        return new RunDescription(command, target.name(), target.chip(), target.dt(), target.seed(), options.settings);
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
