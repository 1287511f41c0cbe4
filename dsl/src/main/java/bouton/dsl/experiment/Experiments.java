package bouton.dsl.experiment;

import bouton.dsl.check.Bindings;
import bouton.dsl.check.Program;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.diagnostic.Severity;
import bouton.dsl.model.Network;
import bouton.dsl.model.TargetDef;
import bouton.dsl.syntax.Declaration;
import bouton.dsl.syntax.Item;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks experiments: the way into this package. */
public final class Experiments {
    /** Networks of so many sweep points are checked before the first runs; of the others each is when its turn comes. */
    private static final int POINTS_AHEAD = 32;

    /** A number as it is written: its dimension hangs on nothing else. */
    private static final String LITERAL = "-?[0-9.]+(?:[eE][-+]?[0-9]+)? *\\p{L}*";

    private Experiments() {}

    /** Checks all experiments of a file, with their networks. */
    public static void checkAll(Program program, TargetDef target, Bindings bindings, Diagnostics diagnostics) {
        for (Declaration.Experiment e : program.experiments()) {
            check(program, e, target, bindings, diagnostics);
        }
    }

    /**
     * Checks an experiment with its network.
     *
     * @return null if there are errors, which are in {@code diagnostics}
     */
    public static @Nullable Experiment check(
            Program program,
            Declaration.Experiment experiment,
            TargetDef target,
            Bindings bindings,
            Diagnostics diagnostics) {
        Diagnostics ofData = new Diagnostics();
        Program.Data data = program.data(target, bindings, ofData);
        Experiment result = check(program, experiment, target, bindings, data, ofData, diagnostics);
        // Data that only the experiment uses is read as it is met.
        diagnostics.addAll(ofData.sorted());
        return ofData.hasErrors() ? null : result;
    }

    private static @Nullable Experiment check(
            Program program,
            Declaration.Experiment experiment,
            TargetDef target,
            Bindings bindings,
            Program.Data data,
            Diagnostics ofData,
            Diagnostics diagnostics) {
        String name = experiment.network().text();
        // What is wrong in the network alone has its own place; the experiment is checked against what could be
        // understood.
        Diagnostics ofNetwork = new Diagnostics();
        Network network = program.network(name, target, bindings, Set.of(), data, ofNetwork);
        if (network == null) {
            if (!ofNetwork.hasErrors() && !program.isDoubtful(name)) {
                diagnostics.add(
                        Diagnostic.of(Code.N006, experiment.network().span(), "there is no network `" + name + "`")
                                .suggest(name, program.networkNames()));
            }
            diagnostics.addAll(ofNetwork.sorted());
            return null;
        }
        diagnostics.addAll(ofNetwork.sorted());
        if (ofNetwork.hasErrors() || ofData.hasErrors()) {
            Diagnostics all = new Diagnostics();
            tree(new Checking(program, data, network, all), experiment, target);
            all.sorted().stream().filter(Experiments::isOfItsOwn).forEach(diagnostics::add);
            return null;
        }
        int before = diagnostics.errorCount();
        Experiment checked = tree(new Checking(program, data, network, diagnostics), experiment, target);
        if (diagnostics.errorCount() > before) {
            return null;
        }
        points(program, checked, target, bindings, data, diagnostics);
        return diagnostics.errorCount() > before ? null : checked;
    }

    /** Whether something is wrong whatever the network is: names and dimensions may be consequences of what is wrong there. */
    private static boolean isOfItsOwn(Diagnostic d) {
        return switch (d.code()) {
            case S001, S005, S006, S007, S008, S009, U003, U007, T002, T004, T005, N009, R001, R002 -> true;
            case U001 -> d.span().text().matches(LITERAL);
            default -> false;
        };
    }

    private static Experiment tree(Checking checking, Declaration.Experiment experiment, TargetDef target) {
        windows(experiment.items(), checking);
        laterRecords(experiment.items(), checking);
        SweepChecker sweepChecker = new SweepChecker(checking, target);
        List<Sweep> sweeps = new ArrayList<>();
        List<Item> rest = new ArrayList<>(experiment.items());
        while (!rest.isEmpty() && rest.getFirst() instanceof Item.Sweep s) {
            Sweep sweep = sweepChecker.check(s);
            if (sweep != null) {
                sweeps.add(sweep);
            }
            rest.removeFirst();
        }
        annotations(experiment, checking);
        ProtocolChecker protocols = new ProtocolChecker(checking);
        Item.Across last = !rest.isEmpty() && rest.getLast() instanceof Item.Across a ? a : null;
        if (last != null) {
            rest.removeLast();
        }
        List<Step> body = new StepChecker(checking, protocols).block(rest);
        protocols.unused();
        Optional<Experiment.Across> across =
                Optional.ofNullable(last).map(a -> new AcrossChecker(checking, sweeps).check(a));
        sweepChecker.unread(sweeps);
        return new Experiment(
                experiment.name().text(),
                experiment.network().text(),
                sweeps,
                body,
                checking.settable,
                checking.slots(),
                checking.records,
                checking.windows,
                checking.events(),
                checking.samples(),
                checking.changes(),
                across,
                experiment.is(Declaration.Purpose.CONTROL),
                experiment.name().span());
    }

    private static void annotations(Declaration.Experiment experiment, Checking checking) {
        List<String> known = Arrays.stream(Declaration.Purpose.values())
                .map(Declaration.Purpose::word)
                .toList();
        for (Item.Annotation a : experiment.annotations()) {
            if (!known.contains(a.name().text())) {
                checking.diagnostics.add(Diagnostic.of(
                                Code.S009, a.span(), "an experiment knows no `@" + a.name() + "`")
                        .suggest(a.name().text(), known)
                        .note("`@long` runs when it is asked for; `@control` must fail one of its requirements"));
            } else if (!a.arguments().isEmpty()) {
                checking.diagnostics.add(Diagnostic.of(Code.N009, a.span(), "`@" + a.name() + "` takes no arguments"));
            }
        }
        if (experiment.is(Declaration.Purpose.CONTROL) && !requires(experiment.items())) {
            checking.diagnostics.add(
                    Diagnostic.of(Code.S008, experiment.name().span(), "a control needs a `require` that can fail"));
        }
    }

    private static boolean requires(List<Item> items) {
        return items.stream()
                .anyMatch(i -> i instanceof Item.Require || bodies(i).stream().anyMatch(Experiments::requires));
    }

    /** Runs may be named after the place that asks for them, in a loop. */
    private static void windows(List<Item> items, Checking checking) {
        for (Item item : items) {
            switch (item) {
                case Item.Run r -> r.window().ifPresent(w -> window(w.text(), checking));
                case Item.RunUntil r -> r.window().ifPresent(w -> window(w.text(), checking));
                default -> bodies(item).forEach(b -> windows(b, checking));
            }
        }
    }

    private static void window(String name, Checking checking) {
        if (!checking.windows.contains(name)) {
            checking.windows.add(name);
        }
    }

    /** All lists that the text appends to, to say so where one is read before. */
    private static void laterRecords(List<Item> items, Checking checking) {
        for (Item item : items) {
            if (item instanceof Item.Record r) {
                checking.allRecords.add(r.name().text());
            }
            bodies(item).forEach(b -> laterRecords(b, checking));
        }
    }

    /** The blocks that a statement holds. */
    private static List<List<Item>> bodies(Item item) {
        return switch (item) {
            case Item.For f -> List.of(f.body());
            case Item.If i -> List.of(i.then(), i.otherwise());
            case Item.Repeat r -> List.of(r.body());
            case Item.Protocol p -> List.of(p.body());
            case Item.Across a -> List.of(a.body());
            default -> List.of();
        };
    }

    /** What a parameter's value makes wrong shows before anything runs. */
    private static void points(
            Program program,
            Experiment experiment,
            TargetDef target,
            Bindings bindings,
            Program.Data data,
            Diagnostics diagnostics) {
        boolean rebuilt = experiment.sweeps().stream()
                .flatMap(s -> s.names().stream())
                .anyMatch(n -> n.kind() == Sweep.Kind.PARAMETER || n.kind() == Sweep.Kind.DT);
        int points = rebuilt ? Math.min(experiment.points(), POINTS_AHEAD) : 1;
        for (int point = 0; point < points; point++) {
            SweepPoint at = SweepPoint.of(experiment, point, target, bindings);
            Diagnostics found = new Diagnostics();
            program.network(experiment.network(), at.target(), at.bindings(), experiment.settable(), data, found);
            if (found.hasErrors()) {
                diagnostics.add(faulty(experiment, at, found));
                return;
            }
        }
    }

    private static Diagnostic.Builder faulty(Experiment experiment, SweepPoint at, Diagnostics found) {
        Diagnostic first = found.sorted().stream()
                .filter(d -> d.severity() == Severity.ERROR)
                .findFirst()
                .orElseThrow();
        if (experiment.sweeps().isEmpty()) {
            // Only what the experiment sets makes a difference to the network as it was checked before.
            return Diagnostic.of(first.code(), first.span(), first.message());
        }
        String values = at.values().stream()
                .map(v -> v.swept().name() + " = "
                        + Quantities.show(v.value(), v.swept().unit()))
                .collect(Collectors.joining(", "));
        return Diagnostic.of(
                        Code.E001,
                        experiment.sweeps().getFirst().span(),
                        "network `" + experiment.network() + "` cannot be built with " + values)
                .also(first.span(), first.message());
    }
}
