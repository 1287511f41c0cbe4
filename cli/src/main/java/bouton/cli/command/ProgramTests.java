package bouton.cli.command;

import bouton.cli.protocol.Requirement;
import bouton.cli.run.Guard;
import bouton.cli.terminal.Terminal;
import bouton.cli.world.FileEnvironment;
import bouton.dsl.check.Bindings;
import bouton.dsl.check.Environment;
import bouton.dsl.check.Frontend;
import bouton.dsl.check.Program;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.diagnostic.Severity;
import bouton.dsl.diagnostic.TextRenderer;
import bouton.dsl.experiment.Experiment;
import bouton.dsl.experiment.Experiments;
import bouton.dsl.model.TargetDef;
import bouton.dsl.syntax.Declaration;
import bouton.emulator.Emulator;
import bouton.emulator.interpret.KernelFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs the experiments of a program on a target, and judges each. */
final class ProgramTests {
    private final boolean withLong;
    private final Terminal terminal;
    private final Consumer<Verdict> report;
    private int left;

    /**
     * @param withLong whether experiments that are marked @long run, too
     * @param terminal gets the program's errors
     * @param report gets each verdict as soon as there is one
     */
    ProgramTests(boolean withLong, Terminal terminal, Consumer<Verdict> report) {
        this.withLong = withLong;
        this.terminal = terminal;
        this.report = report;
    }

    /** Number of experiments that were left out because they are long. */
    int left() {
        return left;
    }

    /** @param chip for that of the text: none */
    void run(Path file, Optional<String> chip) {
        Diagnostics diagnostics = new Diagnostics();
        FileEnvironment environment = new FileEnvironment();
        Program program;
        try {
            Environment.Text text = environment.program(file);
            program = Frontend.load(text.name(), text.bytes(), environment, diagnostics);
        } catch (IOException e) {
            report.accept(broken(file, chip, "", "cannot read it: " + e.getMessage(), 0));
            return;
        }
        RunOptions options = new RunOptions();
        options.chip = chip.orElse(null);
        TargetDef target = Targets.choose(program, options, environment, diagnostics);
        Bindings bindings = new Bindings();
        program.check(target, bindings, diagnostics);
        List<Experiment> experiments = checked(program, target, bindings, diagnostics);
        if (diagnostics.hasErrors()) {
            report.accept(unusable(file, chip, "", "it has errors", 0, diagnostics));
            return;
        }
        Emulator emulator = new Emulator(environment.foreignNeurons());
        for (Experiment e : experiments) {
            report.accept(run(file, chip, new Task(program, List.of(e), target, bindings), e, emulator));
        }
    }

    /** Those that are left out are checked all the same. */
    private List<Experiment> checked(Program program, TargetDef target, Bindings bindings, Diagnostics diagnostics) {
        List<Experiment> experiments = new ArrayList<>();
        for (Declaration.Experiment e : program.experiments()) {
            boolean runs = withLong || !e.is(Declaration.Purpose.LONG);
            if (!runs) {
                left++;
            }
            Experiment checked = Experiments.check(program, e, target, bindings, diagnostics);
            if (checked != null && runs) {
                experiments.add(checked);
            }
        }
        return experiments;
    }

    private Verdict run(Path file, Optional<String> chip, Task task, Experiment experiment, Emulator emulator) {
        Requirements found = new Requirements();
        long start = System.nanoTime();
        try {
            Task.Outcome outcome = task.run(new Guard(emulator, false), found);
            double seconds = (System.nanoTime() - start) / 1e9;
            return outcome.diagnostics().hasErrors()
                    ? unusable(file, chip, experiment.name(), "it could not go on", seconds, outcome.diagnostics())
                    : judged(file, chip, experiment, found, seconds);
        } catch (KernelFault | CommandException e) {
            double seconds = (System.nanoTime() - start) / 1e9;
            return broken(file, chip, experiment.name(), String.valueOf(e.getMessage()), seconds);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Verdict judged(
            Path file, Optional<String> chip, Experiment experiment, Requirements found, double seconds) {
        long broken = found.failed().size();
        boolean control = experiment.isControl();
        boolean good = control ? broken > 0 : broken == 0;
        String what = control
                ? good ? "failed, as a control must" : "all requirements of a control hold; one must fail"
                : found.total() - broken + " of " + found.total()
                        + (found.total() == 1 ? " requirement" : " requirements");
        Verdict.Kind kind = !good
                ? Verdict.Kind.FAILED
                : found.allowsForSteps() && !control ? Verdict.Kind.LOOSER : Verdict.Kind.PASSED;
        List<Requirement> shown = control ? List.of() : found.failed();
        return new Verdict(file, chip.orElse(""), experiment.name(), kind, what, seconds, shown, Optional.empty());
    }

    /** Errors are the program's, or what its run came to, if not all of them are the chip's. */
    private Verdict unusable(
            Path file, Optional<String> chip, String experiment, String what, double seconds, Diagnostics diagnostics) {
        List<Diagnostic> errors = diagnostics.sorted().stream()
                .filter(d -> d.code().severity() == Severity.ERROR)
                .toList();
        if (chip.isPresent() && errors.stream().allMatch(d -> d.code().isOfTarget())) {
            Diagnostic first = errors.getFirst();
            return new Verdict(
                    file,
                    chip.get(),
                    experiment,
                    Verdict.Kind.REFUSED,
                    "refused, " + first.code() + ": " + first.message(),
                    seconds,
                    List.of(),
                    Optional.of(first));
        }
        terminal.err().print(new TextRenderer(terminal.colourErr()).render(diagnostics.sorted()));
        return broken(file, chip, experiment, what, seconds);
    }

    private static Verdict broken(Path file, Optional<String> chip, String experiment, String why, double seconds) {
        return new Verdict(
                file, chip.orElse(""), experiment, Verdict.Kind.BROKEN, why, seconds, List.of(), Optional.empty());
    }
}
