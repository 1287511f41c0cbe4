package bouton.dsl.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.diagnostic.Suggestions;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Expr;
import bouton.dsl.syntax.Ident;
import bouton.dsl.syntax.Item;
import bouton.dsl.syntax.Path;
import bouton.dsl.unit.Dimension;
import bouton.dsl.unit.Unit;
import bouton.dsl.unit.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Enters what a model declares into its table, and the values that uses of it give. */
final class ModelDeclarations {
    private static final List<String> ITEM_WORDS =
            List.of("param", "state", "weight", "trace", "let", "in", "out", "event", "on", "every", "order", "method");
    private static final Set<String> ANNOTATIONS =
            Set.of("bits", "round", "wrap", "saturate", "home", "every", "method", "within");

    private final ModelChecker model;
    private final ModelTable table;
    private final Diagnostics diagnostics;

    ModelDeclarations(ModelChecker model, Diagnostics diagnostics) {
        this.model = model;
        this.table = model.table();
        this.diagnostics = diagnostics;
    }

    /** Declares the items, then applies the values that derivations and uses give. */
    void enter(ModelItems items) {
        if (!model.isSynapse()) {
            table.events.add("spike");
        }
        for (ModelItems.Placed placed : items.items()) {
            declare(placed);
        }
        declareHolds(items);
        applyOverrides(items);
        if (model.isSynapse()) {
            implicitDelays();
        }
    }

    /** Holds are declared by being set. */
    private void declareHolds(ModelItems items) {
        TreeSet<String> flags = new TreeSet<>();
        BodyChecker.holds(items.items().stream().map(ModelItems.Placed::item).toList(), flags);
        for (String flag : flags) {
            table.holds.add(flag);
            Span at = model.declaration().name().span();
            ModelTable.Entry before = table.put(new ModelTable.Entry(
                    flag, ModelTable.Kind.HOLD, table.holds.size() - 1, at, model.home(), new Item.Faulty(at)));
            if (before != null && before.kind != ModelTable.Kind.HOLD) {
                diagnostics.add(Diagnostic.of(Code.N002, before.span, "`" + flag + "` is also the name of a hold"));
            }
        }
    }

    private void declare(ModelItems.Placed placed) {
        switch (placed.item()) {
            case Item.Param p -> {
                table.params.add(add(p.name(), ModelTable.Kind.PARAM, table.params.size(), placed));
                annotations(p.annotations());
            }
            case Item.Variable v -> {
                table.variables.add(add(v.name(), ModelTable.Kind.VARIABLE, table.variables.size(), placed));
                annotations(v.annotations());
            }
            case Item.Trace t -> {
                ModelTable.Entry e = add(t.name(), ModelTable.Kind.TRACE, table.variables.size(), placed);
                e.dimension = Dimension.NONE;
                e.unit = Unit.ONE;
                table.variables.add(e);
                annotations(t.annotations());
            }
            case Item.Let l -> add(l.name(), ModelTable.Kind.LET, 0, placed);
            case Item.PortItem p -> declarePort(p, placed);
            case Item.EventItem e -> {
                if (model.isSynapse() || e.from().isPresent()) {
                    misplaced(e, "an event is declared in the neuron that emits it");
                } else {
                    add(e.name(), ModelTable.Kind.EVENT, table.events.size(), placed);
                    table.events.add(e.name().text());
                }
            }
            case Item.Out o -> {
                if (model.isSynapse()) {
                    misplaced(o, "a synapse exports nothing; its target reads what it delivers");
                }
            }
            case Item.Ode o -> annotations(o.annotations());
            case Item.On o -> {}
            case Item.Every e -> {}
            case Item.Order o -> order(o);
            case Item.Method m -> table.method = MethodChecker.method(m, model.typer(placed.home(), null), diagnostics);
            case Item.Faulty f -> {}
            case Item.Assign a -> {}
            case Item.Compartment c -> misplaced(c, "a compartment is a part of a neuron");
            case Item.Unknown u ->
                diagnostics.add(Diagnostic.of(
                                Code.S005,
                                u.first().span(),
                                "a " + model.declaration().kind().word() + " knows no `" + u.first() + "`")
                        .suggest(u.first().text(), ITEM_WORDS));
            case Item.Deliver d -> misplaced(d, "`deliver` belongs into a handler, such as `on pre { … }`");
            case Item.Emit e -> misplaced(e, "`emit` belongs into a handler, such as `on when v > theta { … }`");
            case Item.Hold h -> misplaced(h, "`hold` belongs into a handler");
            case Item.After a -> misplaced(a, "`after` belongs into a handler");
            case Item.If i ->
                misplaced(i, "`if` belongs into a handler, such as `on when v > theta { … }` or `on tick { if … }`");
            default ->
                diagnostics.add(Diagnostic.of(
                                Code.S006,
                                placed.item().span(),
                                "`" + placed.item().word() + "` does not belong into a "
                                        + model.declaration().kind().word())
                        .note("it holds: " + String.join(", ", ITEM_WORDS)));
        }
    }

    private void misplaced(Item item, String message) {
        diagnostics.add(Diagnostic.of(Code.S006, item.span(), message));
    }

    private ModelTable.Entry add(Ident name, ModelTable.Kind kind, int index, ModelItems.Placed placed) {
        ModelTable.Entry entry =
                new ModelTable.Entry(name.text(), kind, index, name.span(), placed.home(), placed.item());
        ModelTable.Entry before = table.put(entry);
        if (before != null) {
            diagnostics.add(Diagnostic.of(Code.N002, name.span(), "`" + name + "` is declared twice")
                    .label("declared again")
                    .also(before.span, "first declared here"));
        }
        return entry;
    }

    private void declarePort(Item.PortItem p, ModelItems.Placed placed) {
        if (p.from().isEmpty()) {
            if (model.isSynapse()) {
                diagnostics.add(
                        Diagnostic.of(Code.S008, p.span(), "a port of a synapse says where its value comes from")
                                .help("`in " + p.name() + " from pre.x` or `from post.x`"));
            }
            table.ports.add(add(p.name(), ModelTable.Kind.PORT, table.ports.size(), placed));
            annotations(p.annotations());
            return;
        }
        Path from = p.from().get();
        String side = from.first().text();
        boolean global = from.isSimple() && side.equals("global");
        if (!model.isSynapse() && !global) {
            misplaced(p, "a neuron's port has no `from` but `from global`: projections name it");
            table.ports.add(add(p.name(), ModelTable.Kind.PORT, table.ports.size(), placed));
            return;
        }
        boolean mirror = from.isSimple() && side.equals("mirror");
        if (!side.equals("pre") && !side.equals("post") && !global && !mirror) {
            diagnostics.add(notAnEnd(p, from));
        }
        for (Item.Annotation a : p.annotations()) {
            diagnostics.add(Diagnostic.of(Code.S009, a.span(), "`@" + a.name() + "` is not known on a port"));
        }
        table.endPorts.add(add(p.name(), ModelTable.Kind.END_PORT, table.endPorts.size(), placed));
    }

    private Diagnostic.Builder notAnEnd(Item.PortItem p, Path from) {
        String side = from.first().text();
        if (side.equals("mirror") || side.equals("global")) {
            return Diagnostic.of(Code.S006, from.span(), "`" + side + "` has no parts: write `from " + side + "`");
        }
        if (model.isPopulation(side)) {
            return Diagnostic.of(Code.L303, from.span(), "a synapse cannot read `" + side + "`: it is at other neurons")
                    .label("not an end of this synapse")
                    .help("what a synapse can read is `pre` and `post`; project the value to one of them");
        }
        return Diagnostic.of(Code.S006, from.span(), "a synapse reads from `pre` or `post`, not from `" + side + "`")
                .suggest(side, List.of("pre", "post", "global", "mirror"));
    }

    private void order(Item.Order o) {
        List<String> names = o.names().stream().map(Ident::text).toList();
        if (model.isSynapse() && (names.equals(List.of("post", "pre")) || names.equals(List.of("pre", "post")))) {
            table.postFirst = names.getFirst().equals("post");
        } else {
            diagnostics.add(Diagnostic.of(
                    Code.O011, o.span(), "in a synapse the order is `order pre, post` or `order post, pre`"));
        }
    }

    private void annotations(List<Item.Annotation> annotations) {
        for (Item.Annotation a : annotations) {
            if (!ANNOTATIONS.contains(a.name().text())) {
                diagnostics.add(Diagnostic.of(Code.S009, a.name().span(), "there is no annotation `@" + a.name() + "`")
                        .suggest(a.name().text(), ANNOTATIONS));
            }
        }
    }

    private void applyOverrides(ModelItems items) {
        ModelScope own = model.scope(
                model.home(),
                model.declaration().name().text(),
                model.settings().dt());
        List<ModelItems.Override> all = new ArrayList<>();
        for (ModelItems.Placed placed : items.items()) {
            if (placed.item() instanceof Item.Assign a) {
                all.add(new ModelItems.Override(a, own));
            }
        }
        all.addAll(model.overrides());
        for (ModelItems.Override o : all) {
            String name = o.name();
            Item.Assign a = o.assign();
            ModelTable.Entry entry = table.find(name);
            boolean delay = model.isSynapse() && (name.equals("delay") || name.equals("dendritic_delay"));
            if (a.operator() != Item.Operator.SET && a.operator() != Item.Operator.DRAW) {
                diagnostics.add(Diagnostic.of(Code.S006, a.span(), "a value is given with `=` or `~`"));
            } else if (delay
                    || (entry != null
                            && (entry.kind == ModelTable.Kind.PARAM || entry.kind == ModelTable.Kind.VARIABLE))) {
                table.overrides.put(name, o);
            } else if (!model.isDoubtful(name)) {
                diagnostics.add(noSuchValue(a, name));
            }
        }
    }

    private Diagnostic.Builder noSuchValue(Item.Assign a, String name) {
        String written = a.target().span().text();
        if (a.target() instanceof Expr.Binary b
                && b.operator() == Expr.BinaryOperator.DIVIDE
                && b.right().span().text().equals("dt")
                && b.left().span().text().startsWith("d")) {
            String variable = b.left().span().text().substring(1);
            return Diagnostic.of(Code.N014, a.target().span(), "an equation is not written `" + written + " = …`")
                    .help("write `" + variable + "' = …`");
        }
        List<String> known = new ArrayList<>(table.names(ModelTable.Kind.PARAM, ModelTable.Kind.VARIABLE));
        if (model.isSynapse()) {
            known.addAll(List.of("delay", "dendritic_delay"));
        }
        Diagnostic.Builder builder = Diagnostic.of(
                        Code.N014,
                        a.target().span(),
                        "`" + model.declaration().name() + "` has no parameter or state `" + written + "`")
                .suggest(name, known);
        boolean own = model.declaration().items().contains(a);
        if (own && Suggestions.closest(name, known).isEmpty()) {
            builder.help("declare it: `param " + written + " = …`, or `state` if it changes in a run");
        }
        return builder;
    }

    /** `delay` and `dendritic_delay` are parameters that every synapse has, if they are given. */
    private void implicitDelays() {
        for (String name : List.of("delay", "dendritic_delay")) {
            ModelItems.Override o = table.overrides.get(name);
            if (o == null || table.find(name) != null) {
                continue;
            }
            Span span = o.assign().span();
            ModelTable.Entry entry = new ModelTable.Entry(
                    name, ModelTable.Kind.PARAM, table.params.size(), span, model.home(), new Item.Faulty(span));
            entry.dimension = Dimension.TIME;
            entry.unit = Units.usual(Dimension.TIME);
            entry.read = true;
            table.put(entry);
            table.params.add(entry);
        }
    }
}
