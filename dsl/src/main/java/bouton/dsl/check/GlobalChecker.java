package bouton.dsl.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.Model;
import bouton.dsl.model.Network;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Expr;
import bouton.dsl.syntax.Item;
import bouton.dsl.syntax.Path;
import bouton.dsl.unit.Dimension;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Checks what belongs to a network as a whole: its events, its reductions, and what it broadcasts. */
final class GlobalChecker {
    private final NetworkTable table;
    private final Diagnostics diagnostics;
    private final SourceChecker sources;

    GlobalChecker(NetworkTable table) {
        this.table = table;
        this.diagnostics = table.diagnostics();
        this.sources = new SourceChecker(table);
    }

    void check(ModelItems items) {
        for (ModelItems.Placed placed : items.items()) {
            if (placed.item() instanceof Item.EventItem e) {
                event(e);
            }
        }
        ReduceChecker reductions = new ReduceChecker(table);
        for (ModelItems.Placed placed : items.items()) {
            if (placed.item() instanceof Item.Reduce r) {
                reductions.check(r, placed.home());
            }
        }
        for (ModelItems.Placed placed : items.items()) {
            if (placed.item() instanceof Item.Broadcast b) {
                broadcast(b, placed.home());
            }
        }
        if (!diagnostics.hasErrors()) {
            handlers();
            unfed();
        }
    }

    // ---- events

    private void event(Item.EventItem e) {
        if (!table.declareName(e.name())) {
            return;
        }
        int group = -1;
        int event = -1;
        int member = -1;
        if (e.from().isPresent()) {
            SourceChecker.Events cause = sources.events(e.from().get());
            if (cause == null) {
                return;
            }
            if (!cause.dimension().isNone()) {
                diagnostics.add(Diagnostic.of(
                        Code.U004,
                        e.from().get().span(),
                        "what an event of the network brings is a plain number, this brings "
                                + Mismatch.name(cause.dimension())));
                return;
            }
            group = cause.group();
            event = cause.event();
            member = cause.member();
        }
        table.events.add(new Network.EventDef(
                e.name().text(), group, event, member, e.name().span()));
    }

    private int eventIndex(String name) {
        for (int i = 0; i < table.events.size(); i++) {
            if (table.events.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** What a model waits for must be an event of its network. */
    private void handlers() {
        Set<Span> told = new HashSet<>();
        uses().values()
                .forEach(model -> model.handlers().forEach(h -> {
                    if (h.trigger() instanceof Model.TriggerDef.OnGlobal g
                            && eventIndex(g.event()) < 0
                            && told.add(g.span())) {
                        List<String> known = table.events.stream()
                                .map(Network.EventDef::name)
                                .toList();
                        diagnostics.add(Diagnostic.of(
                                        Code.N011,
                                        g.span(),
                                        "network `" + table.declaration().name() + "` has no event `" + g.event() + "`")
                                .suggest(g.event(), known)
                                .also(table.declaration().name().span(), "`" + model.name() + "` is used here")
                                .help("declare it in the network: `event " + g.event() + "`"));
                    }
                }));
    }

    /** Models by what uses them: names of populations and labels of projections. */
    private Map<String, Model> uses() {
        Map<String, Model> result = new TreeMap<>();
        for (Network.GroupDef g : table.groups) {
            if (g instanceof Network.PopulationDef p) {
                result.put(p.name(), p.model());
            }
        }
        table.projections.forEach(p -> result.put(p.label(), p.model()));
        return result;
    }

    /** What people call it: a projection without a label of its own by its ends. */
    private String shown(String owner) {
        return table.projections.stream()
                .filter(p -> p.label().equals(owner))
                .map(Network.ProjectionDef::name)
                .findFirst()
                .orElse(owner);
    }

    // ---- broadcasts

    private void broadcast(Item.Broadcast b, FileScope file) {
        double tau = tau(b, file);
        Network.GlobalDef value = source(b, tau);
        List<String> owners = targets(b.target());
        if (value == null || owners.isEmpty() || Double.isInfinite(tau)) {
            return;
        }
        int cell = table.globals.indexOf(value);
        if (cell < 0) {
            cell = table.globals.size();
            table.globals.add(value);
        }
        String port = b.target().last().text();
        for (String owner : owners) {
            feed(owner, port, cell, value, b);
        }
    }

    private void feed(String owner, String port, int cell, Network.GlobalDef value, Item.Broadcast b) {
        Model model = java.util.Objects.requireNonNull(uses().get(owner));
        Model.EndPort found = model.endPorts().stream()
                .filter(e -> e.name().equals(port) && e.side() == Model.Side.GLOBAL)
                .findFirst()
                .orElse(null);
        if (found == null) {
            List<String> known = model.endPorts().stream()
                    .filter(e -> e.side() == Model.Side.GLOBAL)
                    .map(Model.EndPort::name)
                    .toList();
            diagnostics.add(Diagnostic.of(
                            Code.N011,
                            b.target().last().span(),
                            "`" + model.name() + "` has no port `" + port + "` from global")
                    .suggest(port, known)
                    .help("declare it: `in " + port + ": UNIT from global`"));
            return;
        }
        if (!found.dimension().equals(value.dimension())) {
            diagnostics.add(Mismatch.of(
                    b.source().span(),
                    "port `" + port + "` is in " + Mismatch.name(found.dimension()) + ", this is in "
                            + Mismatch.name(value.dimension()),
                    found.dimension(),
                    value.dimension()));
            return;
        }
        if (table.feeds.putIfAbsent(owner + "." + port, cell) != null) {
            diagnostics.add(Diagnostic.of(
                    Code.N002,
                    b.span(),
                    "port `" + port + "` of `" + shown(owner) + "` is fed already; it takes one value"));
        }
    }

    /** ms; NaN without one, infinite after a report. */
    private double tau(Item.Broadcast b, FileScope file) {
        double result = Double.NaN;
        for (Item item : b.overrides()) {
            if (!(item instanceof Item.Assign a) || !a.target().span().text().equals("tau")) {
                diagnostics.add(
                        Diagnostic.of(Code.S006, item.span(), "a broadcast takes a `tau = …` and nothing else"));
                return Double.POSITIVE_INFINITY;
            }
            var term = table.typer(file).number(a.value(), Dimension.TIME, "the time constant of a trace");
            if (!(term instanceof bouton.dsl.model.Term.Constant c) || !(c.value() > 0)) {
                if (term instanceof bouton.dsl.model.Term.Constant) {
                    diagnostics.add(Diagnostic.of(Code.T004, a.value().span(), "a time constant must be positive"));
                }
                return Double.POSITIVE_INFINITY;
            }
            result = c.value();
        }
        return result;
    }

    private Network.@Nullable GlobalDef source(Item.Broadcast b, double tau) {
        boolean trace = !Double.isNaN(tau);
        if (b.source() instanceof Expr.Name n && eventIndex(n.text()) >= 0) {
            if (!trace) {
                diagnostics.add(needsTau(b));
                return null;
            }
            Network.Source source = new Network.Source.EventTrace(eventIndex(n.text()), tau);
            return sources.plain(b.source().span(), source);
        }
        if (b.source() instanceof Expr.Name n) {
            for (Network.GlobalDef g : table.globals) {
                if (g.name().equals(n.text())) {
                    if (trace) {
                        diagnostics.add(noTau(b));
                    }
                    return g;
                }
            }
        }
        if (sources.isEvent(b.source(), trace)) {
            SourceChecker.Events events = sources.events(b.source());
            if (events == null) {
                return null;
            }
            if (!trace) {
                diagnostics.add(needsTau(b));
                return null;
            }
            Network.Source source = new Network.Source.Trace(events.group(), events.event(), events.member(), tau);
            return sources.named(b.source().span(), source, events.dimension());
        }
        if (trace) {
            diagnostics.add(noTau(b));
            return null;
        }
        return sources.value(b.source());
    }

    private static Diagnostic.Builder needsTau(Item.Broadcast b) {
        return Diagnostic.of(Code.S008, b.source().span(), "an event is broadcast as a trace: how fast does it decay?")
                .help("write `{ tau = 200 ms }` behind it");
    }

    private static Diagnostic.Builder noTau(Item.Broadcast b) {
        return Diagnostic.of(Code.S006, b.span(), "a value is broadcast as it is: `tau` is for events");
    }

    /** Populations and labels that a target means: one of them, or all that use a model. */
    private List<String> targets(Path target) {
        if (target.names().size() != 2) {
            diagnostics.add(Diagnostic.of(
                    Code.S006,
                    target.span(),
                    "a broadcast goes to a port of a rule, a neuron, a population or a projection"));
            return List.of();
        }
        String owner = target.first().text();
        Map<String, Model> uses = uses();
        if (uses.containsKey(owner)) {
            return List.of(owner);
        }
        List<String> result = new ArrayList<>();
        uses.forEach((name, model) -> {
            if (model.name().equals(owner)) {
                result.add(name);
            }
        });
        if (result.isEmpty() && !table.isFaulty(owner)) {
            List<String> known = new ArrayList<>(uses.keySet());
            uses.values().forEach(m -> known.add(m.name()));
            diagnostics.add(Diagnostic.of(
                            Code.N001,
                            target.first().span(),
                            "no rule, neuron, population or projection here is called `" + owner + "`")
                    .suggest(owner, known));
        }
        return result;
    }

    /** A value that nobody sends would be 0 for ever. */
    private void unfed() {
        uses().forEach((owner, model) -> {
            for (Model.EndPort port : model.endPorts()) {
                if (port.side() == Model.Side.GLOBAL && !table.feeds.containsKey(owner + "." + port.name())) {
                    diagnostics.add(Diagnostic.of(
                                    Code.S008,
                                    port.span(),
                                    "nothing is broadcast to port `" + port.name() + "` of `" + shown(owner) + "`")
                            .also(table.declaration().name().span(), "in this network")
                            .help("write `broadcast SOURCE -> " + model.name() + "." + port.name() + "`"));
                    return;
                }
            }
        });
    }
}
