package bouton.dsl.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.Model;
import bouton.dsl.model.Network;
import bouton.dsl.model.Network.GroupDef;
import bouton.dsl.model.Term;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Declaration;
import bouton.dsl.syntax.Expr;
import bouton.dsl.syntax.Ident;
import bouton.dsl.syntax.Item;
import bouton.dsl.syntax.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a network declares, while it is being checked, and how its items look things up. */
final class NetworkTable {
    private final Map<String, Span> names = new LinkedHashMap<>();
    private final Map<String, Set<Integer>> connected = new LinkedHashMap<>();
    private final Set<String> faultyGroups = new TreeSet<>();
    private final Map<String, Integer> indices = new HashMap<>();
    private final Map<String, Integer> labels = new HashMap<>();
    private final Map<String, Set<String>> lacking = new LinkedHashMap<>();
    final Map<String, Term> params = new LinkedHashMap<>();
    final List<GroupDef> groups = new ArrayList<>();
    final List<Network.ProjectionDef> projections = new ArrayList<>();
    final List<Network.ProbeDef> probes = new ArrayList<>();
    final List<Network.EventDef> events = new ArrayList<>();
    final List<Network.GlobalDef> globals = new ArrayList<>();
    final List<Network.ForeignDef> foreign = new ArrayList<>();
    final Map<String, Integer> feeds = new LinkedHashMap<>();

    private final Declaration.Model declaration;
    private final FileScope home;
    private final Settings settings;
    private final DataTables data;
    private final Diagnostics diagnostics;

    NetworkTable(
            Declaration.Model declaration,
            FileScope home,
            Settings settings,
            DataTables data,
            Diagnostics diagnostics) {
        this.declaration = declaration;
        this.home = home;
        this.settings = settings;
        this.data = data;
        this.diagnostics = diagnostics;
    }

    Declaration.Model declaration() {
        return declaration;
    }

    FileScope home() {
        return home;
    }

    Settings settings() {
        return settings;
    }

    DataTables data() {
        return data;
    }

    Diagnostics diagnostics() {
        return diagnostics;
    }

    NetworkScope scope(FileScope file) {
        return new NetworkScope(file, params, settings.dt(), data);
    }

    Typer typer(FileScope file) {
        return new Typer(scope(file), settings.dt(), diagnostics);
    }

    /** False after a report: the name is in use. */
    boolean declareName(Ident name) {
        Span before = names.putIfAbsent(name.text(), name.span());
        if (before != null) {
            diagnostics.add(Diagnostic.of(Code.N002, name.span(), "`" + name + "` is declared twice")
                    .label("declared again")
                    .also(before, "first declared here"));
        }
        return before == null;
    }

    void add(GroupDef group) {
        indices.put(group.name(), groups.size());
        groups.add(group);
    }

    /** A foreign neuron whose ports are groups already: its name alone means its first {@code out}. */
    void add(Network.ForeignDef neuron) {
        foreign.add(neuron);
        if (!neuron.outputs().isEmpty()) {
            indices.put(neuron.name(), neuron.outputs().getFirst());
        }
    }

    /** Whether this is the name of a foreign neuron. */
    boolean isForeign(String name) {
        return foreign.stream().anyMatch(f -> f.name().equals(name));
    }

    /** Whether a foreign neuron writes the levels of this group. */
    boolean isDriven(GroupDef group) {
        return foreign.stream().anyMatch(f -> f.outputs().contains(groupIndex(group.name())));
    }

    /** Whether this population is an {@code in} of a foreign neuron. */
    boolean isForeignInput(GroupDef group) {
        return foreign.stream().anyMatch(f -> f.inputs().contains(groupIndex(group.name())));
    }

    /** Names of the inputs of the foreign neuron that has this output. */
    List<String> foreignInputs(GroupDef output) {
        return foreign.stream()
                .filter(f -> f.outputs().contains(groupIndex(output.name())))
                .flatMap(f -> f.inputs().stream())
                .map(i -> groups.get(i).name())
                .toList();
    }

    /** Number of the group, or -1. */
    int groupIndex(String name) {
        return indices.getOrDefault(name, -1);
    }

    /** Whether a group has this name. */
    boolean hasGroup(String name) {
        return indices.containsKey(name);
    }

    /** `P.basal.ff`, `P.syn[2]`: what stands behind the population is one name. */
    Expr joined(Expr expr) {
        Expr written = PortNames.resolve(expr, this::hasGroup);
        return NestedNames.root(written) instanceof Expr.Name n
                        && groupIndex(n.text()) >= 0
                        && groups.get(groupIndex(n.text())) instanceof Network.PopulationDef p
                ? NestedNames.joined(written, NestedNames.names(p.model()))
                : written;
    }

    /** A label that no projection has: the base, or the base with a number. */
    String freshLabel(String base, Span projection) {
        int n = labels.merge(base, 1, Integer::sum);
        String label = n == 1 ? base : base + "_" + n;
        return names.putIfAbsent(label, projection) == null ? label : freshLabel(base, projection);
    }

    /** A group with errors of its own: what names it is not wrong for that. */
    void markFaulty(Ident group) {
        faultyGroups.add(group.text());
    }

    boolean isFaulty(String group) {
        return faultyGroups.contains(group) || home.isDoubtful(group);
    }

    /** Names that a use of a model lacks, which has been reported there: a probe of one is not wrong again. */
    void lacks(String groupOrLabel, Set<String> undeclared) {
        lacking.put(groupOrLabel, Set.copyOf(undeclared));
    }

    boolean isLacking(String groupOrLabel, String name) {
        return home.isDoubtful(name)
                || lacking.getOrDefault(groupOrLabel, Set.of()).contains(name);
    }

    void connect(Network.PopulationDef population, Iterable<Integer> ports) {
        Set<Integer> reached = connected.computeIfAbsent(population.name(), k -> new TreeSet<>());
        ports.forEach(reached::add);
    }

    /** After an error nobody knows which ports are reached. */
    void connectAll(Network.PopulationDef population) {
        connect(
                population,
                IntStream.range(0, population.model().ports().size()).boxed().toList());
    }

    Set<Integer> connected(Network.PopulationDef population) {
        return connected.getOrDefault(population.name(), Set.of());
    }

    /** The model of the kind that a path names; null after a report. */
    Declaration.@Nullable Model model(Path path, Declaration.Kind kind, FileScope file) {
        FileScope.Entry entry = file.find(path.text());
        if (entry != null && entry.declaration() instanceof Declaration.Model m && m.kind() == kind) {
            return m;
        }
        if (entry != null && entry.declaration() instanceof Declaration.Faulty || file.isDoubtful(path.text())) {
            return null;
        }
        if (entry != null && entry.declaration() instanceof Declaration.Model m) {
            diagnostics.add(Diagnostic.of(
                            Code.N003,
                            path.span(),
                            "`" + path.text() + "` is a " + m.kind().word() + ", a " + kind.word() + " is needed here")
                    .also(m.name().span(), "declared here"));
            return null;
        }
        Diagnostic.Builder builder = Diagnostic.of(
                        Code.N006, path.span(), "there is no " + kind.word() + " `" + path.text() + "`")
                .suggest(path.text(), file.models(kind));
        String library = kind == Declaration.Kind.NEURON ? "neurons" : "synapses";
        builder.note("the standard library has more: `use std." + library + ".{ … }`");
        diagnostics.add(builder);
        return null;
    }

    /** The values behind `of` and `with`. */
    List<ModelItems.Override> overrides(List<Item> items, Scope scope) {
        List<ModelItems.Override> result = new ArrayList<>();
        for (Item item : items) {
            switch (item) {
                case Item.Assign a -> result.add(new ModelItems.Override(a, scope));
                case Item.Faulty f -> {}
                default ->
                    diagnostics.add(Diagnostic.of(
                            Code.S006, item.span(), "only values stand here: `name = value` or `name ~ draw`"));
            }
        }
        return result;
    }

    /** Data that gives one value per instance must have that many. */
    void checkSizes(Model model, long instances, Ident at) {
        for (Model.Param param : model.params()) {
            Terms.visit(param.value(), t -> checkSize(t, instances, at));
        }
        for (Model.Variable v : model.variables()) {
            Terms.visit(v.initial(), t -> checkSize(t, instances, at));
        }
    }

    private void checkSize(Term term, long instances, Ident at) {
        if (term instanceof Term.DataRef d
                && d.column() instanceof Term.Index i
                && i.end() == Term.End.SELF
                && d.data().columns() != instances) {
            diagnostics.add(Diagnostic.of(
                            Code.D002,
                            d.span(),
                            "`" + d.data().name() + "` has " + d.data().columns() + " values, there are " + instances
                                    + " instances")
                    .also(at.span(), "declared here"));
        }
    }
}
