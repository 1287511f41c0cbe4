package bouton.compiler.machine;

import bouton.compiler.Compiled;
import bouton.compiler.machine.Lowerer.Resident;
import bouton.compiler.machine.Lowerer.Wired;
import bouton.compiler.machine.LoweringText.Line;
import bouton.dsl.chip.Chip;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.Model;
import bouton.dsl.model.Network;
import bouton.dsl.model.Network.StimulusDef;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Expr;
import bouton.image.machine.Machine;
import bouton.image.machine.Program;
import bouton.image.net.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Works out what a host writes: the lines of the lowerings, for every neuron and synapse. */
final class Settings {
    /** In formulas of neurons: see {@link #largest}. */
    private static final String LARGEST = "largest";

    private final Compiled compiled;
    private final Network network;
    private final Chip chip;
    private final Machine machine;
    private final Readings readings;
    private final Map<Integer, Resident> residents;
    private final List<Wired> wired;
    private final Rows rows;
    private final @Nullable LoweringText nothing;
    private final Diagnostics diagnostics;
    private final Words words;
    private final Registers registers;
    private final List<Lowered.Setting> report = new ArrayList<>();
    private final List<Program.Variable> variables = new ArrayList<>();
    private final List<Program.Switch> switches = new ArrayList<>();
    private final Periods periods;
    private final Map<Integer, Addresses> addresses = new HashMap<>();
    private final Map<Long, Span> cells = new HashMap<>();

    Settings(
            Compiled compiled,
            Chip chip,
            Machine machine,
            Readings readings,
            Map<Integer, Resident> residents,
            List<Wired> wired,
            Rows rows,
            @Nullable LoweringText nothing,
            Diagnostics diagnostics) {
        this.compiled = compiled;
        this.network = compiled.network();
        this.chip = chip;
        this.machine = machine;
        this.readings = readings;
        this.residents = residents;
        this.wired = wired;
        this.rows = rows;
        this.nothing = nothing;
        this.diagnostics = diagnostics;
        this.words = new Words(machine);
        this.registers = new Registers(machine, words, diagnostics);
        this.periods = new Periods(chip, machine, compiled.target().dt(), diagnostics);
    }

    @Nullable
    Lowered lowered() {
        Map<Integer, List<NeuronValues>> neurons = new HashMap<>();
        for (Resident resident : residents.values()) {
            List<NeuronValues> values = neurons(resident);
            neurons.put(resident.group(), values);
            if (diagnostics.hasErrors()) {
                return null;
            }
        }
        unused();
        for (Wired w : wired) {
            synapses(
                    w,
                    java.util.Objects.requireNonNull(neurons.get(w.projection().target())));
            if (diagnostics.hasErrors()) {
                return null;
            }
        }
        List<Program.Source> sources = addresses.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(e -> new Program.Source(
                        e.getKey(),
                        rows.of(e.getKey(), network.groups().get(e.getKey()).size()),
                        e.getValue().rows()))
                .toList();
        long cycles = chip.clock()
                .map(f -> Math.round(f.value() * compiled.target().dt() * 1e-3))
                .orElse(0L);
        Program program = new Program(
                machine,
                words.registers(),
                words.memories(),
                residents.values().stream()
                        .map(r -> new Program.Residents(r.group(), r.first(), 0))
                        .toList(),
                variables,
                sources,
                periods.all(),
                switches,
                cycles);
        List<Lowered.Regular> regular = program.periods().stream()
                .map(p -> new Lowered.Regular(p.ticks() * compiled.target().dt(), p.address()))
                .toList();
        return new Lowered(program, chosen(), report, regular, used(), rows.used());
    }

    private List<Lowered.Chosen> chosen() {
        List<Lowered.Chosen> result = new ArrayList<>();
        for (Resident r : residents.values()) {
            result.add(new Lowered.Chosen(
                    r.population().name(), r.text().head(), r.population().size(), false));
        }
        for (Wired w : wired) {
            result.add(new Lowered.Chosen(
                    w.projection().name(), w.text().head(), readings.synapses(w.number())[0].length, w.direct()));
        }
        return result;
    }

    /** What the formulas of one neuron see. */
    record NeuronValues(Formulas formulas, Map<String, Double> lets) {}

    // ---- neurons

    private List<NeuronValues> neurons(Resident resident) {
        Scope scope = new Scope.OfGroup(resident.group());
        RuleValues rules = new RuleValues(resident, network, readings, diagnostics);
        int size = resident.population().size();
        double largest = largest(resident);
        List<NeuronValues> result = new ArrayList<>();
        Map<List<Double>, Map<String, Double>> known = new HashMap<>();
        for (int m = 0; m < size; m++) {
            ModelNames names = names();
            names.fix(LARGEST, largest);
            names.add(scope, resident.population().model(), readings, m);
            rules.add(names, m);
            Formulas formulas = new Formulas(names, diagnostics);
            Map<String, Double> lets = known.computeIfAbsent(names.constants(), k -> lets(resident.text(), formulas));
            lets.forEach(formulas::bind);
            result.add(new NeuronValues(formulas, lets));
            if (diagnostics.hasErrors()) {
                return result;
            }
        }
        for (Line line : resident.text().lines()) {
            neuronLine(line, resident, scope, result);
        }
        for (int m = 0; m < size; m++) {
            for (var store : resident.text().layout()) {
                words.store(
                        store,
                        ((bouton.image.machine.Expression.Constant) store.value()).value(),
                        resident.first() + m);
            }
        }
        return result;
    }

    /** Neurons of the chip that the network does not need. */
    private void unused() {
        int neurons = chip.cores().getFirst().neurons();
        if (nothing == null || neurons == bouton.dsl.chip.Core.UNLIMITED) {
            return;
        }
        Formulas formulas = new Formulas(names(), diagnostics);
        for (int n = used(); n < neurons && !diagnostics.hasErrors(); n++) {
            for (var store : nothing.layout()) {
                words.store(store, ((bouton.image.machine.Expression.Constant) store.value()).value(), n);
            }
            for (Line line : nothing.lines()) {
                if (line instanceof Line.OfNeuron of) {
                    words.store(of.place(), Math.round(formulas.value(of.at().value())), n);
                }
            }
        }
    }

    private ModelNames names() {
        return new ModelNames(compiled.target().dt(), rows.closed(), used());
    }

    private int used() {
        return residents.values().stream().mapToInt(r -> r.population().size()).sum();
    }

    /** Of all weights onto a population that do not learn, the largest amount; 0 without any. */
    private double largest(Resident resident) {
        double result = 0;
        for (Wired w : wired) {
            if (w.rule() || w.projection().target() != resident.group()) {
                continue;
            }
            for (Model.Variable v : w.projection().model().variables()) {
                double[] values = v.role() == Model.Role.WEIGHT
                        ? readings.values(new Scope.OfProjection(w.number()), v.name())
                                .orElse(new double[0])
                        : new double[0];
                for (double value : values) {
                    result = Math.max(result, Math.abs(value));
                }
            }
        }
        return result;
    }

    private static Map<String, Double> lets(LoweringText text, Formulas formulas) {
        Map<String, Double> lets = new HashMap<>();
        for (Line line : text.lines()) {
            if (line instanceof Line.Let l) {
                double value = formulas.value(l.value());
                formulas.bind(l.name().text(), value);
                lets.put(l.name().text(), value);
            }
        }
        return lets;
    }

    private void neuronLine(Line line, Resident resident, Scope scope, List<NeuronValues> values) {
        Span at = resident.population().span();
        String of = resident.population().name();
        switch (line) {
            case Line.Require r ->
                values.forEach(v -> unlessReported(() -> require(r.condition(), of, at, v.formulas())));
            case Line.OfNeuron n -> {
                long[][] slots = new long[values.size()][];
                for (int m = 0; m < slots.length; m++) {
                    slots[m] = new long[] {resident.first() + m, 0, 0};
                }
                List<Formulas> formulas =
                        values.stream().map(NeuronValues::formulas).toList();
                field(
                        resident.text(),
                        n.place(),
                        n.at().value(),
                        n.at().target(),
                        resident.population().model(),
                        scope,
                        of,
                        at,
                        formulas,
                        slots);
            }
            case Line.OfRegister r
            when !r.element().ofSynapse() -> {
                for (int m = 0; m < values.size() && !diagnostics.hasErrors(); m++) {
                    int element = r.element() == Line.Element.NEURON ? resident.first() + m : 0;
                    registers.set(r, element, values.get(m).formulas(), of, at);
                }
            }
            case Line.Every e -> values.forEach(v -> unlessReported(() -> periods.add(e, v.formulas(), of, at)));
            case Line.OfRegister r -> {}
            case Line.Let l -> {}
            case Line.OfSynapse s -> {}
            case Line.Address a -> {}
        }
    }

    /** One report of a line is enough. */
    private void unlessReported(Runnable action) {
        if (!diagnostics.hasErrors()) {
            action.run();
        }
    }

    private void require(Expr condition, String of, Span at, Formulas formulas) {
        double holds = formulas.value(condition);
        if (holds == 0) {
            diagnostics.add(Diagnostic.of(
                            Code.F231,
                            at,
                            "the circuit of `" + chip.name() + "` cannot have the parameters of `" + of + "`")
                    .also(condition.span(), "this does not hold")
                    .note(sides(condition, formulas)));
        }
    }

    private static String sides(Expr condition, Formulas formulas) {
        Expr inner = condition instanceof Expr.Within w ? w.comparison() : condition;
        return inner instanceof Expr.Binary b
                ? Stream.of(b.left(), b.right())
                        .filter(side -> !(side instanceof Expr.Number))
                        .map(side -> "`" + side.span().text() + "` is " + Written.number(formulas.value(side)))
                        .collect(Collectors.joining(", "))
                : "`" + inner.span().text() + "`";
    }

    // ---- fields

    private void field(
            LoweringText text,
            bouton.image.machine.Statement.Store place,
            Expr formula,
            Expr target,
            Model model,
            Scope scope,
            String of,
            Span at,
            List<Formulas> formulas,
            long[][] slots) {
        FieldSetting setting = new FieldSetting(machine, place, formula, model);
        setting.evaluate(formulas);
        if (diagnostics.hasErrors()) {
            return;
        }
        int beyond = setting.firstBeyond();
        if (beyond >= 0) {
            var field = machine.memories().get(place.memory()).fields().get(place.field());
            diagnostics.add(Diagnostic.of(
                            Code.F231,
                            at,
                            "`%s` of `%s` would have to be %s, and holds %,d to %,d"
                                    .formatted(
                                            target.span().text(),
                                            of,
                                            Written.number(setting.wanted(beyond)),
                                            field.least(),
                                            field.most()))
                    .also(formula.span(), "by this formula of `" + chip.name() + "`"));
            return;
        }
        for (int i = 0; i < slots.length; i++) {
            words.store(place, setting.got(i), slots[i]);
        }
        Lowered.Setting made = setting.report(of, target.span().text(), text.formula(formula), at);
        report.add(made);
        Roundings.warn(made, chip.name(), formula.span(), diagnostics);
        setting.variable(compiled, scope).ifPresent(variables::add);
        setting.learning(formulas, scope).ifPresent(switches::add);
    }

    // ---- synapses

    private void synapses(Wired w, List<NeuronValues> targets) {
        int[][] ends = readings.synapses(w.number());
        Scope scope = new Scope.OfProjection(w.number());
        Resident target =
                java.util.Objects.requireNonNull(residents.get(w.projection().target()));
        int count = ends[0].length;
        List<Formulas> formulas = new ArrayList<>();
        long[][] slots = new long[count][];
        for (int s = 0; s < count; s++) {
            ModelNames names = names();
            names.add(scope, w.projection().model(), readings, s);
            long neuron = target.first() + ends[1][s];
            long row = w.direct() ? 0 : rows.row(w.projection().source(), ends[0][s]);
            slots[s] = new long[] {row, neuron, 0};
            names.fix("pre", row);
            names.fix("post", neuron);
            Formulas one = new Formulas(names, diagnostics);
            targets.get(ends[1][s]).lets().forEach(one::bind);
            if (!w.rule()) {
                lets(w.text(), one);
            }
            formulas.add(one);
            if (!w.direct() && !free(w, row, neuron)) {
                return;
            }
        }
        if (count > 0) {
            for (Line line : w.text().lines()) {
                synapseLine(line, w, scope, ends, formulas, slots);
            }
        }
    }

    private boolean free(Wired w, long row, long neuron) {
        Span before = cells.put(row << 32 | neuron, w.projection().span());
        if (before == null) {
            return true;
        }
        diagnostics.add(Diagnostic.of(
                        Code.F206,
                        w.projection().span(),
                        "two synapses lead from one source to one neuron, and the crossbar has one cell for them")
                .also(before, "the other one"));
        return false;
    }

    private void synapseLine(Line line, Wired w, Scope scope, int[][] ends, List<Formulas> formulas, long[][] slots) {
        Span at = w.projection().span();
        String of = w.projection().name();
        switch (line) {
            case Line.OfSynapse s -> {
                if (!w.direct()) {
                    field(
                            w.text(),
                            s.place(),
                            s.at().value(),
                            s.at().target(),
                            w.projection().model(),
                            scope,
                            of,
                            at,
                            formulas,
                            slots);
                }
            }
            case Line.OfRegister r -> ofRegister(r, w, formulas, slots);
            case Line.Address a -> address(a, w, ends, formulas);
            case Line.Require r -> {
                if (!w.rule()) {
                    formulas.forEach(one -> unlessReported(() -> require(r.condition(), of, at, one)));
                }
            }
            case Line.Every e -> {
                if (!w.rule()) {
                    formulas.forEach(one -> unlessReported(() -> periods.add(e, one, of, at)));
                }
            }
            case Line.Let l -> {}
            case Line.OfNeuron n -> {}
        }
    }

    /** Lines about the whole chip and about neurons are those of the population where the rule is part of its lowering. */
    private void ofRegister(Line.OfRegister r, Wired w, List<Formulas> formulas, long[][] slots) {
        boolean here =
                r.element() == Line.Element.ROW ? !w.direct() : r.element().ofSynapse() || !w.rule();
        for (int k = 0; k < slots.length && here && !diagnostics.hasErrors(); k++) {
            int element = switch (r.element()) {
                case ONLY -> 0;
                case NEURON, ROW -> (int) slots[k][LoweringText.ROW];
                case TARGET -> (int) slots[k][LoweringText.TARGET];
            };
            registers.set(
                    r,
                    element,
                    formulas.get(k),
                    w.projection().name(),
                    w.projection().span());
        }
    }

    private void address(Line.Address a, Wired w, int[][] ends, List<Formulas> formulas) {
        int source = w.projection().source();
        if (!(network.groups().get(source) instanceof StimulusDef stimulus) || a.row() == w.direct()) {
            return;
        }
        Addresses own = addresses.computeIfAbsent(source, k -> new Addresses(machine, stimulus.size()));
        for (int s = 0; s < ends[0].length && !diagnostics.hasErrors(); s++) {
            if (a.row() && own.hasRow(ends[0][s])) {
                continue;
            }
            own.add(a, ends[0][s], formulas.get(s), chip, w, diagnostics);
        }
        if (w.direct()) {
            direct(a, w, formulas);
        }
    }

    /** What addresses of single synapses carry: numbers that would be fields of a row. */
    private void direct(Line.Address a, Wired w, List<Formulas> formulas) {
        for (Expr argument : a.arguments()) {
            if (argument instanceof Expr.Name) {
                continue;
            }
            double[] wanted =
                    formulas.stream().mapToDouble(f -> f.value(argument)).toArray();
            Lowered.Setting made = Roundings.setting(
                    w.projection().name(),
                    "event",
                    w.text().formula(argument),
                    wanted,
                    w.projection().span());
            report.add(made);
            Roundings.warn(made, chip.name(), argument.span(), diagnostics);
        }
    }
}
