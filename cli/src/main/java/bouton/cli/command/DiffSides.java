package bouton.cli.command;

import bouton.cli.diff.Difference;
import bouton.cli.diff.IntegerDeviations;
import bouton.cli.diff.IntegerLines;
import bouton.cli.diff.LineSwitch;
import bouton.cli.diff.Side;
import bouton.cli.protocol.ExperimentRunner;
import bouton.cli.protocol.Quantity;
import bouton.cli.run.Guard;
import bouton.cli.terminal.Figures;
import bouton.cli.world.FileEnvironment;
import bouton.compiler.Compiler;
import bouton.compiler.quantise.Interval;
import bouton.compiler.quantise.Site;
import bouton.dsl.check.Bindings;
import bouton.dsl.check.Environment;
import bouton.dsl.check.Frontend;
import bouton.dsl.check.Program;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.experiment.Experiment;
import bouton.dsl.experiment.Experiments;
import bouton.dsl.experiment.SweepPoint;
import bouton.dsl.model.TargetDef;
import bouton.dsl.source.Source;
import bouton.dsl.syntax.Declaration;
import bouton.emulator.Emulator;
import bouton.emulator.engine.Execution;
import bouton.image.net.Origin;
import bouton.image.run.SessionProvider;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The two sides that a command line means, ready to run. */
final class DiffSides {
    private static final String IDEAL = "ideal";

    private final Difference.Request request;
    private final List<String> remarks;
    private final Source source;
    private final Optional<LineSwitch> lines;

    private DiffSides(Difference.Request request, List<String> remarks, Source source, Optional<LineSwitch> lines) {
        this.lines = lines;
        this.request = request;
        this.remarks = remarks;
        this.source = source;
    }

    /** The program as one side sees it. */
    private record Loaded(Program program, FileEnvironment environment) {}

    /** A side that has been checked. */
    private record Checked(
            Loaded loaded,
            TargetDef target,
            Bindings bindings,
            @Nullable Experiment experiment) {}

    /**
     * Reads and checks the program for both.
     *
     * @param diagnostics gets what is wrong in it
     * @return null if there are errors
     */
    static @Nullable DiffSides prepare(DiffOptions options, Diagnostics diagnostics) {
        Loaded first = load(options, diagnostics);
        if (diagnostics.hasErrors()) {
            return null;
        }
        // A program of its own for each: they run at the same time.
        Loaded second = load(options, new Diagnostics());
        TargetDef one = target(first, options, options.first, options.second, diagnostics);
        TargetDef two = target(second, options, options.second, options.first, diagnostics);
        if (diagnostics.hasErrors()) {
            return null;
        }
        TargetDef a = sameTicks(one, two, options);
        TargetDef b = sameTicks(two, one, options);
        requireComparable(options, a, b);
        Declaration.Experiment chosen = experiment(first.program(), options);
        Map<String, String> swept = new LinkedHashMap<>();
        Checked left = check(first, a, chosen, options, swept, diagnostics);
        Checked right = check(second, b, experiment(second.program(), options), options, swept, diagnostics);
        List<String> remarks = new ArrayList<>();
        Source source = first.program().source();
        Experiment experiment = left.experiment();
        Experiment other = right.experiment();
        if (experiment == null || other == null || diagnostics.hasErrors()) {
            return null;
        }
        int point = new PointChoice(experiment, swept).number();
        SweepPoint at = SweepPoint.of(experiment, point, a, left.bindings());
        List<Quantity> values = at.values().stream()
                .map(v -> PointChoice.shown(v.swept(), v.value()))
                .toList();
        Map<Site, Interval> leftRanges = ranges(left, experiment, point, options, diagnostics);
        Map<Site, Interval> rightRanges = ranges(right, other, point, options, diagnostics);
        if (diagnostics.hasErrors()) {
            return null;
        }
        Difference.Request request = new Difference.Request(
                side(options.first, left, experiment, leftRanges, options),
                side(options.second, right, other, rightRanges, options),
                point,
                values,
                settings(options),
                IntegerDeviations::of);
        remarks.addAll(remarks(options, first.program(), experiment, at.target(), point, values));
        Optional<LineSwitch> lines = quantised(b) ? Optional.of(new IntegerLines(rightRanges)) : Optional.empty();
        return new DiffSides(request, remarks, source, lines);
    }

    private static Loaded load(DiffOptions options, Diagnostics diagnostics) {
        FileEnvironment environment = new FileEnvironment();
        try {
            Environment.Text text = environment.program(options.program);
            return new Loaded(Frontend.load(text.name(), text.bytes(), environment, diagnostics), environment);
        } catch (IOException e) {
            throw new CommandException("cannot read " + options.program + ": " + e.getMessage());
        }
    }

    // ---- targets

    private static TargetDef target(
            Loaded loaded, DiffOptions options, String name, String other, Diagnostics diagnostics) {
        Program program = loaded.program();
        List<String> names =
                program.targets().stream().map(t -> t.name().text()).toList();
        if (names.contains(name)) {
            return Targets.changed(program.target(name, diagnostics), options.dt, options.seed, diagnostics);
        }
        // A chip has no seed and no method of its own: they are those of the target that it is compared with.
        TargetDef with = program.target(names.contains(other) ? other : "", diagnostics);
        String said = names.isEmpty() ? "" : "no target of " + options.program + " is called `" + name + "`, and ";
        TargetDef target = name.equals(IDEAL)
                ? TargetDef.IDEAL.withSeed(with.seed()).withDt(with.dt())
                : Targets.on(said, name, with, program, loaded.environment(), diagnostics)
                        .named(name);
        return Targets.changed(target, options.dt, options.seed, diagnostics);
    }

    /** Without a chip there is a tick of any length: where nobody has said one, it is that of the chip on the other side. */
    private static TargetDef sameTicks(TargetDef target, TargetDef other, DiffOptions options) {
        boolean free = target.hardware().isEmpty() && target.dtSpan().isEmpty() && options.dt == null;
        return free && other.hardware().isPresent() ? target.withDt(other.dt()) : target;
    }

    private static void requireComparable(DiffOptions options, TargetDef a, TargetDef b) {
        if (a.dt() != b.dt()) {
            throw new CommandException("ticks of `" + options.first + "` take " + Figures.number(a.dt())
                    + " ms, those of `" + options.second + "` " + Figures.number(b.dt())
                    + " ms: there is no tick of one to compare with a tick of the other\n  --dt \""
                    + Figures.number(Math.min(a.dt(), b.dt())) + " ms\" gives both the same");
        }
        if (a.seed() != b.seed()) {
            throw new CommandException("`" + options.first + "` has the seed " + a.seed() + ", `" + options.second
                    + "` the seed " + b.seed() + ": their networks and inputs are drawn differently\n  --seed "
                    + a.seed() + " gives both the same");
        }
    }

    // ---- experiment

    private static Declaration.Experiment experiment(Program program, DiffOptions options) {
        if (options.experiment != null) {
            return Chosen.experiments(program, List.of(options.experiment), true)
                    .getFirst();
        }
        if (program.experiments().isEmpty()) {
            throw new CommandException(options.program + " has no experiment: there is nothing to run");
        }
        List<Declaration.Experiment> all = Chosen.experiments(program, List.of(), false);
        return all.isEmpty() ? program.experiments().getFirst() : all.getFirst();
    }

    private static Checked check(
            Loaded loaded,
            TargetDef target,
            Declaration.Experiment chosen,
            DiffOptions options,
            Map<String, String> swept,
            Diagnostics diagnostics) {
        Program program = loaded.program();
        // What is swept is known only when the experiment has been checked; its values say which point is meant.
        Experiment plain = Experiments.check(program, chosen, target, new Bindings(), new Diagnostics());
        Map<String, String> parameters = new LinkedHashMap<>(options.settings);
        if (plain != null) {
            options.settings.forEach((name, text) -> {
                if (PointChoice.isSwept(plain, name)) {
                    swept.put(name, text);
                    parameters.remove(name);
                }
            });
        }
        Bindings bindings = new Settings(parameters).bindings(program, Chosen.networks(List.of(chosen)), target);
        Diagnostics found = new Diagnostics();
        program.check(target, bindings, found);
        Experiment experiment = Experiments.check(program, chosen, target, bindings, found);
        diagnostics.addAll(found.sorted());
        return new Checked(loaded, target, bindings, experiment);
    }

    private static SessionProvider provider(Checked checked, DiffOptions options) {
        // The two run at the same time: each has half of the processors.
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        Emulator emulator = new Emulator(
                checked.loaded().environment().foreignNeurons(), new Execution(Execution.DEFAULT.code(), threads));
        return new Guard(emulator, options.force);
    }

    /** How large values become in float64, for a chip that computes in integers. */
    private static Map<Site, Interval> ranges(
            Checked checked, Experiment experiment, int point, DiffOptions options, Diagnostics diagnostics) {
        if (!quantised(checked.target())) {
            return Map.of();
        }
        try {
            return ExperimentRunner.ranges(
                            experiment,
                            point,
                            checked.loaded().program(),
                            checked.target(),
                            checked.bindings(),
                            provider(checked, options),
                            diagnostics)
                    .orElse(Map.of());
        } catch (IOException e) {
            throw new CommandException(String.valueOf(e.getMessage()));
        }
    }

    /** Whether the network's own lines are computed in integers: a chip that is described bit by bit has circuits instead. */
    private static boolean quantised(TargetDef target) {
        return Compiler.integers(target).isPresent() && !Compiler.isMachine(target);
    }

    private static Side side(
            String label, Checked checked, Experiment experiment, Map<Site, Interval> ranges, DiffOptions options) {
        return new Side(
                label,
                checked.loaded().program(),
                experiment,
                checked.target(),
                checked.bindings(),
                (network, target, diagnostics) -> Compiler.isMachine(target)
                        ? Compiler.compile(network, target, diagnostics)
                        : Compiler.compileIntegers(network, target, ranges, diagnostics),
                provider(checked, options));
    }

    private static Difference.Settings settings(DiffOptions options) {
        return new Difference.Settings(
                WrittenQuantity.duration("--tau", options.tau),
                WrittenQuantity.duration("--precision", options.precision),
                WrittenQuantity.duration("--window", options.window),
                tolerance(options.tolerance));
    }

    private static double tolerance(String written) {
        try {
            double tolerance = Double.parseDouble(written);
            if (tolerance >= 0 && tolerance < Double.POSITIVE_INFINITY) {
                return tolerance;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw new CommandException("--tolerance: " + written + " is no number that is 0 or positive");
    }

    private static List<String> remarks(
            DiffOptions options,
            Program program,
            Experiment experiment,
            TargetDef target,
            int point,
            List<Quantity> values) {
        List<String> lines = new ArrayList<>();
        lines.add(options.program + ": " + experiment.name() + ", " + options.first + " against " + options.second
                + ", dt " + Figures.number(target.dt()) + " ms, seed " + target.seed());
        int others = program.experiments().size() - 1;
        if (options.experiment == null && others > 0) {
            lines.add("  the first of " + (others + 1) + " experiments; --experiment NAME chooses another");
        }
        if (experiment.points() > 1) {
            List<String> texts = values.stream().map(PointChoice::text).toList();
            lines.add("  point " + (point + 1) + " of " + Figures.count(experiment.points()) + " of its sweep: "
                    + String.join(", ", texts) + "; --set chooses another");
        }
        return lines;
    }

    // ---- what came of it

    Difference.Request request() {
        return request;
    }

    /** What is compared, in some lines. */
    List<String> remarks() {
        return remarks;
    }

    /** Why single lines cannot be computed as the ideal does; for people. */
    String whyNoLines() {
        return Compiler.isMachine(request.second().target())
                ? "circuits of `" + request.second().label()
                        + "` compute the network, not the lines of its text; none of them can be computed as the ideal does"
                : "the compiler of `" + request.second().label()
                        + "` cannot compute single lines as the ideal does"
                        + "\n  it is for a chip that computes in integers, named behind the other target";
    }

    /** What can compute single lines of the second target as the ideal does; empty in float64. */
    Optional<LineSwitch> lineSwitch() {
        return lines;
    }

    /** The text of a line of the program, without what surrounds it. */
    Optional<String> sourceLine(Origin at) {
        return at.file().equals(source.name())
                ? Optional.of(source.lineText(at.line()).strip())
                : Optional.empty();
    }
}
