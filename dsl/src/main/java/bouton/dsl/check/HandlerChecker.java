package bouton.dsl.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.Model;
import bouton.dsl.model.Network;
import bouton.dsl.model.Statement;
import bouton.dsl.model.Term;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Ident;
import bouton.dsl.syntax.Item;
import bouton.dsl.syntax.Path;
import bouton.dsl.unit.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Checks `on` and `every` of a model. */
final class HandlerChecker {
    private final ModelChecker model;
    private final Diagnostics diagnostics;
    private final Settings settings;
    private final TreeMap<Integer, Model.HandlerDef> numbered = new TreeMap<>();
    private int number;

    HandlerChecker(ModelChecker model, Diagnostics diagnostics, Settings settings) {
        this.model = model;
        this.diagnostics = diagnostics;
        this.settings = settings;
    }

    private String drawPath() {
        return model.owner() + "." + model.modelName() + ".on" + number;
    }

    private void add(Model.HandlerDef handler) {
        numbered.put(number, handler);
    }

    /** Whether it gives what an event of the neuron itself brings a name. */
    boolean namesPayload(Item.On on) {
        return !model.isSynapse()
                && on.trigger() instanceof Item.TriggerSyntax.Event e
                && e.payload().isPresent()
                && e.path().isSimple()
                && model.table().events.contains(e.path().text());
    }

    /** @param place its number among the handlers of the text */
    void on(Item.On on, FileScope home, int place) {
        number = place;
        ModelScope scope = model.scope(home, drawPath(), settings.dt());
        Typer typer = model.typer(scope);
        switch (on.trigger()) {
            case Item.TriggerSyntax.When w -> when(w, on, scope, typer);
            case Item.TriggerSyntax.Global g -> global(g, on, scope, typer);
            case Item.TriggerSyntax.Event e -> event(e, on, scope, typer);
        }
    }

    private void when(Item.TriggerSyntax.When w, Item.On on, ModelScope scope, Typer typer) {
        Term condition = typer.truth(w.condition());
        List<Statement> body = new BodyChecker(model, typer).body(on.body(), scope);
        boolean within = false;
        for (Item.Annotation a : w.annotations()) {
            if (a.name().text().equals("within")) {
                within = true;
            } else {
                diagnostics.add(Diagnostic.of(Code.S009, a.span(), "`@" + a.name() + "` is not known on a condition")
                        .suggest(a.name().text(), List.of("within")));
            }
        }
        if (model.isSynapse()) {
            diagnostics.add(Diagnostic.of(Code.S006, w.span(), "a synapse acts on events, not on conditions")
                    .help("test the condition in `on pre`, `on post` or `every T { if … }`"));
            return;
        }
        if (condition instanceof Term.Truth t) {
            diagnostics.add(Diagnostic.of(Code.W004, w.condition().span(), "this condition is always " + t.value()));
        }
        if (!(condition instanceof Term.Poison)) {
            add(new Model.HandlerDef(
                    new Model.TriggerDef.OnWhen(condition, false, List.of(), within), body, on.span()));
        }
    }

    /** That the network has this event is checked with the network. */
    private void global(Item.TriggerSyntax.Global g, Item.On on, ModelScope scope, Typer typer) {
        g.payload().ifPresent(name -> scope.declareLocal(name.text(), new Term.Payload(Dimension.NONE, name.span())));
        List<Statement> body = new BodyChecker(model, typer).body(on.body(), scope);
        add(new Model.HandlerDef(
                new Model.TriggerDef.OnGlobal(g.event().text(), g.event().span()), body, on.span()));
    }

    private void event(Item.TriggerSyntax.Event e, Item.On on, ModelScope scope, Typer typer) {
        Path path = e.path();
        String first = path.first().text();
        Optional<Term> after = e.after().map(x -> typer.number(x, Dimension.TIME, "a delay"));
        Dimension payload = Dimension.NONE;
        Model.@Nullable TriggerDef trigger = null;
        boolean known = true;
        if (path.isSimple() && first.equals("tick")) {
            trigger = new Model.TriggerDef.OnTick();
        } else if (model.isSynapse()) {
            trigger = model.endTrigger(path, after.filter(a -> !(a instanceof Term.Poison)));
            known = trigger != null;
            payload = endPayload(trigger);
            after.ifPresent(a -> checkAfter(a, path.span()));
        } else {
            ModelTable.Entry entry = path.isSimple() ? model.table().find(first) : null;
            int event = path.isSimple() ? model.table().events.indexOf(first) : -1;
            if (entry != null && entry.kind == ModelTable.Kind.PORT) {
                entry.read = true;
                trigger = new Model.TriggerDef.OnPort(entry.index);
                known = entry.dimension != null;
                payload = entry.dimension == null ? Dimension.NONE : entry.dimension;
            } else if (event >= 0) {
                trigger = new Model.TriggerDef.OnOwn(event);
                payload = ownPayload(first);
            } else {
                known = false;
                unknownTrigger(path);
            }
        }
        if (!model.isSynapse() && after.isPresent()) {
            diagnostics.add(Diagnostic.of(
                    Code.S006, on.trigger().span(), "`after` belongs to the events of a synapse (`on pre after T`)"));
        }
        if (e.payload().isPresent()) {
            Ident name = e.payload().get();
            if (trigger instanceof Model.TriggerDef.OnTick) {
                diagnostics.add(Diagnostic.of(Code.S006, name.span(), "a tick brings no value"));
            }
            scope.declareLocal(
                    name.text(), known ? new Term.Payload(payload, name.span()) : new Term.Poison(name.span()));
        } else if (trigger instanceof Model.TriggerDef.OnPort) {
            diagnostics.add(Diagnostic.of(Code.S008, path.span(), "name what arrives: `on " + first + "(k) { … }`"));
        }
        List<Statement> body = new BodyChecker(model, typer).body(on.body(), scope);
        if (trigger != null) {
            add(new Model.HandlerDef(trigger, body, on.span()));
        }
    }

    private Dimension ownPayload(String event) {
        ModelTable.Payload payload = model.table().payloads.get(event);
        return payload == null ? Dimension.NONE : payload.dimension().orElse(Dimension.NONE);
    }

    private Dimension endPayload(Model.@Nullable TriggerDef trigger) {
        Ends ends = model.ends();
        if (ends == null || !(trigger instanceof Model.TriggerDef.OnEnd end)) {
            return Dimension.NONE;
        }
        Network.GroupDef group = end.side() == Model.Side.PRE ? ends.source() : ends.target();
        return group instanceof Network.PopulationDef p
                        && end.event() < p.model().payloads().size()
                ? p.model().payloads().get(end.event())
                : Dimension.NONE;
    }

    private void checkAfter(Term after, Span at) {
        if (after instanceof Term.Constant c && c.value() < 0) {
            diagnostics.add(Diagnostic.of(Code.L306, after.span(), "a handler cannot run before its event")
                    .label("negative delay")
                    .note("that would read the future"));
        } else if (!(after instanceof Term.Poison)
                && Terms.any(
                        after,
                        t -> t instanceof Term.VariableRef
                                || t instanceof Term.Time
                                || t instanceof Term.Since
                                || t instanceof Term.Draw)) {
            diagnostics.add(Diagnostic.of(Code.T001, after.span(), "a delay is constant in a run; this changes")
                    .help("use a parameter; it may differ from synapse to synapse"));
        }
    }

    private void unknownTrigger(Path path) {
        String first = path.first().text();
        if (model.isDoubtful(first)) {
            return;
        }
        if (first.equals("pre") || first.equals("post")) {
            diagnostics.add(
                    Diagnostic.of(Code.N011, path.span(), "`" + first + "` is an end of a synapse, this is a neuron")
                            .help(
                                    "a neuron acts on arrivals (`on PORT(k)`), on its own events (`on spike`) and on conditions (`on when …`)"));
            return;
        }
        List<String> known = new ArrayList<>(model.table().names(ModelTable.Kind.PORT, ModelTable.Kind.EVENT));
        known.addAll(List.of("tick", "spike"));
        diagnostics.add(Diagnostic.of(Code.N011, path.span(), "there is no port or event `" + path.text() + "`")
                .suggest(path.text(), known)
                .help("declare it: `in " + first + ": UNIT` or `event " + first + "`"));
    }

    void every(Item.Every every, FileScope home, int place) {
        number = place;
        Typer outer = model.typer(home, null);
        Term period = every.period() instanceof bouton.dsl.syntax.Expr.Name n
                        && n.text().equals("tick")
                ? new Term.Constant(settings.dt(), Dimension.TIME, n.span())
                : outer.number(every.period(), Dimension.TIME, "a period");
        Optional<Term> from = every.from().map(f -> outer.number(f, Dimension.TIME, "a start"));
        double step = settings.dt();
        if (period instanceof Term.Constant c) {
            step = c.value();
            Numbers.wholeTicks(c.value(), settings.dt(), c.span(), "this period", diagnostics);
        } else if (!(period instanceof Term.Poison)) {
            diagnostics.add(
                    Diagnostic.of(Code.T002, every.period().span(), "a period must be the same for all instances"));
            period = new Term.Poison(every.period().span());
        }
        if (from.isPresent() && !(from.get() instanceof Term.Constant)) {
            if (!(from.get() instanceof Term.Poison)) {
                diagnostics.add(
                        Diagnostic.of(Code.T002, from.get().span(), "a start must be the same for all instances"));
            }
            period = new Term.Poison(every.period().span());
        }
        ModelScope scope = model.scope(home, drawPath(), step);
        Typer typer = model.typer(scope);
        List<Statement> body = new BodyChecker(model, typer).body(every.body(), scope);
        if (!(period instanceof Term.Poison)) {
            add(new Model.HandlerDef(new Model.TriggerDef.Every(period, from), body, every.span()));
        }
    }

    /** Decides which conditions are thresholds, and warns where the result hangs on an order. */
    List<Model.HandlerDef> finish(boolean postFirst) {
        List<Model.HandlerDef> handlers = List.copyOf(numbered.values());
        List<Model.HandlerDef> result = new ArrayList<>();
        for (Model.HandlerDef h : handlers) {
            result.add(
                    h.trigger() instanceof Model.TriggerDef.OnWhen w
                            ? new Model.HandlerDef(classify(w, h), h.body(), h.span())
                            : h);
        }
        if (postFirst) {
            result.forEach(this::warnLateDelivery);
        }
        return result;
    }

    private Model.TriggerDef classify(Model.TriggerDef.OnWhen w, Model.HandlerDef handler) {
        // What runs later does not change what the condition reads now.
        List<Statement> body = Terms.now(handler.body());
        List<List<Statement>> own = new ArrayList<>();
        own.add(body);
        for (Model.HandlerDef other : numbered.values()) {
            if (Terms.emits(body, other)) {
                own.add(Terms.now(other.body()));
            }
        }
        boolean threshold = Terms.any(
                w.condition(),
                t -> t instanceof Term.Draw
                        || (t instanceof Term.Since s && own.stream().anyMatch(o -> emits(o, s)))
                        || (t instanceof Term.VariableRef v
                                && own.stream().anyMatch(o -> Terms.assigns(o, v.index()))));
        TreeSet<Integer> holds = new TreeSet<>();
        for (List<Statement> o : own) {
            Terms.visit(o, t -> {}, s -> {
                if (s instanceof Statement.Hold h) {
                    holds.add(h.hold());
                }
            });
        }
        return new Model.TriggerDef.OnWhen(w.condition(), threshold, List.copyOf(holds), w.within());
    }

    /** Whether the statements emit the event whose last time the condition reads. */
    private boolean emits(List<Statement> statements, Term.Since since) {
        int event = model.table().sinces.get(since.index()).event();
        boolean[] found = new boolean[1];
        Terms.visit(statements, t -> {}, s -> found[0] |= s instanceof Statement.Emit e && e.event() == event);
        return found[0];
    }

    private void warnLateDelivery(Model.HandlerDef h) {
        if (!(h.trigger() instanceof Model.TriggerDef.OnEnd end) || end.side() != Model.Side.PRE) {
            return;
        }
        Ends ends = model.ends();
        boolean dendritic = model.table().overrides.containsKey("dendritic_delay");
        if (ends == null || dendritic) {
            return;
        }
        boolean changed = false;
        for (Statement s : h.body()) {
            if (s instanceof Statement.Deliver d && changed) {
                diagnostics.add(Diagnostic.of(
                                Code.O002,
                                d.span(),
                                "with `order post, pre` this delivers what the statements above have changed, before `on post` has run")
                        .help("write `deliver` first, or give the projection a `dendritic_delay`"));
            }
            changed |= s instanceof Statement.Assign;
        }
    }
}
