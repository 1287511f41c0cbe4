package bouton.dsl.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.DataTable;
import bouton.dsl.model.Term;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Expr;
import bouton.dsl.syntax.Ident;
import bouton.dsl.syntax.Item;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Takes arrays apart: {@code state q[4]} becomes four states that are called {@code q[0]} to {@code q[3]}, and what is said of
 * {@code q} is said of each of them. Later stages see single values with such names, and an index that is computed in a run as
 * an {@code Expr.Index} of the name.
 */
final class Arrays {
    private static final int MOST_MEMBERS = 256;

    private final ModelChecker model;
    private final Diagnostics diagnostics;
    private final Map<String, Integer> sizes = new HashMap<>();
    private final Set<String> ports = new HashSet<>();
    private final Set<String> lets = new HashSet<>();
    private final ArrayNames names;
    private final ArrayBodies bodies = new ArrayBodies(lets);
    private final ModelChecker constants;

    private Arrays(ModelItems items, ModelChecker model, Diagnostics diagnostics) {
        this.model = model;
        this.diagnostics = diagnostics;
        this.constants = model.constants(items);
        this.names = new ArrayNames(this::constant, diagnostics);
    }

    /** The items, and the values that the use gives, without arrays. Null after an error that leaves nothing to look at. */
    static Optional<ModelItems> expand(ModelItems items, ModelChecker model, Diagnostics diagnostics) {
        if (items.items().stream().allMatch(p -> dims(p.item()).isEmpty())) {
            return Optional.of(items);
        }
        Arrays arrays = new Arrays(items, model, diagnostics);
        if (!arrays.collect(items)) {
            return Optional.empty();
        }
        List<ModelItems.Placed> result = new ArrayList<>();
        for (ModelItems.Placed placed : items.items()) {
            arrays.item(placed).forEach(i -> result.add(new ModelItems.Placed(i, placed.home())));
        }
        model.giveEach(arrays::overrides);
        return Optional.of(items.with(result));
    }

    static List<Expr> dims(Item item) {
        return switch (item) {
            case Item.Param p -> p.dims();
            case Item.Variable v -> v.dims();
            case Item.PortItem p -> p.dims();
            default -> List.of();
        };
    }

    private double constant(Expr expr) {
        return constants.typer(model.home(), null).term(expr) instanceof Term.Constant c
                        && c.dimension().isNone()
                ? c.value()
                : Double.NaN;
    }

    // ---- sizes

    private boolean collect(ModelItems items) {
        boolean good = true;
        Map<String, Span> declared = new HashMap<>();
        for (ModelItems.Placed placed : items.items()) {
            Optional<Ident> name = name(placed.item());
            List<Expr> dims = dims(placed.item());
            if (name.isEmpty()) {
                continue;
            }
            Span before = declared.putIfAbsent(name.get().text(), name.get().span());
            if (before != null
                    && (!dims.isEmpty() || sizes.containsKey(name.get().text()))) {
                diagnostics.add(Diagnostic.of(Code.N002, name.get().span(), "`" + name.get() + "` is declared twice")
                        .label("declared again")
                        .also(before, "first declared here"));
                good = false;
            } else if (!dims.isEmpty()) {
                good &= declare(placed.item(), name.get(), dims);
            }
        }
        for (ModelItems.Placed placed : items.items()) {
            if (placed.item() instanceof Item.Let l) {
                lets.add(l.name().text());
            }
        }
        return good && lets(items);
    }

    private static Optional<Ident> name(Item item) {
        return switch (item) {
            case Item.Param p -> Optional.of(p.name());
            case Item.Variable v -> Optional.of(v.name());
            case Item.Trace t -> Optional.of(t.name());
            case Item.Let l -> Optional.of(l.name());
            case Item.PortItem p -> Optional.of(p.name());
            case Item.EventItem e -> Optional.of(e.name());
            default -> Optional.empty();
        };
    }

    private boolean declare(Item item, Ident name, List<Expr> dims) {
        Span span = dims.getFirst().span().to(dims.getLast().span());
        if (item instanceof Item.PortItem p && p.from().isPresent()) {
            diagnostics.add(Diagnostic.of(Code.S006, p.span(), "a port with a `from` is one value, not an array"));
            return false;
        }
        double size = dims.size() == 1 ? constant(dims.getFirst()) : Double.NaN;
        if (size != Math.rint(size) || size < 1 || size > MOST_MEMBERS) {
            // Where nobody uses the model, nobody gives a size that comes from outside.
            if (!(model.isUnused() && Double.isNaN(size) && dims.getFirst() instanceof Expr.Name)) {
                diagnostics.add(
                        Diagnostic.of(
                                        Code.N015,
                                        span,
                                        "the size of an array is a whole number from 1 to " + MOST_MEMBERS
                                                + " that is known when the program is read")
                                .note(
                                        "an array has one axis; a parameter counts if it is the same for all and no experiment sets it"));
            }
            return false;
        }
        sizes.put(name.text(), (int) size);
        names.declare(name.text(), (int) size);
        if (item instanceof Item.PortItem) {
            ports.add(name.text());
        }
        return true;
    }

    /** A `let` of arrays is an array; one may stand for another that comes later. */
    private boolean lets(ModelItems items) {
        ArrayExpressions single = new ArrayExpressions(names, -1, 0);
        boolean changed = true;
        while (changed) {
            changed = false;
            for (ModelItems.Placed placed : items.items()) {
                if (placed.item() instanceof Item.Let l && names.size(l.name().text()) == 0) {
                    int n = single.members(l.value());
                    changed |= n > 0;
                    names.declare(l.name().text(), n);
                }
            }
        }
        return true;
    }

    // ---- items

    private List<Item> item(ModelItems.Placed placed) {
        Item item = placed.item();
        ArrayExpressions single = new ArrayExpressions(names, -1, 0);
        return switch (item) {
            case Item.Param p when !p.dims().isEmpty() -> each(p.name(), k -> param(p, k, placed.home()));
            case Item.Variable v when !v.dims().isEmpty() -> each(v.name(), k -> variable(v, k, placed.home()));
            case Item.PortItem p
            when !p.dims().isEmpty() ->
                each(
                        p.name(),
                        k -> new Item.PortItem(
                                member(p.name(), k), List.of(), p.unit(), p.from(), p.annotations(), p.span()));
            case Item.Let l
            when names.size(l.name().text()) > 0 ->
                each(
                        l.name(),
                        k -> new Item.Let(member(l.name(), k), at(l.name(), k).expr(l.value()), l.span()));
            case Item.Ode o
            when names.size(o.name().text()) > 0 ->
                each(
                        o.name(),
                        k -> new Item.Ode(
                                member(o.name(), k),
                                at(o.name(), k).expr(o.value()),
                                o.unless(),
                                o.annotations(),
                                o.span()));
            case Item.Out o when o.value().isEmpty() && names.size(o.name().text()) > 0 -> outOfArray(o);
            case Item.On o -> on(o, single);
            case Item.Every e ->
                List.of(new Item.Every(
                        single.expr(e.period()),
                        e.from().map(single::expr),
                        bodies.body(e.body(), names.inner(), -1, 0),
                        e.span()));
            case Item.Assign a ->
                overrides(new ModelItems.Override(
                                a,
                                model.scope(
                                        placed.home(), null, model.settings().dt())))
                        .stream()
                        .map(o -> (Item) o.assign())
                        .toList();
            default -> List.of(single.item(item));
        };
    }

    private interface Member {
        Item of(int number);
    }

    private List<Item> each(Ident array, Member member) {
        return IntStream.range(0, names.size(array.text())).mapToObj(member::of).toList();
    }

    private static Ident member(Ident array, int number) {
        return new Ident(NestedNames.member(array.text(), number), array.span());
    }

    private ArrayExpressions at(Ident array, int number) {
        return new ArrayExpressions(names, number, names.size(array.text()));
    }

    private Item param(Item.Param p, int k, FileScope home) {
        return new Item.Param(
                member(p.name(), k),
                List.of(),
                p.unit(),
                p.initial().map(i -> initial(i, p.name(), k, home)),
                p.bounds().map(at(p.name(), k)::bounds),
                p.annotations(),
                p.span());
    }

    private Item variable(Item.Variable v, int k, FileScope home) {
        return new Item.Variable(
                v.weight(),
                member(v.name(), k),
                List.of(),
                v.unit(),
                v.initial().map(i -> initial(i, v.name(), k, home)),
                v.bounds().map(at(v.name(), k)::bounds),
                v.annotations(),
                v.span());
    }

    private Item.Initial initial(Item.Initial initial, Ident array, int k, FileScope home) {
        int n = names.size(array.text());
        if (initial.value() instanceof Expr.ListOf l
                && l.elements().size() != n
                && !l.elements().isEmpty()
                && model.overrides().stream().anyMatch(o -> o.name().equals(array.text()))) {
            // The use gives another size and another list: of this one only the unit counts.
            return new Item.Initial(initial.drawn(), l.elements().getFirst().value());
        }
        return new Item.Initial(
                initial.drawn(),
                data(initial.value(), k, n, home).orElseGet(() -> at(array, k).expr(initial.value())));
    }

    /** The element of a row of data: of a table the row of the instance. Empty if the expression is no data. */
    private Optional<Expr> data(Expr value, int k, int n, FileScope home) {
        if (!(value instanceof Expr.Name name) || names.size(name.text()) > 0) {
            return Optional.empty();
        }
        DataTable table = model.data(name.text(), home);
        if (table == null || table.shape().length == 0 || model.dataTables().isFaulty(table)) {
            return Optional.empty();
        }
        boolean row = table.shape().length == 1;
        int columns = row ? table.values().length : table.columns();
        if (columns != n || table.shape().length > 2 || (!row && model.isSynapse())) {
            diagnostics.add(Diagnostic.of(
                            Code.D002,
                            value.span(),
                            "`" + name.text() + "` has " + columns + " values" + (row ? "" : " in a row")
                                    + ", the array has " + n + " members")
                    .note(
                            model.isSynapse()
                                    ? "data for an array of a synapse has one axis"
                                    : "data for an array has one axis, or a row for each neuron"));
            return Optional.of(new Expr.Faulty(value.span()));
        }
        Expr.Arg column = plain(new Expr.Number(Integer.toString(k), Optional.empty(), value.span()));
        return Optional.of(new Expr.Index(
                name,
                row ? List.of(column) : List.of(plain(new Expr.Name("index", value.span())), column),
                value.span()));
    }

    private static Expr.Arg plain(Expr e) {
        return new Expr.Arg(Optional.empty(), e, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }

    private List<Item> outOfArray(Item.Out o) {
        diagnostics.add(Diagnostic.of(Code.N015, o.span(), "an `out` is one value, `" + o.name() + "` is an array")
                .help("send one of its members: `out last = " + o.name() + "["
                        + (names.size(o.name().text()) - 1) + "]`"));
        return List.of();
    }

    /** What arrives at an array of ports is handled at each of them: arrays in the body are then their members. */
    private List<Item> on(Item.On on, ArrayExpressions single) {
        if (on.trigger() instanceof Item.TriggerSyntax.Event e
                && e.path().isSimple()
                && ports.contains(e.path().text())) {
            Ident port = e.path().first();
            int n = names.size(port.text());
            return each(port, k -> {
                ArrayNames inner = names.inner();
                e.payload().ifPresent(p -> inner.declare(p.text(), 0));
                Item.TriggerSyntax trigger = new Item.TriggerSyntax.Event(
                        new bouton.dsl.syntax.Path(
                                List.of(member(port, k)), e.path().span()),
                        e.payload(),
                        e.after(),
                        e.span());
                return new Item.On(trigger, bodies.body(on.body(), inner, k, n), on.span());
            });
        }
        ArrayNames inner = names.inner();
        payload(on.trigger()).ifPresent(p -> inner.declare(p.text(), 0));
        return List.of(new Item.On(single.trigger(on.trigger()), bodies.body(on.body(), inner, -1, 0), on.span()));
    }

    private static Optional<Ident> payload(Item.TriggerSyntax trigger) {
        return switch (trigger) {
            case Item.TriggerSyntax.When w -> Optional.empty();
            case Item.TriggerSyntax.Global g -> g.payload();
            case Item.TriggerSyntax.Event e -> e.payload();
        };
    }

    // ---- values that a use gives

    /** A value for an array, as values for its members. The names in it are those of the use. */
    private List<ModelItems.Override> overrides(ModelItems.Override o) {
        Item.Assign a = o.assign();
        int n = sizes.getOrDefault(o.name(), 0);
        if (n == 0) {
            return List.of(o);
        }
        if (a.value() instanceof Expr.ListOf l && l.elements().size() != n) {
            diagnostics.add(Diagnostic.of(
                    Code.N015,
                    l.span(),
                    "`" + o.name() + "` has " + n + " members, this list has "
                            + l.elements().size()));
            return List.of();
        }
        return IntStream.range(0, n)
                .mapToObj(k -> {
                    Expr value = a.value() instanceof Expr.ListOf l
                            ? l.elements().get(k).value()
                            : data(a.value(), k, n, o.scope().file()).orElse(a.value());
                    Expr target = new Expr.Name(
                            NestedNames.member(o.name(), k), a.target().span());
                    return new ModelItems.Override(new Item.Assign(target, a.operator(), value, a.span()), o.scope());
                })
                .toList();
    }
}
