package bouton.cli.command;

import bouton.cli.output.Machine;
import bouton.cli.report.DiagnosticsJson;
import bouton.cli.report.Sarif;
import bouton.cli.terminal.Figures;
import bouton.cli.terminal.Terminal;
import bouton.cli.world.FileEnvironment;
import bouton.compiler.Compiler;
import bouton.dsl.check.Bindings;
import bouton.dsl.check.Environment;
import bouton.dsl.check.Frontend;
import bouton.dsl.check.Program;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.diagnostic.Severity;
import bouton.dsl.diagnostic.TextRenderer;
import bouton.dsl.experiment.Experiments;
import bouton.dsl.model.Network;
import bouton.dsl.model.TargetDef;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds what is wrong in programs without running them. */
@Command(
        name = "check",
        description = "Says everything that is wrong in a program, without running it.",
        footer = {
            "",
            "Examples:",
            "  bouton check mine.bouton",
            "  bouton check models/*.bouton --json",
            "",
            "Returns 0 if there are no errors (warnings are no errors), otherwise 2."
        })
public final class CheckCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", arity = "1..*", description = "programs to check")
    private List<Path> files = List.of();

    @ArgGroup
    private @Nullable Format format;

    /** For tools; the two exclude each other. */
    static final class Format {
        @Option(names = "--json", description = "write the findings as a JSON list to the standard output")
        boolean json;

        @Option(names = "--sarif", description = "write them as SARIF 2.1.0 to the standard output")
        boolean sarif;
    }

    private final Terminal terminal;

    public CheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<Diagnostic> all = new ArrayList<>();
        boolean unreadable = false;
        for (Path file : files) {
            try {
                all.addAll(check(file));
            } catch (IOException e) {
                terminal.err().println("bouton: cannot read " + file + ": " + e.getMessage());
                unreadable = true;
            }
        }
        if (format == null) {
            terminal.err().print(new TextRenderer(terminal.colourErr()).render(all));
            if (!unreadable) {
                terminal.out().println(verdict(all));
            }
        } else {
            terminal.out().print(format.json ? DiagnosticsJson.text(all) : Sarif.text(all, Machine.bouton()));
        }
        boolean errors = all.stream().anyMatch(d -> d.severity() == Severity.ERROR);
        return errors || unreadable ? ExitCode.BAD_INPUT : ExitCode.FINE;
    }

    private static List<Diagnostic> check(Path file) throws IOException {
        Diagnostics diagnostics = new Diagnostics();
        FileEnvironment environment = new FileEnvironment();
        Environment.Text text = environment.program(file);
        Program program = Frontend.load(text.name(), text.bytes(), environment, diagnostics);
        TargetDef target = program.target("", diagnostics);
        Bindings none = new Bindings();
        program.check(target, none, diagnostics);
        program.experiments().forEach(e -> Experiments.check(program, e, target, none, diagnostics));
        if (!diagnostics.hasErrors()) {
            Compiler.chips(program, target, diagnostics);
        }
        if (!diagnostics.hasErrors()) {
            compile(program, target, diagnostics);
        }
        return diagnostics.sorted();
    }

    /** What the target cannot do is noticed only when the networks are compiled. */
    private static void compile(Program program, TargetDef target, Diagnostics diagnostics) {
        Bindings none = new Bindings();
        Program.Data data = program.data(target, none, diagnostics);
        for (String name : program.networkNames()) {
            Network network = program.network(name, target, none, Set.of(), data, new Diagnostics());
            if (network != null) {
                Compiler.compile(network, target, diagnostics);
            }
        }
    }

    private String verdict(List<Diagnostic> all) {
        long errors = all.stream().filter(d -> d.severity() == Severity.ERROR).count();
        long warnings =
                all.stream().filter(d -> d.severity() == Severity.WARNING).count();
        String where = files.size() == 1 ? files.getFirst().toString() : files.size() + " files";
        String found = errors == 0 ? "no errors" : Figures.count(errors, "error", "errors");
        String more = warnings == 0 ? "" : ", " + Figures.count(warnings, "warning", "warnings");
        String explain = errors + warnings == 0
                ? ""
                : "; `bouton explain "
                        + all.stream()
                                .filter(d -> d.severity() != Severity.NOTE)
                                .findFirst()
                                .map(d -> d.code().name())
                                .orElse("")
                        + "` says more";
        return where + ": " + found + more + explain;
    }
}
