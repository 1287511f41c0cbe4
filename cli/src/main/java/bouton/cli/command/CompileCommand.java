package bouton.cli.command;

import bouton.cli.compile.CompileJson;
import bouton.cli.compile.CompileReport;
import bouton.cli.compile.CompileText;
import bouton.cli.protocol.ExperimentRunner;
import bouton.cli.run.Guard;
import bouton.cli.terminal.Terminal;
import bouton.cli.world.FileEnvironment;
import bouton.compiler.Compiled;
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
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compiles a program for a chip and says what that comes to. */
@Command(
        name = "compile",
        sortOptions = false,
        description =
                "Compiles a program for a chip: number formats, what becomes of constants, how full the cores are.",
        footer = {
            "",
            "Examples:",
            "  bouton compile mine.bouton --chip crossbar256",
            "  bouton compile mine.bouton --chip my_chip.bouton --json",
            "",
            "The experiment runs once in float64 first, to show how large values become.",
            "Returns 0 if the chip can run it, 2 if it cannot, with the reasons."
        })
public final class CompileCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "the program")
    private Path file = Path.of("");

    @Option(names = "--chip", paramLabel = "CHIP", description = "a name, a file that declares a chip, or FILE:NAME")
    private @Nullable String chip;

    @Option(names = "--target", paramLabel = "NAME", description = "one of the program's targets (default: its first)")
    private @Nullable String target;

    @Option(
            names = "--experiment",
            paramLabel = "NAME",
            description = "whose network is compiled, at its first point (default: the first)")
    private @Nullable String experiment;

    @Option(names = "--dt", paramLabel = "TIME", description = "length of a tick, such as \"0.5 ms\"")
    private @Nullable String dt;

    @Option(names = "--seed", paramLabel = "N", description = "seed of all random numbers")
    private @Nullable String seed;

    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "give a parameter another value")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--json", description = "write the report as JSON to the standard output")
    private boolean json;

    @Option(names = "--force", description = "build a network even if it seems too large for the memory")
    private boolean force;

    private final Terminal terminal;

    public CompileCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        FileEnvironment environment = new FileEnvironment();
        Diagnostics diagnostics = new Diagnostics();
        Program program = load(environment, diagnostics);
        RunOptions options = options();
        TargetDef chosen = Targets.choose(program, options, environment, diagnostics);
        if (program.experiments().isEmpty()) {
            if (diagnostics.hasErrors()) {
                // One of them may be why there is none.
                tell(diagnostics);
                return ExitCode.BAD_INPUT;
            }
            throw new CommandException(
                    file + " has no experiment: write one, such as `experiment e : net { run 1 s }`; "
                            + "its network is compiled, and its run shows how large values become where formats depend on it");
        }
        Declaration.Experiment declared = declared(program);
        Bindings bindings = new Settings(settings).bindings(program, Chosen.networks(List.of(declared)), chosen);
        program.check(chosen, bindings, diagnostics);
        Experiment checked = Experiments.check(program, declared, chosen, bindings, diagnostics);
        Compiled compiled = null;
        if (checked != null && !diagnostics.hasErrors()) {
            compiled = compile(checked, program, chosen, bindings, environment, diagnostics);
        }
        if (compiled != null) {
            write(CompileReport.of(compiled));
        }
        tell(diagnostics);
        return diagnostics.hasErrors() || compiled == null ? ExitCode.BAD_INPUT : ExitCode.FINE;
    }

    private void tell(Diagnostics diagnostics) {
        terminal.err().print(new TextRenderer(terminal.colourErr()).render(diagnostics.sorted()));
        terminal.err().flush();
    }

    private Program load(FileEnvironment environment, Diagnostics diagnostics) {
        try {
            Environment.Text text = environment.program(file);
            return Frontend.load(text.name(), text.bytes(), environment, diagnostics);
        } catch (IOException e) {
            throw new CommandException("cannot read " + file + ": " + e.getMessage());
        }
    }

    private RunOptions options() {
        RunOptions options = new RunOptions();
        options.program = file;
        options.chip = chip;
        options.target = target;
        options.dt = dt;
        options.seed = seed;
        return options;
    }

    private Declaration.Experiment declared(Program program) {
        if (experiment != null) {
            return Chosen.experiments(program, List.of(experiment), true).getFirst();
        }
        List<Declaration.Experiment> all = Chosen.experiments(program, List.of(), false);
        return all.isEmpty() ? program.experiments().getFirst() : all.getFirst();
    }

    private @Nullable Compiled compile(
            Experiment checked,
            Program program,
            TargetDef chosen,
            Bindings bindings,
            FileEnvironment environment,
            Diagnostics diagnostics) {
        Guard provider = new Guard(new Emulator(environment.foreignNeurons()), force);
        try {
            return ExperimentRunner.compile(checked, program, chosen, bindings, provider, diagnostics);
        } catch (IOException e) {
            throw new CommandException(String.valueOf(e.getMessage()));
        }
    }

    private void write(CompileReport report) {
        if (json) {
            terminal.out().print(CompileJson.text(report));
        } else {
            CompileText.of(report, terminal.width(), terminal.style()).forEach(terminal.out()::println);
        }
        terminal.out().flush();
    }
}
