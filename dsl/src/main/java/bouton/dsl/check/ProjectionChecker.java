package bouton.dsl.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.Model;
import bouton.dsl.model.Network;
import bouton.dsl.model.Network.GroupDef;
import bouton.dsl.model.TargetDef;
import bouton.dsl.syntax.Declaration;
import bouton.dsl.syntax.Expr;
import bouton.dsl.syntax.Ident;
import bouton.dsl.syntax.Item;
import bouton.dsl.unit.Dimension;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks the projections of a network, and finds ports that none of them reaches. */
final class ProjectionChecker {
    private final NetworkTable table;
    private final TargetDef target;
    private final Diagnostics diagnostics;
    private final List<Mirroring> mirrors = new java.util.ArrayList<>();

    ProjectionChecker(NetworkTable table, TargetDef target) {
        this.table = table;
        this.target = target;
        this.diagnostics = table.diagnostics();
    }

    void project(Item.Project p, FileScope file) {
        GroupDef source = end(p.source(), "source");
        PortEnd to = targetEnd(p.target());
        if (p.model().isEmpty()) {
            diagnostics.add(Diagnostic.of(Code.S008, p.span(), "which rule do these synapses follow?")
                    .help("write `with static { w = … }` or another synapse model"));
        }
        Declaration.Model model = p.model()
                .map(m -> table.model(m, Declaration.Kind.SYNAPSE, file))
                .orElse(null);
        List<Item> values = p.overrides().stream()
                .filter(i -> !(i instanceof Item.MirrorItem))
                .toList();
        Scope scope = source == null || to == null
                ? table.scope(file)
                : DistanceScope.of(
                        table.scope(file), source.grid(), to.population().grid());
        List<ModelItems.Override> overrides = table.overrides(values, scope);
        if (source == null || to == null) {
            if (model != null) {
                // The ends are faulty; the values that are given to the rule are looked at all the same.
                checker(model, file, p, "?", overrides, null).check();
            }
            return;
        }
        Network.Builder builder = new BuilderChecker(
                        file, table.data(), table.typer(file).in(scope))
                .check(p.builder(), p.where(), source, to.population());
        if (model == null) {
            table.connectAll(to.population());
            return;
        }
        String label = label(p, source, to);
        int before = diagnostics.errorCount();
        ModelChecker checker = checker(model, file, p, label, overrides, new Ends(source, to.population(), to.port()));
        Model checked = checker.check();
        table.lacks(label, checker.table().undeclared);
        table.connect(to.population(), checker.deliveredPorts());
        if (to.port() >= 0) {
            table.connect(to.population(), List.of(to.port()));
        }
        if (checked == null || builder == null) {
            return;
        }
        if (diagnostics.errorCount() == before) {
            checkSizes(checked, builder, source, new Ident(label, p.source().span()));
        }
        add(p, label, source, to, builder, checked);
    }

    private ModelChecker checker(
            Declaration.Model model,
            FileScope file,
            Item.Project p,
            String label,
            List<ModelItems.Override> overrides,
            @Nullable Ends ends) {
        FileScope home = Objects.requireNonNull(
                        file.find(p.model().orElseThrow().text()))
                .home();
        String owner = table.declaration().name() + "." + label;
        return new ModelChecker(model, home, owner, overrides, ends, table.settings(), table.data(), diagnostics);
    }

    private void checkSizes(Model checked, Network.Builder builder, GroupDef source, Ident at) {
        switch (builder) {
            case Network.Builder.Pairs pairs -> table.checkSizes(checked, pairs.pre().length, at);
            case Network.Builder.OneToOne o -> table.checkSizes(checked, source.size(), at);
            default -> {}
        }
    }

    private void add(
            Item.Project p, String label, GroupDef source, PortEnd to, Network.Builder builder, Model checked) {
        Network.PopulationDef population = to.population();
        String port = to.port() < 0 || table.isForeignInput(population)
                ? ""
                : "." + population.model().ports().get(to.port()).name();
        Network.ProjectionDef result = new Network.ProjectionDef(
                source.name() + " -> " + population.name() + port,
                label,
                table.groupIndex(source.name()),
                table.groupIndex(population.name()),
                to.port(),
                builder,
                checked,
                checked.param("delay"),
                checked.param("dendritic_delay"),
                Optional.empty(),
                p.source().span().to(p.target().span()));
        DelayChecker.check(result, source, target, diagnostics);
        table.projections.add(result);
        mirrors.add(new Mirroring(table.projections.size() - 1, p));
    }

    /** A mirror may name a projection that stands further down. */
    private record Mirroring(int projection, Item.Project item) {}

    /** Finds what the projections mirror; all of them are known. */
    void mirrors() {
        for (Mirroring m : mirrors) {
            Network.ProjectionDef p = table.projections.get(m.projection());
            List<Item.MirrorItem> written = m.item().overrides().stream()
                    .filter(i -> i instanceof Item.MirrorItem)
                    .map(i -> (Item.MirrorItem) i)
                    .toList();
            Optional<Model.EndPort> port = p.model().endPorts().stream()
                    .filter(e -> e.side() == Model.Side.MIRROR)
                    .findFirst();
            if (written.isEmpty()) {
                port.ifPresent(e ->
                        diagnostics.add(Diagnostic.of(Code.S008, p.span(), "which weights do these synapses mirror?")
                                .also(e.span(), "port `" + e.name() + "` reads them")
                                .help("name them in the braces: `{ mirror = "
                                        + table.groups.get(p.target()).name() + " -> "
                                        + table.groups.get(p.source()).name() + ".w }`")));
            } else if (port.isEmpty()) {
                diagnostics.add(Diagnostic.of(
                                Code.N014,
                                written.getFirst().span(),
                                "`" + p.model().name() + "` reads no mirror")
                        .help("declare `in w: 1 from mirror` in it"));
            } else {
                mirror(m.projection(), written.getFirst(), port.get());
            }
        }
    }

    private void mirror(int number, Item.MirrorItem item, Model.EndPort port) {
        Network.ProjectionDef p = table.projections.get(number);
        if (!(item.source() instanceof Expr.Name source)
                || !(item.target() instanceof Expr.Member to)
                || !(to.of() instanceof Expr.Name target)) {
            diagnostics.add(Diagnostic.of(Code.S006, item.span(), "a mirror is written `mirror = A -> B.w`"));
            return;
        }
        List<Integer> fitting = new java.util.ArrayList<>();
        for (int i = 0; i < table.projections.size(); i++) {
            Network.ProjectionDef other = table.projections.get(i);
            if (table.groups.get(other.source()).name().equals(source.text())
                    && table.groups.get(other.target()).name().equals(target.text())
                    && other.model().variable(to.name().text()) >= 0) {
                fitting.add(i);
            }
        }
        if (fitting.size() != 1) {
            diagnostics.add(Diagnostic.of(
                    fitting.isEmpty() ? Code.N001 : Code.N012,
                    item.span(),
                    fitting.isEmpty()
                            ? "no projection `" + source.text() + " -> " + target.text() + "` has a `" + to.name() + "`"
                            : "several projections `" + source.text() + " -> " + target.text() + "` have a `"
                                    + to.name() + "`"));
            return;
        }
        Network.ProjectionDef other = table.projections.get(fitting.getFirst());
        if (other.source() != p.target() || other.target() != p.source()) {
            diagnostics.add(Diagnostic.of(
                    Code.N003,
                    item.span(),
                    "the opposite of `" + p.name() + "` goes from `"
                            + table.groups.get(p.target()).name() + "` to `"
                            + table.groups.get(p.source()).name() + "`"));
            return;
        }
        int variable = other.model().variable(to.name().text());
        if (other.model().variables().get(variable).role() != Model.Role.WEIGHT) {
            diagnostics.add(
                    Diagnostic.of(Code.N003, to.name().span(), "a mirror reads a weight; `" + to.name() + "` is none"));
            return;
        }
        Dimension dimension = other.model().variables().get(variable).dimension();
        if (!dimension.equals(port.dimension())) {
            diagnostics.add(Mismatch.of(
                    item.span(),
                    "port `" + port.name() + "` is in " + Mismatch.name(port.dimension()) + ", `" + to.name() + "` in "
                            + Mismatch.name(dimension),
                    port.dimension(),
                    dimension));
            return;
        }
        diagnostics.add(
                Diagnostic.of(
                                Code.L309,
                                item.span(),
                                "weight transport: `" + p.name() + "` reads the weights of `" + other.name() + "`")
                        .note(
                                "they are stored at other synapses: neither a neuron nor most chips can do this; feedback alignment does without"));
        table.projections.set(
                number,
                new Network.ProjectionDef(
                        p.name(),
                        p.label(),
                        p.source(),
                        p.target(),
                        p.port(),
                        p.builder(),
                        p.model(),
                        p.delay(),
                        p.dendriticDelay(),
                        Optional.of(new Network.MirrorDef(fitting.getFirst(), variable)),
                        p.span()));
    }

    private String label(Item.Project p, GroupDef source, PortEnd to) {
        if (p.label().isPresent()) {
            table.declareName(p.label().get());
            return p.label().get().text();
        }
        return table.freshLabel(
                (source.name() + "_" + to.population().name()).replace('.', '_'),
                p.source().span().to(p.target().span()));
    }

    private @Nullable GroupDef end(Expr written, String what) {
        Expr expr = PortNames.resolve(written, table::hasGroup);
        if (expr instanceof Expr.Member(Expr.Name n, var port, var span) && table.isForeign(n.text())) {
            diagnostics.add(PortNames.unknown(n.text(), port, table.groups));
            return null;
        }
        if (!(expr instanceof Expr.Name n)) {
            if (!(expr instanceof Expr.Faulty)) {
                diagnostics.add(Diagnostic.of(
                        Code.N003,
                        expr.span(),
                        "the " + what + " of a projection is a population or a stimulus, by its name"));
            }
            return null;
        }
        if (table.groupIndex(n.text()) >= 0) {
            return table.groups.get(table.groupIndex(n.text()));
        }
        if (!table.isFaulty(n.text())) {
            diagnostics.add(Diagnostic.of(Code.N001, n.span(), "there is no population or stimulus `" + n.text() + "`")
                    .suggest(n.text(), table.groups.stream().map(GroupDef::name).toList()));
        }
        return null;
    }

    private Diagnostic.Builder foreignTarget(GroupDef group, Expr at) {
        List<String> inputs = table.foreignInputs(group);
        return Diagnostic.of(
                        Code.N003,
                        at.span(),
                        "`" + group.name() + "` is an `out`: what a foreign neuron writes; synapses end on an `in`")
                .also(group.span(), "declared here")
                .note(inputs.isEmpty() ? "it has no `in`" : "it has: " + String.join(", ", inputs));
    }

    private record PortEnd(Network.PopulationDef population, int port) {}

    private @Nullable PortEnd targetEnd(Expr written) {
        Expr expr = table.joined(written);
        boolean portOfForeign =
                expr instanceof Expr.Member(Expr.Name n, var port, var span) && table.isForeign(n.text());
        Expr root = expr instanceof Expr.Member m && !portOfForeign ? m.of() : expr;
        GroupDef group = end(root, "target");
        if (group == null) {
            return null;
        }
        if (table.isDriven(group)) {
            diagnostics.add(foreignTarget(group, root));
            return null;
        }
        if (!(group instanceof Network.PopulationDef population)) {
            diagnostics.add(Diagnostic.of(
                            Code.N003, root.span(), "`" + group.name() + "` is a stimulus; synapses end on populations")
                    .also(group.span(), "declared here"));
            return null;
        }
        if (!(expr instanceof Expr.Member m)) {
            // The port of a foreign neuron is a population of one port.
            return new PortEnd(population, table.isForeignInput(population) ? 0 : -1);
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
        table.connectAll(population);
        return null;
    }

    void unconnected() {
        if (diagnostics.hasErrors()) {
            return;
        }
        for (GroupDef g : table.groups) {
            if (!(g instanceof Network.PopulationDef p)) {
                continue;
            }
            Set<Integer> reached = table.connected(p);
            if (reached.isEmpty() && p.model().ports().size() > 0 && table.projections.isEmpty()) {
                continue;
            }
            for (int i = 0; i < p.model().ports().size(); i++) {
                // A model of the library has ports that a network need not use.
                boolean own =
                        p.model().ports().get(i).span().source() == table.home().source();
                if (!reached.contains(i) && own) {
                    diagnostics.add(Diagnostic.of(
                                    Code.N010,
                                    p.span(),
                                    "nothing is projected to port `"
                                            + p.model().ports().get(i).name() + "` of `" + p.name() + "`")
                            .also(p.model().ports().get(i).span(), "declared here")
                            .note("it stays 0")
                            .help("project something to it, or take the port out"));
                }
            }
        }
    }
}
