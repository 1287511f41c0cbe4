package bouton.dsl.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.DataTable;
import bouton.dsl.model.Method;
import bouton.dsl.model.Model;
import bouton.dsl.model.Term;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Declaration;
import bouton.dsl.syntax.Expr;
import bouton.dsl.syntax.Ident;
import bouton.dsl.syntax.Item;
import bouton.dsl.syntax.Path;
import bouton.dsl.syntax.UnitSyntax;
import bouton.dsl.unit.Dimension;
import bouton.dsl.unit.Unit;
import bouton.dsl.unit.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Checks one use of a neuron or synapse model: by a population, by a projection (then the ends are known), or by nobody (then
 * what depends on the ends stays open).
 */
final class ModelChecker {
    private static final List<String> ITEM_WORDS =
            List.of("param", "state", "weight", "trace", "let", "in", "out", "event", "on", "every", "order", "method");
    private static final Set<String> ANNOTATIONS =
            Set.of("bits", "round", "wrap", "saturate", "home", "every", "method", "within");

    private final Declaration.Model declaration;
    private final FileScope home;
    private final String owner;
    private final List<ModelItems.Override> overrides;
    private final @Nullable Ends ends;
    private final Settings settings;
    private final DataTables dataTables;
    private final Diagnostics diagnostics;
    private final ModelTable table = new ModelTable();
    private final Foreign foreign = new Foreign(this);
    private final TreeSet<Integer> deliveredPorts = new TreeSet<>();
    private int locals;
    private boolean postFirst;
    private Optional<Method> method = Optional.empty();

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
        this.diagnostics = diagnostics;
    }

    boolean isSynapse() {
        return declaration.kind() == Declaration.Kind.SYNAPSE;
    }

    ModelTable table() {
        return table;
    }

    Foreign foreign() {
        return foreign;
    }

    @Nullable
    Ends ends() {
        return ends;
    }

    int newLocal() {
        return locals++;
    }

    Set<Integer> deliveredPorts() {
        return deliveredPorts;
    }

    void delivered(int port) {
        deliveredPorts.add(port);
    }

    void noteDeliver(Item.Deliver d) {
        // Nobody uses the rule: which port it is stays open.
    }

    void missingPort(Item.Deliver d) {
        List<String> ports = ends == null
                ? List.of()
                : ends.targetModel().ports().stream().map(Model.Port::name).toList();
        diagnostics.add(Diagnostic.of(Code.S008, d.span(), "where does this deliver to?")
                .label("no port")
                .help("name the port in the projection (`project … -> "
                        + (ends == null ? "B" : ends.target().name()) + ".PORT`)"
                        + (ports.isEmpty() ? "" : "; the target has: " + String.join(", ", ports))));
    }

    boolean isDoubtful(String name) {
        return table.doubtful.contains(name) || home.isDoubtful(name);
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

    /** The checked model; with errors reported it may hold poison. */
    @Nullable
    Model check() {
        ModelItems items = ModelItems.of(declaration, home, diagnostics);
        if (items == null) {
            return null;
        }
        for (ModelItems.Placed placed : items.items()) {
            declare(placed);
        }
        TreeSet<String> flags = new TreeSet<>();
        BodyChecker.holds(items.items().stream().map(ModelItems.Placed::item).toList(), flags);
        for (String flag : flags) {
            table.holds.add(flag);
            Span at = declaration.name().span();
            ModelTable.Entry before = table.put(new ModelTable.Entry(
                    flag, ModelTable.Kind.HOLD, table.holds.size() - 1, at, home, new Item.Faulty(at)));
            if (before != null && before.kind != ModelTable.Kind.HOLD) {
                diagnostics.add(Diagnostic.of(Code.N002, before.span, "`" + flag + "` is also the name of a hold"));
            }
        }
        applyOverrides(items);
        if (isSynapse()) {
            implicitDelays();
        }
        dimensions();
        List<Model.Param> params = params();
        List<Model.Variable> variables = variables();
        Span span = declaration.name().span();
        return new Model(
                isSynapse(),
                declaration.name().text(),
                params,
                variables,
                traces(items),
                odes(items),
                ports(),
                endPorts(),
                table.events,
                outs(items),
                table.holds,
                handlers(items),
                method,
                postFirst,
                span);
    }

    // ---- declarations

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
                if (isSynapse() || e.from().isPresent()) {
                    misplaced(e, "an event is declared in the neuron that emits it");
                } else {
                    if (table.events.isEmpty()) {
                        table.events.add("spike");
                    }
                    add(e.name(), ModelTable.Kind.EVENT, table.events.size(), placed);
                    table.events.add(e.name().text());
                }
            }
            case Item.Out o -> {
                if (isSynapse()) {
                    misplaced(o, "a synapse exports nothing; its target reads what it delivers");
                }
            }
            case Item.Ode o -> annotations(o.annotations());
            case Item.On o -> {}
            case Item.Every e -> {}
            case Item.Order o -> order(o);
            case Item.Method m -> method = MethodChecker.method(m, typer(placed.home(), null), diagnostics);
            case Item.Faulty f -> {}
            case Item.Assign a -> {}
            case Item.Unknown u ->
                diagnostics.add(Diagnostic.of(
                                Code.S005,
                                u.first().span(),
                                "a " + declaration.kind().word() + " knows no `" + u.first() + "`")
                        .suggest(u.first().text(), ITEM_WORDS));
            case Item.Deliver d -> misplaced(d, "`deliver` belongs into a handler, such as `on pre { … }`");
            case Item.Emit e -> misplaced(e, "`emit` belongs into a handler, such as `on when v > theta { … }`");
            case Item.Hold h -> misplaced(h, "`hold` belongs into a handler");
            case Item.If i -> misplaced(i, "`if` belongs into a handler");
            default ->
                misplaced(
                        placed.item(),
                        "`" + placed.item().word() + "` does not belong into a "
                                + declaration.kind().word());
        }
        if (table.events.isEmpty() && !isSynapse()) {
            table.events.add("spike");
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
            if (isSynapse()) {
                diagnostics.add(
                        Diagnostic.of(Code.S008, p.span(), "a port of a synapse says where its value comes from")
                                .help("`in " + p.name() + " from pre.x` or `from post.x`"));
            }
            table.ports.add(add(p.name(), ModelTable.Kind.PORT, table.ports.size(), placed));
            return;
        }
        Path from = p.from().get();
        String side = from.first().text();
        if (!isSynapse()) {
            misplaced(p, "a neuron's port has no `from`: projections name it");
            table.ports.add(add(p.name(), ModelTable.Kind.PORT, table.ports.size(), placed));
            return;
        }
        if (!side.equals("pre") && !side.equals("post")) {
            Diagnostic.Builder builder = isPopulation(side)
                    ? Diagnostic.of(
                                    Code.L303,
                                    from.span(),
                                    "a synapse cannot read `" + side + "`: it is at other neurons")
                            .label("not an end of this synapse")
                            .help("what a synapse can read is `pre` and `post`; project the value to one of them")
                    : Diagnostic.of(
                            Code.S006, from.span(), "a synapse reads from `pre` or `post`, not from `" + side + "`");
            if (side.equals("mirror")) {
                builder.note("`mirror` (weight transport) is not part of this version");
            } else if (side.equals("global")) {
                builder.note("`global` (broadcast) is not part of this version");
            }
            diagnostics.add(builder);
        }
        for (Item.Annotation a : p.annotations()) {
            diagnostics.add(Diagnostic.of(Code.S009, a.span(), "`@" + a.name() + "` is not known on a port"));
        }
        table.endPorts.add(add(p.name(), ModelTable.Kind.END_PORT, table.endPorts.size(), placed));
    }

    private void order(Item.Order o) {
        List<String> names = o.names().stream().map(Ident::text).toList();
        if (isSynapse() && (names.equals(List.of("post", "pre")) || names.equals(List.of("pre", "post")))) {
            postFirst = names.getFirst().equals("post");
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
        ModelScope own = scope(home, declaration.name().text(), settings.dt());
        List<ModelItems.Override> all = new ArrayList<>();
        for (ModelItems.Placed placed : items.items()) {
            if (placed.item() instanceof Item.Assign a) {
                all.add(new ModelItems.Override(a, own));
            }
        }
        all.addAll(overrides);
        for (ModelItems.Override o : all) {
            String name = o.name();
            Item.Assign a = o.assign();
            ModelTable.Entry entry = table.find(name);
            boolean delay = isSynapse() && (name.equals("delay") || name.equals("dendritic_delay"));
            if (a.operator() != Item.Operator.SET && a.operator() != Item.Operator.DRAW) {
                diagnostics.add(Diagnostic.of(Code.S006, a.span(), "a value is given with `=` or `~`"));
            } else if (delay
                    || (entry != null
                            && (entry.kind == ModelTable.Kind.PARAM || entry.kind == ModelTable.Kind.VARIABLE))) {
                table.overrides.put(name, o);
            } else if (!isDoubtful(name)) {
                List<String> known = new ArrayList<>(table.names(ModelTable.Kind.PARAM, ModelTable.Kind.VARIABLE));
                if (isSynapse()) {
                    known.add("delay");
                    known.add("dendritic_delay");
                }
                diagnostics.add(Diagnostic.of(
                                Code.N014,
                                a.target().span(),
                                "`" + declaration.name() + "` has no parameter or state `"
                                        + a.target().span().text() + "`")
                        .suggest(name, known));
            }
        }
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
                    name, ModelTable.Kind.PARAM, table.params.size(), span, home, new Item.Faulty(span));
            entry.dimension = Dimension.TIME;
            entry.unit = Units.usual(Dimension.TIME);
            entry.read = true;
            table.put(entry);
            table.params.add(entry);
        }
    }

    // ---- dimensions and values

    Typer typer(FileScope file, @Nullable String drawPath) {
        return new Typer(scope(file, drawPath, settings.dt()), settings.dt(), diagnostics);
    }

    ModelScope scope(FileScope file, @Nullable String drawPath, double step) {
        return new ModelScope(this, file, step, drawPath, null);
    }

    /** Units that are written down; the others follow from initial values when they are asked for. */
    private void dimensions() {
        for (ModelTable.Entry e : table.all()) {
            Optional<UnitSyntax> written = switch (e.item) {
                case Item.Param p -> p.unit();
                case Item.Variable v -> v.unit();
                case Item.PortItem p -> p.unit();
                default -> Optional.empty();
            };
            if (written.isPresent()) {
                Unit unit = typer(e.home, null).unit(written.get());
                if (unit != null) {
                    e.unit = unit;
                    e.dimension = unit.dimension();
                }
            }
        }
        for (ModelTable.Entry e : table.ports) {
            if (e.unit == null
                    && !(e.item instanceof Item.PortItem p && p.unit().isPresent())) {
                diagnostics.add(Diagnostic.of(Code.U007, e.span, "port `" + e.name + "` needs a unit")
                        .help("for example `in " + e.name + ": pA`, or `: 1` for a plain number"));
            }
        }
        for (ModelTable.Entry e : table.endPorts) {
            endPort(e);
        }
        for (ModelTable.Entry e : table.params) {
            param(e);
        }
        for (ModelTable.Entry e : table.variables) {
            variable(e);
        }
    }

    /** Number and dimension of the value at the end. */
    private void endPort(ModelTable.Entry e) {
        Item.PortItem p = (Item.PortItem) e.item;
        Path from = p.from().orElseThrow();
        if (ends == null) {
            return;
        }
        boolean pre = from.first().text().equals("pre");
        if (!pre && !from.first().text().equals("post")) {
            return;
        }
        GroupView group = pre ? GroupView.of(ends.source()) : GroupView.of(ends.target());
        GroupView.Sent sent = group.sent(from);
        if (sent == null) {
            String name = from.names().size() > 1 ? from.names().get(1).text() : "";
            Diagnostic.Builder builder = Diagnostic.of(
                    Code.L308,
                    from.span(),
                    name.isEmpty()
                            ? "`" + group.name() + "` sends no value"
                            : "`" + group.name() + "` does not export `" + name + "`");
            if (group.hasVariable(name)) {
                builder.help("write `out " + name + "` in its neuron");
            } else {
                builder.suggest(name, group.sentNames());
            }
            diagnostics.add(builder);
            return;
        }
        e.value = new Term.Constant(sent.index(), Dimension.NONE, e.span);
        if (e.dimension != null && !e.dimension.equals(sent.dimension())) {
            diagnostics.add(Typer.mismatch(
                    from.span(),
                    "`" + e.name + "` is declared in " + Typer.name(e.dimension) + ", `" + from.text() + "` of `"
                            + group.name() + "` is in " + Typer.name(sent.dimension()),
                    e.dimension,
                    sent.dimension()));
        } else {
            e.dimension = sent.dimension();
        }
    }

    private void param(ModelTable.Entry e) {
        if (e.value != null) {
            return;
        }
        if (e.busy) {
            diagnostics.add(Diagnostic.of(Code.N013, e.span, "parameter `" + e.name + "` depends on itself"));
            e.value = new Term.Poison(e.span);
            return;
        }
        e.busy = true;
        e.value = paramValue(e);
        e.busy = false;
        if (e.dimension == null && !(e.value instanceof Term.Poison)) {
            e.dimension = e.value.dimension();
        }
        if (e.unit == null && e.dimension != null) {
            e.unit = literalUnit(e).orElse(Units.usual(e.dimension));
        }
    }

    /** The unit that the default is written in is the one people think in. */
    private Optional<Unit> literalUnit(ModelTable.Entry e) {
        Optional<Item.Initial> initial = switch (e.item) {
            case Item.Param p -> p.initial();
            case Item.Variable v -> v.initial();
            default -> Optional.empty();
        };
        return initial.map(Item.Initial::value)
                .filter(v -> v instanceof Expr.Number n && n.unit().isPresent())
                .map(v -> Units.parse(((Expr.Number) v).unit().orElseThrow()))
                .filter(u -> u instanceof Units.Parsed.Good)
                .map(u -> ((Units.Parsed.Good) u).unit())
                .filter(u -> u.dimension().equals(e.dimension));
    }

    private Term paramValue(ModelTable.Entry e) {
        Optional<Double> outside = settings.bindings().override(group(), e.name);
        if (outside.isEmpty()) {
            outside = settings.bindings().override(declaration.name().text(), e.name);
        }
        ModelItems.Override o = table.overrides.get(e.name);
        Optional<Item.Initial> initial = e.item instanceof Item.Param p ? p.initial() : Optional.empty();
        Term value;
        if (o != null) {
            value = overridden(e, o);
        } else if (initial.isEmpty()) {
            if (ends == null && overrides.isEmpty() && owner.isEmpty()) {
                return new Term.Poison(e.span);
            }
            diagnostics.add(Diagnostic.of(Code.S008, e.span, "parameter `" + e.name + "` has no value")
                    .help("give it a default, or a value in the population or projection: `{ " + e.name + " = … }`"));
            return new Term.Poison(e.span);
        } else if (ModelTable.isGiven(initial.get().value())) {
            value = given(e, initial.get().value().span());
        } else {
            boolean drawn = initial.get().drawn();
            value = initialTerm(e, initial.get().value(), drawn);
        }
        if (value instanceof Term.Poison) {
            return value;
        }
        if (e.dimension != null) {
            value = typer(e.home, null).expect(value, e.dimension, "`" + e.name + "`");
        }
        if (outside.isPresent()) {
            value = new Term.Constant(outside.get(), e.dimension == null ? value.dimension() : e.dimension, e.span);
        }
        return value;
    }

    private Term initialTerm(ModelTable.Entry e, Expr value, boolean drawn) {
        return typer(e.home, drawn ? owner + "." + declaration.name() + "." + e.name : null)
                .number(value);
    }

    private Term overridden(ModelTable.Entry e, ModelItems.Override o) {
        boolean drawn = o.assign().operator() == Item.Operator.DRAW;
        Scope base = o.scope();
        String path = owner + "." + declaration.name() + "." + e.name;
        Typer typer = new Typer(
                new OverrideScope(base, isSynapse(), drawn ? path : null, dataTables), settings.dt(), diagnostics);
        return typer.number(o.assign().value());
    }

    private Term given(ModelTable.Entry e, Span span) {
        Optional<Bindings.Value> value = settings.bindings().given(group(), e.name);
        if (value.isEmpty()) {
            value = settings.bindings().given(declaration.name().text(), e.name);
        }
        if (value.isEmpty()) {
            diagnostics.add(Diagnostic.of(Code.D003, span, "`" + e.name + "` is to be given from outside, and is not")
                    .help("give it on the command line (`--set " + e.name + "=VALUE`) or through the Java API"));
            return new Term.Poison(span);
        }
        Unit unit = e.unit == null ? Unit.ONE : e.unit;
        double[] values = value.get().values();
        if (value.get().shape().length == 0) {
            return new Term.Constant(values[0] * unit.scale(), unit.dimension(), span);
        }
        DataTable data = new DataTable(e.name, value.get().shape(), values, Double.NaN, span);
        return Folding.arithmetic(
                Term.ArithmeticOperator.MULTIPLY,
                DataTerms.bare(data, isSynapse(), span),
                new Term.Constant(unit.scale(), unit.dimension(), span),
                unit.dimension(),
                span);
    }

    /** Name of the population or the label of the projection: last part of the owner. */
    private String group() {
        return owner.substring(owner.lastIndexOf('.') + 1);
    }

    private void variable(ModelTable.Entry e) {
        if (e.value != null || e.busy) {
            return;
        }
        if (e.item instanceof Item.Trace t) {
            e.value = t.start()
                    .map(s -> typer(e.home, null).number(s, Dimension.NONE, "the start of a trace"))
                    .orElse(new Term.Constant(0, Dimension.NONE, e.span));
            return;
        }
        Item.Variable v = (Item.Variable) e.item;
        e.busy = true;
        ModelItems.Override o = table.overrides.get(e.name);
        Term value;
        if (o != null) {
            value = overridden(e, o);
        } else if (v.initial().isEmpty()) {
            value = new Term.Constant(0, e.dimension == null ? Dimension.NONE : e.dimension, e.span);
        } else if (ModelTable.isGiven(v.initial().get().value())) {
            value = given(e, v.initial().get().value().span());
        } else {
            value = initialTerm(e, v.initial().get().value(), v.initial().get().drawn());
        }
        e.busy = false;
        if (e.dimension == null
                && v.weight()
                && v.unit().isEmpty()
                && (v.initial().isEmpty() || isPlainZero(v))) {
            weightWithoutUnit(e, value);
        }
        if (value instanceof Term.Poison) {
            e.value = value;
        } else if (e.dimension == null) {
            if (v.weight() && ends == null && v.unit().isEmpty() && v.initial().isEmpty()) {
                e.value = value;
                return;
            }
            e.dimension = value.dimension();
            e.value = value;
        } else {
            e.value = typer(e.home, null).expect(value, e.dimension, "`" + e.name + "`");
        }
        if (e.unit == null && e.dimension != null) {
            e.unit = literalUnit(e).orElse(Units.usual(e.dimension));
        }
    }

    private static boolean isPlainZero(Item.Variable v) {
        return v.initial().isPresent()
                && v.initial().get().value() instanceof Expr.Number n
                && n.unit().isEmpty()
                && Double.parseDouble(n.text()) == 0;
    }

    /** A weight without a unit takes that of its port. */
    private void weightWithoutUnit(ModelTable.Entry e, Term value) {
        if (ends != null && ends.port() >= 0) {
            Model.Port port = ends.targetModel().ports().get(ends.port());
            e.dimension = port.dimension();
            e.unit = port.unit();
        } else if (ends != null && !(value instanceof Term.Poison)) {
            e.dimension = value.dimension();
        }
    }

    /** A term for a declared name. */
    @Nullable
    Term reference(ModelTable.Entry entry, Span span, ModelScope scope) {
        entry.read = true;
        return switch (entry.kind) {
            case PARAM -> {
                param(entry);
                Term value = java.util.Objects.requireNonNull(entry.value);
                if (value instanceof Term.Constant c && !isSettable(entry.name)) {
                    yield new Term.Constant(c.value(), c.dimension(), span);
                }
                yield value instanceof Term.Poison
                        ? new Term.Poison(span)
                        : new Term.ParamRef(entry.index, value.dimension(), span);
            }
            case VARIABLE, TRACE -> {
                if (entry.dimension == null) {
                    variable(entry);
                }
                yield entry.dimension == null
                        ? new Term.Poison(span)
                        : new Term.VariableRef(entry.index, entry.dimension, span);
            }
            case LET -> let(entry, scope);
            case PORT ->
                entry.dimension == null ? new Term.Poison(span) : new Term.PortRef(entry.index, entry.dimension, span);
            case END_PORT ->
                entry.dimension == null ? new Term.Poison(span) : new Term.EndRef(entry.index, entry.dimension, span);
            case HOLD -> new Term.HoldRef(entry.index, span);
            case EVENT -> {
                diagnostics.add(Diagnostic.of(Code.N003, span, "`" + entry.name + "` is an event, not a value")
                        .also(entry.span, "declared here"));
                yield new Term.Poison(span);
            }
        };
    }

    private Term let(ModelTable.Entry entry, ModelScope scope) {
        if (entry.busy) {
            diagnostics.add(Diagnostic.of(Code.N013, entry.span, "`" + entry.name + "` is defined by itself"));
            return new Term.Poison(entry.span);
        }
        entry.busy = true;
        try {
            Item.Let l = (Item.Let) entry.item;
            // Only the items' own names: locals of the handler that uses it are not seen.
            ModelScope own = new ModelScope(this, entry.home, settings.dt(), scope.drawPath(), null);
            return new Typer(own, settings.dt(), diagnostics).term(l.value());
        } finally {
            entry.busy = false;
        }
    }

    /** `w.max`, `w.min`. */
    @Nullable
    Term bound(ModelTable.Entry entry, boolean max, Expr.Member member) {
        Optional<Item.Bounds> bounds = entry.item instanceof Item.Variable v ? v.bounds() : Optional.empty();
        if (bounds.isEmpty()) {
            diagnostics.add(Diagnostic.of(Code.N001, member.name().span(), "`" + entry.name + "` has no range")
                    .also(entry.span, "declared here")
                    .help("give it one: `in LOW .. HIGH`"));
            return new Term.Poison(member.span());
        }
        Term term = typer(entry.home, null)
                .number(max ? bounds.get().hi() : bounds.get().lo());
        if (entry.dimension != null && !(term instanceof Term.Poison)) {
            term = typer(entry.home, null).expect(term, entry.dimension, "the range of `" + entry.name + "`");
        }
        return term;
    }

    boolean isSettable(String name) {
        return settings.settable().contains(group() + "." + name)
                || settings.settable().contains(declaration.name() + "." + name)
                || settings.settable().contains(name);
    }

    // ---- parts of the model

    private List<Model.Param> params() {
        List<Model.Param> result = new ArrayList<>();
        for (ModelTable.Entry e : table.params) {
            Term value = java.util.Objects.requireNonNull(e.value);
            if (readsState(value)) {
                diagnostics.add(Diagnostic.of(
                                Code.N005, e.span, "parameter `" + e.name + "` reads something that changes in a run")
                        .help("use a `let` for an expression of states"));
            }
            result.add(new Model.Param(
                    e.name,
                    e.dimension == null ? Dimension.NONE : e.dimension,
                    e.unit == null ? Unit.ONE : e.unit,
                    value,
                    isSettable(e.name),
                    e.span));
            checkTau(e);
        }
        return result;
    }

    private static boolean readsState(Term term) {
        return Terms.any(
                term,
                t -> t instanceof Term.VariableRef
                        || t instanceof Term.PortRef
                        || t instanceof Term.EndRef
                        || t instanceof Term.HoldRef
                        || t instanceof Term.Time);
    }

    private void checkTau(ModelTable.Entry e) {
        if (e.name.startsWith("tau")
                && e.value instanceof Term.Constant c
                && c.dimension().equals(Dimension.TIME)
                && c.value() > 0
                && c.value() < 2 * settings.dt()) {
            diagnostics.add(shortTau(e.span, e.name, c.value()));
        }
    }

    private Diagnostic.Builder shortTau(Span span, String name, double value) {
        return Diagnostic.of(
                        Code.T003,
                        span,
                        "`%s` = %s ms is shorter than two ticks of %s ms"
                                .formatted(name, Numbers.show(value), Numbers.show(settings.dt())))
                .note("what decays so fast is hardly seen: a tick takes all values as constant in between")
                .help("use a smaller `dt` in the target, or a unit that fits (is it seconds?)");
    }

    private List<Model.Variable> variables() {
        List<Model.Variable> result = new ArrayList<>();
        for (ModelTable.Entry e : table.variables) {
            Dimension dimension = e.dimension == null ? Dimension.NONE : e.dimension;
            Optional<Model.Range> range = Optional.empty();
            Model.Role role = Model.Role.TRACE;
            if (e.item instanceof Item.Variable v) {
                role = v.weight() ? Model.Role.WEIGHT : Model.Role.STATE;
                if (v.bounds().isPresent() && e.dimension != null) {
                    range = range(e, v.bounds().get());
                }
            }
            result.add(new Model.Variable(
                    role,
                    e.name,
                    dimension,
                    e.unit == null ? Unit.ONE : e.unit,
                    java.util.Objects.requireNonNull(e.value),
                    range,
                    e.span));
        }
        return result;
    }

    private Optional<Model.Range> range(ModelTable.Entry e, Item.Bounds bounds) {
        Dimension dimension = java.util.Objects.requireNonNull(e.dimension);
        Typer typer = typer(e.home, null);
        Term lo = typer.number(bounds.lo(), dimension, "the range of `" + e.name + "`");
        Term hi = typer.number(bounds.hi(), dimension, "the range of `" + e.name + "`");
        if (Typer.poisoned(lo, hi)) {
            return Optional.empty();
        }
        if (lo instanceof Term.Constant a && hi instanceof Term.Constant b) {
            if (a.value() > b.value()) {
                diagnostics.add(
                        Diagnostic.of(Code.S007, bounds.span(), "this range is empty: its start is above its end"));
                return Optional.empty();
            }
            if (e.value instanceof Term.Constant c && (c.value() < a.value() || c.value() > b.value())) {
                diagnostics.add(Diagnostic.of(Code.W002, c.span(), "`" + e.name + "` starts outside its range")
                        .also(bounds.span(), "the range"));
            }
        }
        return Optional.of(new Model.Range(lo, hi));
    }

    private List<Model.Port> ports() {
        return table.ports.stream()
                .map(e -> new Model.Port(
                        e.name,
                        e.dimension == null ? Dimension.NONE : e.dimension,
                        e.unit == null ? Unit.ONE : e.unit,
                        e.span))
                .toList();
    }

    private List<Model.EndPort> endPorts() {
        List<Model.EndPort> result = new ArrayList<>();
        for (ModelTable.Entry e : table.endPorts) {
            Path from = ((Item.PortItem) e.item).from().orElseThrow();
            int index = e.value instanceof Term.Constant c ? (int) c.value() : -1;
            Model.Side side = from.first().text().equals("pre") ? Model.Side.PRE : Model.Side.POST;
            result.add(
                    new Model.EndPort(e.name, side, index, e.dimension == null ? Dimension.NONE : e.dimension, e.span));
        }
        return result;
    }

    private List<Model.Out> outs(ModelItems items) {
        List<Model.Out> result = new ArrayList<>();
        for (ModelItems.Placed placed : items.items()) {
            if (!(placed.item() instanceof Item.Out o) || isSynapse()) {
                continue;
            }
            Typer typer = typer(placed.home(), null);
            Term value = o.value().isPresent()
                    ? typer.number(o.value().get())
                    : typer.number(new Expr.Name(o.name().text(), o.name().span()));
            if (value instanceof Term.Poison) {
                continue;
            }
            int variable = value instanceof Term.VariableRef v ? v.index() : -1;
            Unit unit = variable >= 0
                    ? java.util.Objects.requireNonNull(table.variables.get(variable).unit)
                    : Units.usual(value.dimension());
            result.add(new Model.Out(o.name().text(), variable, value, value.dimension(), unit, o.span()));
        }
        return result;
    }

    private List<Model.Trace> traces(ModelItems items) {
        List<Model.Trace> result = new ArrayList<>();
        for (ModelItems.Placed placed : items.items()) {
            if (!(placed.item() instanceof Item.Trace t)) {
                continue;
            }
            ModelTable.Entry e = table.find(t.name().text());
            if (e == null || e.item != t) {
                continue;
            }
            Term tau = typer(placed.home(), null).number(t.tau(), Dimension.TIME, "the time constant of a trace");
            boolean latest = t.kind().text().equals("latest");
            if (!latest && !t.kind().text().equals("accumulate")) {
                diagnostics.add(Diagnostic.of(
                                Code.N001,
                                t.kind().span(),
                                "a trace is `accumulate(event, tau)` or `latest(event, tau)`")
                        .suggest(t.kind().text(), List.of("accumulate", "latest")));
                continue;
            }
            SideEvent event = event(t.event());
            if (event == null || tau instanceof Term.Poison) {
                continue;
            }
            if (tau instanceof Term.Constant c && c.value() <= 0) {
                diagnostics.add(Diagnostic.of(Code.T004, t.tau().span(), "a time constant must be positive"));
                continue;
            }
            if (tau instanceof Term.Constant c && c.value() < 2 * settings.dt()) {
                diagnostics.add(shortTau(t.tau().span(), t.name().text(), c.value()));
            }
            result.add(new Model.Trace(e.index, latest, event.side(), event.event(), tau, t.span()));
        }
        return result;
    }

    private record SideEvent(Model.Side side, int event) {}

    /** What `pre`, `post.onset`, `spike` mean here; null after a report. */
    private @Nullable SideEvent event(Path path) {
        String first = path.first().text();
        if (!isSynapse()) {
            int event = path.isSimple() ? table.events.indexOf(first) : -1;
            if (event < 0) {
                diagnostics.add(Diagnostic.of(Code.N011, path.span(), "this neuron has no event `" + path.text() + "`")
                        .suggest(path.text(), table.events)
                        .note(
                                first.equals("pre") || first.equals("post")
                                        ? "`pre` and `post` are the ends of a synapse; a neuron's own event is `spike`"
                                        : "every neuron has the event `spike`; others are declared with `event`"));
                return null;
            }
            return new SideEvent(Model.Side.SELF, event);
        }
        if (!first.equals("pre") && !first.equals("post")) {
            diagnostics.add(Diagnostic.of(
                            Code.N011,
                            path.span(),
                            "a synapse knows events of `pre` and `post`, not `" + path.text() + "`")
                    .suggest(first, List.of("pre", "post")));
            return null;
        }
        Model.Side side = first.equals("pre") ? Model.Side.PRE : Model.Side.POST;
        if (path.isSimple()) {
            return new SideEvent(side, 0);
        }
        if (ends == null) {
            return new SideEvent(side, 0);
        }
        GroupView group = GroupView.of(side == Model.Side.PRE ? ends.source() : ends.target());
        String name = path.names().get(1).text();
        int event = group.events().indexOf(name);
        if (event < 0 || path.names().size() > 2) {
            diagnostics.add(Diagnostic.of(Code.N011, path.span(), "`" + group.name() + "` has no event `" + name + "`")
                    .suggest(name, group.events()));
            return null;
        }
        return new SideEvent(side, event);
    }

    private List<Model.Ode> odes(ModelItems items) {
        List<Model.Ode> result = new ArrayList<>();
        TreeSet<String> seen = new TreeSet<>();
        for (ModelItems.Placed placed : items.items()) {
            if (!(placed.item() instanceof Item.Ode o)) {
                continue;
            }
            Typer typer = typer(placed.home(), null);
            Term rate = typer.number(o.value());
            Optional<Term> unless = o.unless().map(u -> typer.truth(new Expr.Name(u.text(), u.span())));
            ModelTable.Entry e = table.find(o.name().text());
            if (e == null) {
                if (!isDoubtful(o.name().text())) {
                    diagnostics.add(Diagnostic.of(
                                    Code.N004, o.name().span(), "nothing called `" + o.name() + "` has been declared")
                            .suggest(o.name().text(), table.names(ModelTable.Kind.VARIABLE))
                            .help("declare it: `state " + o.name() + ": UNIT = …`"));
                }
                continue;
            }
            if (e.kind != ModelTable.Kind.VARIABLE) {
                diagnostics.add(Diagnostic.of(
                                Code.N005,
                                o.name().span(),
                                "only a state has an equation; `" + o.name() + "` is " + e.kind.words)
                        .also(e.span, "declared here"));
                continue;
            }
            if (!seen.add(o.name().text())) {
                diagnostics.add(Diagnostic.of(Code.N002, o.name().span(), "`" + o.name() + "` has two equations"));
                continue;
            }
            e.written = true;
            if (rate instanceof Term.Poison || e.dimension == null) {
                continue;
            }
            Dimension wanted = e.dimension.per(Dimension.TIME);
            if (!rate.dimension().equals(wanted)) {
                if (!Typer.isFlexible(rate)) {
                    diagnostics.add(Typer.mismatch(
                                    o.value().span(),
                                    "`" + o.name() + "'` is in " + Typer.name(e.dimension)
                                            + " per time, the right side is in " + Typer.name(rate.dimension()),
                                    wanted,
                                    rate.dimension())
                            .also(e.span, "`" + o.name() + "` is in " + Typer.name(e.dimension)));
                    continue;
                }
                rate = new Term.Constant(((Term.Constant) rate).value(), wanted, rate.span());
            }
            if (unless.isPresent() && unless.get() instanceof Term.Poison) {
                continue;
            }
            for (Item.Annotation a : o.annotations()) {
                if (a.name().text().equals("method")) {
                    method = MethodChecker.annotation(a, typer, diagnostics).or(() -> method);
                }
            }
            result.add(new Model.Ode(e.index, rate, unless, o.span()));
        }
        return result;
    }

    private List<Model.HandlerDef> handlers(ModelItems items) {
        HandlerChecker checker = new HandlerChecker(this, diagnostics, settings);
        for (ModelItems.Placed placed : items.items()) {
            switch (placed.item()) {
                case Item.On on -> checker.on(on, placed.home());
                case Item.Every every -> checker.every(every, placed.home());
                default -> {}
            }
        }
        return checker.finish(postFirst);
    }

    /** For {@link HandlerChecker}: the event that a trigger names. */
    @Nullable
    Integer ownEvent(String name) {
        int event = table.events.indexOf(name);
        return event < 0 ? null : event;
    }

    Model.@Nullable TriggerDef endTrigger(Path path, Optional<Term> after) {
        SideEvent event = event(path);
        return event == null ? null : new Model.TriggerDef.OnEnd(event.side(), event.event(), after);
    }

    String owner() {
        return owner;
    }

    String modelName() {
        return declaration.name().text();
    }

    Declaration.Model declaration() {
        return declaration;
    }
}
