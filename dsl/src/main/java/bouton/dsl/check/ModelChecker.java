package bouton.dsl.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.DataTable;
import bouton.dsl.model.Model;
import bouton.dsl.model.Term;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Declaration;
import bouton.dsl.syntax.Item;
import bouton.dsl.syntax.Path;
import bouton.dsl.unit.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Checks one use of a neuron or synapse model: by a population, by a projection (then the ends are known), or by nobody (then
 * what depends on the ends stays open). Reading order: {@link ModelDeclarations}, {@link ModelValues}, {@link ModelParts},
 * {@link HandlerChecker}.
 */
final class ModelChecker {
    private final Declaration.Model declaration;
    private final FileScope home;
    private final String owner;
    private List<ModelItems.Override> overrides;
    private final @Nullable Ends ends;
    private final Settings settings;
    private final DataTables dataTables;
    // What is found here; handed on when the model has been looked at as a whole.
    private final Diagnostics diagnostics = new Diagnostics();
    private final Diagnostics outer;
    private final ModelTable table = new ModelTable();
    private final ModelValues values;
    private final Foreign foreign = new Foreign(this);
    private final TreeSet<Integer> deliveredPorts = new TreeSet<>();
    private int locals;

    /**
     * @param owner path of the use, key of its draws: {@code network.E}
     * @param overrides assignments of the use, oldest first
     * @param ends what a synapse connects; null for a neuron, or when nobody uses it
     */
    ModelChecker(
            Declaration.Model declaration,
            FileScope home,
            String owner,
            List<ModelItems.Override> overrides,
            @Nullable Ends ends,
            Settings settings,
            DataTables dataTables,
            Diagnostics diagnostics) {
        this.declaration = declaration;
        this.home = home;
        this.owner = owner;
        this.overrides = overrides;
        this.ends = ends;
        this.settings = settings;
        this.dataTables = dataTables;
        this.outer = diagnostics;
        this.values = new ModelValues(this, this.diagnostics);
    }

    /** The checked model; with errors reported it may hold poison. Null if nothing of it could be understood. */
    @Nullable
    Model check() {
        Model checked = look();
        MissingUnits.tell(diagnostics.sorted(), table, outer);
        return checked;
    }

    private @Nullable Model look() {
        ModelItems items = ModelItems.of(declaration, home, diagnostics);
        if (items == null) {
            return null;
        }
        Optional<ModelItems> expanded = Arrays.expand(items, this, diagnostics);
        return expanded.isEmpty() ? null : look(expanded.get());
    }

    private Model look(ModelItems items) {
        ModelDeclarations declarations = new ModelDeclarations(this, diagnostics);
        declarations.enter(items);
        values.settle();
        SuspiciousPrefix.checkTimes(items.items(), diagnostics);
        ModelParts parts = new ModelParts(this, diagnostics);
        List<Model.Param> params = parts.params();
        List<Model.Variable> variables = parts.variables();
        List<Model.Trace> traces = parts.traces(items);
        List<Model.Ode> odes = parts.odes(items);
        List<Model.Out> outs = parts.outs(items);
        List<Model.HandlerDef> handlers = handlers(items);
        Model checked = new Model(
                isSynapse(),
                declaration.name().text(),
                ModelItems.root(declaration, home),
                params,
                variables,
                traces,
                odes,
                parts.ports(),
                parts.endPorts(),
                table.events,
                payloads(),
                outs,
                table.holds,
                table.sinces,
                table.delays,
                handlers,
                table.method,
                table.postFirst,
                declaration.name().span());
        new HomeChecker(this, diagnostics).check(checked);
        return checked;
    }

    private List<Dimension> payloads() {
        return table.events.stream()
                .map(e -> java.util.Optional.ofNullable(table.payloads.get(e))
                        .flatMap(ModelTable.Payload::dimension)
                        .orElse(Dimension.NONE))
                .toList();
    }

    /** What an event brings is known when all that emits it has been looked at: handlers that name it come last. */
    private List<Model.HandlerDef> handlers(ModelItems items) {
        HandlerChecker checker = new HandlerChecker(this, diagnostics, settings);
        for (boolean named : new boolean[] {false, true}) {
            int number = 0;
            for (ModelItems.Placed placed : items.items()) {
                switch (placed.item()) {
                    case Item.On on -> {
                        if (checker.namesPayload(on) == named) {
                            checker.on(on, placed.home(), number);
                        }
                        number++;
                    }
                    case Item.Every every -> {
                        if (!named) {
                            checker.every(every, placed.home(), number);
                        }
                        number++;
                    }
                    default -> {}
                }
            }
        }
        return checker.finish(table.postFirst);
    }

    boolean isSynapse() {
        return declaration.kind() == Declaration.Kind.SYNAPSE;
    }

    /** Whether no population or projection uses the model here: it is looked at for its own sake. */
    boolean isUnused() {
        return owner.isEmpty();
    }

    Declaration.Model declaration() {
        return declaration;
    }

    String modelName() {
        return declaration.name().text();
    }

    FileScope home() {
        return home;
    }

    String owner() {
        return owner;
    }

    /** Name of the population or the label of the projection: last part of the owner. */
    String group() {
        return owner.substring(owner.lastIndexOf('.') + 1);
    }

    List<ModelItems.Override> overrides() {
        return overrides;
    }

    /** Replaces each value that the use gives by several. */
    void giveEach(Function<ModelItems.Override, List<ModelItems.Override>> several) {
        overrides = overrides.stream().flatMap(o -> several.apply(o).stream()).toList();
    }

    /**
     * A checker of the same use that knows the parameters that are single values, and nothing else: constants, for the sizes of
     * arrays. What it finds is thrown away.
     */
    ModelChecker constants(ModelItems items) {
        Set<String> single = new TreeSet<>();
        List<ModelItems.Placed> kept = new ArrayList<>();
        for (ModelItems.Placed placed : items.items()) {
            if (placed.item() instanceof Item.Param p && p.dims().isEmpty()) {
                single.add(p.name().text());
                kept.add(placed);
            }
        }
        for (ModelItems.Placed placed : items.items()) {
            if (placed.item() instanceof Item.Assign a
                    && NestedNames.text(a.target()).filter(single::contains).isPresent()) {
                kept.add(placed);
            }
        }
        List<ModelItems.Override> given =
                overrides.stream().filter(o -> single.contains(o.name())).toList();
        ModelChecker result =
                new ModelChecker(declaration, home, owner, given, ends, settings, dataTables, new Diagnostics());
        new ModelDeclarations(result, result.diagnostics).enter(items.with(kept));
        result.values.settle();
        return result;
    }

    @Nullable
    Ends ends() {
        return ends;
    }

    Settings settings() {
        return settings;
    }

    DataTables dataTables() {
        return dataTables;
    }

    ModelTable table() {
        return table;
    }

    ModelValues values() {
        return values;
    }

    Foreign foreign() {
        return foreign;
    }

    int newLocal() {
        return locals++;
    }

    /** Ports of the target that the rule delivers to. */
    Set<Integer> deliveredPorts() {
        return deliveredPorts;
    }

    void delivered(int port) {
        deliveredPorts.add(port);
    }

    /** Whether a name that is not known has been reported, or stands in a part that could not be read. */
    boolean isDoubtful(String name) {
        return home.isDoubtful(name) || table.undeclared.contains(name);
    }

    /** Whether the first use of an undeclared name is to be reported. */
    boolean reportsUndeclared(String name, FileScope file) {
        boolean unread = home.isDoubtful(name) || file.isDoubtful(name);
        return table.undeclared.add(name) && !unread;
    }

    /** Whether an experiment sets the parameter or variable while the network runs. */
    boolean isSettable(String name) {
        return settings.settable().contains(group() + "." + name)
                || settings.settable().contains(modelName() + "." + name)
                || settings.settable().contains(name);
    }

    @Nullable
    DataTable data(String name, FileScope file) {
        return dataTables.find(name, file);
    }

    boolean isPopulation(String name) {
        return FileNames.isGroup(home, name);
    }

    boolean isSynapseModel(String name) {
        FileScope.Entry entry = home.find(name);
        return entry != null
                && entry.declaration() instanceof Declaration.Model m
                && m.kind() == Declaration.Kind.SYNAPSE;
    }

    boolean isSynapseVariable(String name) {
        return FileNames.isSynapseVariable(home, name);
    }

    /** Expressions among the items. */
    Typer typer(FileScope file, @Nullable String drawPath) {
        return typer(scope(file, drawPath, settings.dt()));
    }

    Typer typer(Scope scope) {
        return new Typer(scope, settings.dt(), diagnostics, table.expansion);
    }

    ModelScope scope(FileScope file, @Nullable String drawPath, double step) {
        return new ModelScope(this, file, step, drawPath, null);
    }

    /** The trigger for an event of an end; null after a report. */
    Model.@Nullable TriggerDef endTrigger(Path path, Optional<Term> after) {
        EventNames.SideEvent event = new EventNames(this, diagnostics).resolve(path);
        return event == null ? null : new Model.TriggerDef.OnEnd(event.side(), event.event(), after);
    }

    void gone(String name, Span span) {
        diagnostics.add(Diagnostic.of(Code.N001, span, "`" + name + "` is gone when this runs")
                .label("not known any more")
                .note("a body behind `after` runs on its own, later; states are read as they are then")
                .help("keep it in a `state`, or use it around the `after`: `if " + name + " > 0 { after … }`"));
    }

    void missingPort(Item.Deliver d) {
        List<String> ports = ends == null
                ? List.of()
                : ends.targetModel().ports().stream().map(Model.Port::name).toList();
        Span span = d.span();
        diagnostics.add(Diagnostic.of(Code.S008, span, "where does this deliver to?")
                .label("no port")
                .help("name the port in the projection (`project … -> "
                        + (ends == null ? "B" : ends.target().name()) + ".PORT`)"
                        + (ports.isEmpty() ? "" : "; the target has: " + String.join(", ", ports))));
    }
}
