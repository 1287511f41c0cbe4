package bouton.dsl.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.Model;
import bouton.dsl.model.Network;
import bouton.dsl.model.Network.GroupDef;
import bouton.dsl.model.TargetDef;
import bouton.dsl.model.Term;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Declaration;
import bouton.dsl.syntax.Expr;
import bouton.dsl.syntax.Ident;
import bouton.dsl.syntax.Item;
import bouton.dsl.syntax.Path;
import bouton.dsl.unit.Dimension;
import bouton.dsl.unit.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Checks a network with the values that its parameters have: every use of a model, every projection, every probe. */
final class NetworkChecker {
    private static final List<String> ITEM_WORDS = List.of("param", "population", "stimulus", "project", "probe");

    private final Declaration.Model declaration;
    private final FileScope home;
    private final Settings settings;
    private final TargetDef target;
    private final DataTables data;
    private final Diagnostics diagnostics;
    private final Map<String, Term> params = new LinkedHashMap<>();
    private final Map<String, Span> names = new LinkedHashMap<>();
    private final List<GroupDef> groups = new ArrayList<>();
    private final List<Network.ProjectionDef> projections = new ArrayList<>();
    private final List<Network.ProbeDef> probes = new ArrayList<>();
    private final Set<String> faultyGroups = new TreeSet<>();
    private final Map<String, Set<Integer>> connected = new LinkedHashMap<>();

    NetworkChecker(
            Declaration.Model declaration,
            FileScope home,
            Settings settings,
            TargetDef target,
            DataTables data,
            Diagnostics diagnostics) {
        this.declaration = declaration;
        this.home = home;
        this.settings = settings;
        this.target = target;
        this.data = data;
        this.diagnostics = diagnostics;
    }

    @Nullable
    Network check() {
        ModelItems items = ModelItems.of(declaration, home, diagnostics);
        if (items == null) {
            return null;
        }
        Map<String, Item.Assign> assigned = new LinkedHashMap<>();
        for (ModelItems.Placed placed : items.items()) {
            if (placed.item() instanceof Item.Assign a && a.target() instanceof Expr.Name n) {
                assigned.put(n.text(), a);
            }
        }
        for (ModelItems.Placed placed : items.items()) {
            if (placed.item() instanceof Item.Param p) {
                param(p, placed.home(), assigned.remove(p.name().text()));
            }
        }
        assigned.values()
                .forEach(a -> diagnostics.add(Diagnostic.of(
                                Code.N014,
                                a.target().span(),
                                "`" + declaration.name() + "` has no parameter `"
                                        + a.target().span().text() + "`")
                        .suggest(a.target().span().text(), params.keySet())));
        for (ModelItems.Placed placed : items.items()) {
            group(placed);
        }
        for (ModelItems.Placed placed : items.items()) {
            if (placed.item() instanceof Item.Project p) {
                project(p, placed.home());
            }
        }
        Map<String, Term.Constant> values = new LinkedHashMap<>();
        params.forEach((k, v) -> {
            if (v instanceof Term.Constant c) {
                values.put(k, c);
            }
        });
        List<Integer> ranks = new Ranks(groups, projections, target.deliversBeforeThreshold(), diagnostics).compute();
        Network bare = new Network(
                declaration.name().text(),
                values,
                groups,
                projections,
                List.of(),
                ranks,
                declaration.name().span());
        for (ModelItems.Placed placed : items.items()) {
            if (placed.item() instanceof Item.ProbeItem p) {
                probe(p, bare, placed.home());
            }
        }
        unconnected();
        return new Network(bare.name(), values, groups, projections, probes, ranks, bare.span());
    }

    private NetworkScope scope(FileScope file) {
        return new NetworkScope(file, params, settings.dt(), data);
    }

    private Typer typer(FileScope file) {
        return new Typer(scope(file), settings.dt(), diagnostics);
    }

    private boolean declareName(Ident name) {
        Span before = names.putIfAbsent(name.text(), name.span());
        if (before != null) {
            diagnostics.add(Diagnostic.of(Code.N002, name.span(), "`" + name + "` is declared twice")
                    .label("declared again")
                    .also(before, "first declared here"));
        }
        return before == null;
    }

    private void param(Item.Param p, FileScope file, Item.@Nullable Assign override) {
        declareName(p.name());
        Typer typer = typer(file);
        Term value;
        Unit unit = p.unit().isPresent() ? typer.unit(p.unit().get()) : null;
        Optional<Double> outside =
                settings.bindings().override(declaration.name().text(), p.name().text());
        if (override != null) {
            value = typer.number(override.value());
        } else if (p.initial().isEmpty()) {
            diagnostics.add(Diagnostic.of(Code.S008, p.span(), "parameter `" + p.name() + "` has no value"));
            value = new Term.Poison(p.span());
        } else if (ModelTable.isGiven(p.initial().get().value())) {
            Span at = p.initial().get().value().span();
            Optional<Bindings.Value> given = settings.bindings()
                    .given(declaration.name().text(), p.name().text());
            Unit of = unit == null ? Unit.ONE : unit;
            if (given.isEmpty() || given.get().shape().length > 0) {
                diagnostics.add(
                        Diagnostic.of(Code.D003, at, "`" + p.name() + "` is to be given from outside, and is not"));
                value = new Term.Poison(at);
            } else {
                value = new Term.Constant(given.get().values()[0] * of.scale(), of.dimension(), at);
            }
        } else {
            value = typer.number(p.initial().get().value());
        }
        if (unit != null) {
            value = typer.expect(value, unit.dimension(), "`" + p.name() + "`");
        }
        if (outside.isPresent() && !(value instanceof Term.Poison)) {
            value = new Term.Constant(outside.get(), value.dimension(), value.span());
        }
        if (!(value instanceof Term.Constant) && !(value instanceof Term.Poison)) {
            diagnostics.add(Diagnostic.of(Code.N005, value.span(), "a parameter of a network is one number"));
            value = new Term.Poison(value.span());
        }
        params.put(p.name().text(), value);
    }

    private int size(List<Expr> dims, Typer typer) {
        long size = 1;
        for (Expr e : dims) {
            Long n = Vectors.whole(typer.number(e), 1, Integer.MAX_VALUE - 8, "a size", typer);
            if (n == null) {
                return -1;
            }
            size *= n;
        }
        if (size > Integer.MAX_VALUE - 8) {
            diagnostics.add(Diagnostic.of(Code.E003, dims.getFirst().span(), "this is more than 2^31 neurons"));
            return -1;
        }
        return (int) size;
    }

    private void group(ModelItems.Placed placed) {
        switch (placed.item()) {
            case Item.PopulationItem p -> population(p, placed.home());
            case Item.StimulusItem s -> {
                boolean fresh = declareName(s.name());
                int size = size(s.dims(), typer(placed.home()));
                StimulusChecker.Checked checked =
                        size < 0 ? null : new StimulusChecker(placed.home(), data, typer(placed.home())).check(s, size);
                if (checked == null) {
                    faultyGroups.add(s.name().text());
                } else if (fresh) {
                    groups.add(new Network.StimulusDef(
                            s.name().text(),
                            size,
                            checked.value(),
                            checked.single(),
                            checked.dimension(),
                            checked.unit(),
                            s.name().span()));
                }
            }
            case Item.Param p -> {}
            case Item.Project p -> {}
            case Item.ProbeItem p -> {}
            case Item.Assign a -> {}
            case Item.Faulty f -> {}
            case Item.Unknown u -> {
                Diagnostic.Builder builder =
                        Diagnostic.of(Code.S005, u.first().span(), "a network knows no `" + u.first() + "`");
                if (Set.of("broadcast", "reduce").contains(u.first().text())) {
                    builder.note("`" + u.first() + "` is not part of this version");
                } else {
                    builder.suggest(u.first().text(), ITEM_WORDS);
                }
                diagnostics.add(builder);
            }
            default ->
                diagnostics.add(Diagnostic.of(
                                Code.S006,
                                placed.item().span(),
                                "`" + placed.item().word() + "` does not belong into a network")
                        .note("a network holds " + String.join(", ", ITEM_WORDS)));
        }
    }

    private Declaration.@Nullable Model model(Path path, Declaration.Kind kind, FileScope file) {
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

    private static List<ModelItems.Override> overrides(List<Item> items, Scope scope, Diagnostics diagnostics) {
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

    private void population(Item.PopulationItem p, FileScope file) {
        boolean fresh = declareName(p.name());
        int size = size(p.dims(), typer(file));
        Declaration.Model model = model(p.model(), Declaration.Kind.NEURON, file);
        List<ModelItems.Override> overrides = overrides(p.overrides(), scope(file), diagnostics);
        if (model == null || size < 0) {
            faultyGroups.add(p.name().text());
            return;
        }
        FileScope modelHome =
                java.util.Objects.requireNonNull(file.find(p.model().text())).home();
        String owner = declaration.name() + "." + p.name();
        int before = diagnostics.errorCount();
        Model checked = new ModelChecker(model, modelHome, owner, overrides, null, settings, data, diagnostics).check();
        if (checked == null || !fresh) {
            faultyGroups.add(p.name().text());
            return;
        }
        if (diagnostics.errorCount() == before) {
            checkSizes(checked, size, 0, p.name());
        }
        groups.add(new Network.PopulationDef(
                p.name().text(), size, checked, p.name().span()));
    }

    /** Data that gives one value per instance must have that many. */
    private void checkSizes(Model model, long instances, int unused, Ident at) {
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

    private void project(Item.Project p, FileScope file) {
        GroupDef source = end(p.source(), "source");
        PortEnd to = targetEnd(p.target());
        if (p.model().isEmpty()) {
            diagnostics.add(Diagnostic.of(Code.S008, p.span(), "which rule do these synapses follow?")
                    .help("write `with static { w = … }` or another synapse model"));
        }
        Declaration.Model model =
                p.model().map(m -> model(m, Declaration.Kind.SYNAPSE, file)).orElse(null);
        List<ModelItems.Override> overrides = overrides(p.overrides(), scope(file), diagnostics);
        if (source == null || to == null) {
            return;
        }
        Network.Builder builder =
                new BuilderChecker(file, data, typer(file)).check(p.builder(), p.where(), source, to.population());
        if (model == null) {
            markAllConnected(to.population());
            return;
        }
        FileScope modelHome = java.util.Objects.requireNonNull(
                        file.find(p.model().orElseThrow().text()))
                .home();
        Model portModel = to.population().model();
        String name = source.name() + " -> " + to.population().name()
                + (to.port() >= 0 ? "." + portModel.ports().get(to.port()).name() : "");
        String label = label(p, source, to);
        String owner = declaration.name() + "." + label;
        int before = diagnostics.errorCount();
        Ends ends = new Ends(source, to.population(), to.port());
        ModelChecker checker = new ModelChecker(model, modelHome, owner, overrides, ends, settings, data, diagnostics);
        Model checked = checker.check();
        connected.computeIfAbsent(to.population().name(), k -> new TreeSet<>()).addAll(checker.deliveredPorts());
        if (to.port() >= 0) {
            connected
                    .computeIfAbsent(to.population().name(), k -> new TreeSet<>())
                    .add(to.port());
        }
        if (checked == null || builder == null) {
            return;
        }
        if (diagnostics.errorCount() == before) {
            long count = switch (builder) {
                case Network.Builder.Pairs pairs -> pairs.pre().length;
                case Network.Builder.OneToOne o -> source.size();
                default -> -1;
            };
            if (count >= 0) {
                checkSizes(checked, count, 0, new Ident(label, p.source().span()));
            }
        }
        Network.ProjectionDef result = new Network.ProjectionDef(
                name,
                label,
                groups.indexOf(source),
                groups.indexOf(to.population()),
                to.port(),
                builder,
                checked,
                checked.param("delay"),
                checked.param("dendritic_delay"),
                p.source().span().to(p.target().span()));
        DelayChecker.check(result, source, target, diagnostics);
        projections.add(result);
    }

    private String label(Item.Project p, GroupDef source, PortEnd to) {
        if (p.label().isPresent()) {
            declareName(p.label().get());
            return p.label().get().text();
        }
        String base = source.name() + "_" + to.population().name();
        String label = base;
        for (int i = 2; usedLabel(label); i++) {
            label = base + "_" + i;
        }
        return label;
    }

    private boolean usedLabel(String label) {
        return projections.stream().anyMatch(p -> p.label().equals(label));
    }

    private @Nullable GroupDef end(Expr expr, String what) {
        if (!(expr instanceof Expr.Name n)) {
            if (!(expr instanceof Expr.Faulty)) {
                diagnostics.add(Diagnostic.of(
                        Code.N003,
                        expr.span(),
                        "the " + what + " of a projection is a population or a stimulus, by its name"));
            }
            return null;
        }
        for (GroupDef g : groups) {
            if (g.name().equals(n.text())) {
                return g;
            }
        }
        if (!faultyGroups.contains(n.text()) && !home.isDoubtful(n.text())) {
            diagnostics.add(Diagnostic.of(Code.N001, n.span(), "there is no population or stimulus `" + n.text() + "`")
                    .suggest(n.text(), groups.stream().map(GroupDef::name).toList()));
        }
        return null;
    }

    private record PortEnd(Network.PopulationDef population, int port) {}

    private @Nullable PortEnd targetEnd(Expr expr) {
        Expr root = expr instanceof Expr.Member m ? m.of() : expr;
        GroupDef group = end(root, "target");
        if (group == null) {
            return null;
        }
        if (!(group instanceof Network.PopulationDef population)) {
            diagnostics.add(Diagnostic.of(
                            Code.N003, root.span(), "`" + group.name() + "` is a stimulus; synapses end on populations")
                    .also(group.span(), "declared here"));
            return null;
        }
        if (!(expr instanceof Expr.Member m)) {
            return new PortEnd(population, -1);
        }
        List<Model.Port> ports = population.model().ports();
        for (int i = 0; i < ports.size(); i++) {
            if (ports.get(i).name().equals(m.name().text())) {
                return new PortEnd(population, i);
            }
        }
        diagnostics.add(Diagnostic.of(
                        Code.N011, m.name().span(), "`" + population.name() + "` has no port `" + m.name() + "`")
                .suggest(m.name().text(), ports.stream().map(Model.Port::name).toList())
                .note(
                        ports.isEmpty()
                                ? "its neuron `" + population.model().name() + "` declares no port (`in NAME: UNIT`)"
                                : "ports: "
                                        + String.join(
                                                ", ",
                                                ports.stream()
                                                        .map(Model.Port::name)
                                                        .toList())));
        markAllConnected(population);
        return null;
    }

    private void markAllConnected(Network.PopulationDef population) {
        Set<Integer> all = connected.computeIfAbsent(population.name(), k -> new TreeSet<>());
        for (int i = 0; i < population.model().ports().size(); i++) {
            all.add(i);
        }
    }

    private void unconnected() {
        if (diagnostics.hasErrors()) {
            return;
        }
        for (GroupDef g : groups) {
            if (!(g instanceof Network.PopulationDef p)) {
                continue;
            }
            Set<Integer> reached = connected.getOrDefault(p.name(), Set.of());
            if (reached.isEmpty() && p.model().ports().size() > 0 && projections.isEmpty()) {
                continue;
            }
            for (int i = 0; i < p.model().ports().size(); i++) {
                // A model of the library has ports that a network need not use.
                boolean own = p.model().ports().get(i).span().source() == home.source();
                if (!reached.contains(i) && own) {
                    diagnostics.add(Diagnostic.of(
                                    Code.N010,
                                    p.span(),
                                    "nothing is projected to port `"
                                            + p.model().ports().get(i).name() + "` of `" + p.name() + "`")
                            .also(p.model().ports().get(i).span(), "declared here"));
                }
            }
        }
    }

    private void probe(Item.ProbeItem p, Network network, FileScope file) {
        if (mentionsFaulty(p.subject())
                || p.arrow().filter(this::mentionsFaulty).isPresent()) {
            return;
        }
        Typer typer = typer(file);
        Selectors.Selection s = new Selectors(
                        network,
                        diagnostics,
                        e -> typer.number(e, Dimension.NONE, "a member") instanceof Term.Constant c
                                ? c.value()
                                : Double.NaN)
                .resolve(p.subject(), p.arrow());
        if (s == null) {
            return;
        }
        Span span = p.subject().span().to(p.arrow().orElse(p.subject()).span());
        if (s.name().isEmpty()) {
            diagnostics.add(Diagnostic.of(Code.S008, span, "what of it is to be recorded?")
                    .help("name an event or a state: `probe " + span.text() + ".spike`"));
            return;
        }
        Ident name = s.name().get();
        double period = Double.NaN;
        if (p.every().isPresent()) {
            Term every = typer.number(p.every().get(), Dimension.TIME, "a period");
            if (every instanceof Term.Constant c) {
                period = Numbers.wholeTicks(c.value(), settings.dt(), c.span(), "this period", diagnostics)
                        * settings.dt();
            }
        }
        ProbeNames.Kind kind = ProbeNames.kind(network, s, name, diagnostics);
        if (kind == null) {
            return;
        }
        if (kind == ProbeNames.Kind.EVENT) {
            if (p.every().isPresent()) {
                diagnostics.add(Diagnostic.of(
                        Code.S006,
                        p.every().get().span(),
                        "events are recorded when they happen, not `every` so often"));
            }
            probes.add(new Network.ProbeDef(
                    text(span),
                    s.group(),
                    s.projection(),
                    Optional.of(name.text()),
                    Optional.empty(),
                    s.members(),
                    Double.NaN,
                    span));
        } else {
            double sampled = Double.isNaN(period) ? settings.dt() : period;
            probes.add(new Network.ProbeDef(
                    text(span),
                    s.group(),
                    s.projection(),
                    Optional.empty(),
                    Optional.of(name.text()),
                    s.members(),
                    sampled,
                    span));
        }
    }

    private boolean mentionsFaulty(Expr expr) {
        return switch (expr) {
            case Expr.Name n -> faultyGroups.contains(n.text()) || home.isDoubtful(n.text());
            case Expr.Member m -> mentionsFaulty(m.of());
            case Expr.Index i -> mentionsFaulty(i.of());
            default -> false;
        };
    }

    private static String text(Span span) {
        return span.text().replaceAll("\\s+", " ");
    }
}
