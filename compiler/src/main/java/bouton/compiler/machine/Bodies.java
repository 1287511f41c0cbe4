package bouton.compiler.machine;

import bouton.compiler.machine.Scope.Binding;
import bouton.dsl.chip.Datapath;
import bouton.dsl.chip.NumberFormat;
import bouton.dsl.chip.check.FieldType;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Circuit;
import bouton.dsl.syntax.Expr;
import bouton.dsl.syntax.Ident;
import bouton.dsl.syntax.Item;
import bouton.image.ir.Overflow;
import bouton.image.machine.Expression;
import bouton.image.machine.Machine.Body;
import bouton.image.machine.Memory;
import bouton.image.machine.Operator;
import bouton.image.machine.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Compiles the statements of one body. */
final class Bodies {
    /** Loops of so many rounds are written out: their variables are numbers then. */
    private static final int MOST_ROUNDS = 16;

    /** What a body may do. */
    enum Kind {
        KERNEL,
        OPERATION,
        DECODER
    }

    /** Numbers of what can be called, by name. */
    record Callees(Map<String, Integer> kernels, Map<String, Integer> operations) {}

    private final Names names;
    private final Callees callees;
    private final Kind kind;
    private final Map<String, Integer> states;
    private final Writer writer = new Writer();
    private final Expressions expressions;
    private final Engine engine;

    Bodies(Names names, Callees callees, Kind kind, Map<String, Integer> states) {
        this.names = names;
        this.callees = callees;
        this.kind = kind;
        this.states = states;
        this.expressions = new Expressions(names, writer);
        this.engine = new Engine(names, expressions, writer);
    }

    /** A scope with the parameters in the first slots. */
    Scope parameters(List<Circuit.Parameter> parameters) {
        Scope scope = new Scope(null, Optional.empty());
        for (Circuit.Parameter p : parameters) {
            FieldType type = FieldType.of(p.type().text()).orElse(null);
            if (type == null) {
                report(FieldType.none(p.type().text(), p.type().span()));
                type = new FieldType(1, false);
            }
            Value value = new Value(new Expression.Local(writer.newSlot()), type.least(), type.most());
            bind(p.name(), new Binding.Number(value), scope);
        }
        return scope;
    }

    /** The scope of a kernel that is about a word of memory. */
    Scope home(Circuit.Kernel kernel, Scope parameters) {
        if (kernel.on().isEmpty()) {
            return parameters;
        }
        Expr on = kernel.on().get();
        Optional<Integer> memory =
                on instanceof Expr.Index i && i.of() instanceof Expr.Name n ? names.memory(n.text()) : Optional.empty();
        if (memory.isEmpty()) {
            report(Diagnostic.of(Code.N003, on.span(), "`" + on.span().text() + "` is no word of memory")
                    .help("a kernel is about one word: `on N[n]`"));
            return parameters;
        }
        Expression word = writer.keep(
                        new Value(expressions.word(memory.get(), (Expr.Index) on, parameters), 0, Integer.MAX_VALUE))
                .code();
        Optional<Integer> layout = layout(kernel, memory.get());
        return new Scope(parameters, Optional.of(new Scope.Home(memory.get(), word, layout)));
    }

    /** The layout that {@code when model == 1} names. */
    Optional<Integer> layout(Circuit.Kernel kernel, int memory) {
        if (kernel.when().isEmpty()) {
            return Optional.empty();
        }
        Memory declared = names.memories().get(memory);
        if (kernel.when().get() instanceof Expr.Binary b
                && b.operator() == Expr.BinaryOperator.EQUAL
                && b.left() instanceof Expr.Name field
                && b.right() instanceof Expr.Number number
                && number.text().matches("[0-9]{1,9}")
                && declared.selector().isPresent()
                && declared.fields().get(declared.selector().get()).name().equals(field.text())) {
            for (int i = 0; i < declared.layouts().size(); i++) {
                if (declared.layouts().get(i).value() == Long.parseLong(number.text())) {
                    return Optional.of(i);
                }
            }
        }
        report(Diagnostic.of(
                        Code.N001,
                        kernel.when().get().span(),
                        "`" + declared.name() + "` has no layout of this condition")
                .note("layouts: "
                        + String.join(
                                ", ",
                                declared.layouts().stream()
                                        .map(Memory.Layout::name)
                                        .toList())));
        return Optional.empty();
    }

    Body finish(int parameters) {
        return new Body(parameters, writer.slots(), DeadCode.prune(writer.end()));
    }

    Writer writer() {
        return writer;
    }

    private void report(Diagnostic.Builder builder) {
        names.diagnostics().add(builder);
    }

    private void bind(Ident name, Binding binding, Scope scope) {
        Optional<Span> before = scope.bind(name.text(), binding, name.span());
        before.ifPresent(
                b -> report(Diagnostic.of(Code.N002, name.span(), "`" + name + "` is bound twice in this block")
                        .also(b, "first here")));
    }

    void statements(List<Item> items, Scope scope) {
        items.forEach(i -> statement(i, scope));
    }

    private void statement(Item item, Scope scope) {
        switch (item) {
            case Item.Let l -> bind(l.name(), expressions.binding(l.value(), scope), scope);
            case Item.Assign a -> assign(a, scope);
            case Item.If i -> branch(i, scope);
            case Item.For f -> loop(f, scope);
            case Item.Call c -> call(c, scope);
            case Item.Faulty f -> {}
            default ->
                report(Diagnostic.of(Code.S006, item.span(), "`" + item.word() + "` does not belong into a circuit")
                        .note("circuits have let, if, for, assignments and calls"));
        }
    }

    // ---- stores

    private void assign(Item.Assign a, Scope scope) {
        if (kind == Kind.DECODER) {
            report(Diagnostic.of(Code.F130, a.span(), "a decoder decides, and changes nothing"));
            return;
        }
        if (a.operator() == Item.Operator.SET && copy(a, scope)) {
            return;
        }
        Optional<Target> target = target(a.target(), scope);
        if (target.isEmpty()) {
            return;
        }
        Value value = expressions.value(a.value(), scope);
        Value old = load(target.get());
        switch (a.operator()) {
            case SET -> {}
            case ADD -> value = combined(Operator.ADD, old, value, a.span());
            case SUBTRACT -> value = combined(Operator.SUBTRACT, old, value, a.span());
            case MULTIPLY -> value = combined(Operator.MULTIPLY, old, value, a.span());
            case DIVIDE, DRAW -> {
                report(Diagnostic.of(
                        Code.F130, a.span(), "circuits have no `" + a.operator().symbol() + "`"));
                return;
            }
        }
        store(target.get(), value, a);
    }

    /** {@code N[a] = N[b]}: whether both are words of one memory. */
    private boolean copy(Item.Assign a, Scope scope) {
        Optional<Integer> to = wordOf(a.target(), scope);
        Optional<Integer> from = wordOf(a.value(), scope);
        if (to.isEmpty() || !to.equals(from)) {
            return false;
        }
        writer.add(new Statement.Copy(
                to.get(),
                expressions.word(to.get(), (Expr.Index) a.target(), scope),
                expressions.word(to.get(), (Expr.Index) a.value(), scope)));
        return true;
    }

    private Optional<Integer> wordOf(Expr expr, Scope scope) {
        return expr instanceof Expr.Index i && i.of() instanceof Expr.Name n && scope.find(n.text()) == null
                ? names.memory(n.text()).filter(m -> !names.isBank(m))
                : Optional.empty();
    }

    private record Target(Expressions.Field field, Value lane) {}

    private Value load(Target t) {
        Memory.Field f = expressions.declared(t.field());
        return new Value(
                new Expression.Load(
                        t.field().memory(),
                        t.field().field(),
                        t.field().word(),
                        t.lane().code()),
                f.least(),
                f.most());
    }

    private Value combined(Operator operator, Value a, Value b, Span at) {
        try {
            return Arithmetic.of(operator, a, b);
        } catch (ArithmeticException e) {
            report(Diagnostic.of(Code.F132, at, "the result may need more than 63 bits"));
            return Value.constant(0);
        }
    }

    private Optional<Target> target(Expr expr, Scope scope) {
        switch (expr) {
            case Expr.Name n -> {
                if (scope.find(n.text()) != null) {
                    report(Diagnostic.of(
                            Code.N005, n.span(), "`" + n.text() + "` is a value, fixed where it is bound"));
                    return Optional.empty();
                }
                Optional<Expressions.Field> field = expressions.field(n.text(), scope);
                if (field.isPresent()) {
                    return target(field.get(), Value.constant(0), n.span());
                }
                noTarget(n, scope);
                return Optional.empty();
            }
            case Expr.Member m -> {
                return expressions.memberOf(m, scope).flatMap(f -> target(f, Value.constant(0), m.span()));
            }
            case Expr.Index i
            when i.of() instanceof Expr.Member m -> {
                Value lane = expressions.lane(i, scope);
                return expressions.memberOf(m, scope).flatMap(f -> target(f, lane, i.span()));
            }
            case Expr.Index i
            when i.of() instanceof Expr.Name n -> {
                Optional<Integer> memory = names.memory(n.text());
                if (memory.isPresent() && names.isBank(memory.get())) {
                    Expression word = expressions.word(memory.get(), i, scope);
                    return target(new Expressions.Field(memory.get(), 0, word), Value.constant(0), i.span());
                }
                Optional<Expressions.Field> field = expressions.field(n.text(), scope);
                if (field.isPresent()) {
                    return target(field.get(), expressions.lane(i, scope), i.span());
                }
                noTarget(n, scope);
                return Optional.empty();
            }
            default -> {
                report(Diagnostic.of(
                        Code.N005, expr.span(), "`" + expr.span().text() + "` is nothing that can be stored to"));
                return Optional.empty();
            }
        }
    }

    private Optional<Target> target(Expressions.Field field, Value lane, Span at) {
        Memory memory = names.memories().get(field.memory());
        Memory.Field declared = expressions.declared(field);
        if (memory.selector().filter(s -> s == field.field()).isPresent()) {
            report(Diagnostic.of(
                    Code.N005,
                    at,
                    "`" + declared.name() + "` says which layout a word has: circuits do not change it"));
            return Optional.empty();
        }
        if (!lane.fits(0, declared.lanes() - 1)) {
            report(Expressions.beyond(at, lane, declared.name(), declared.lanes(), "lanes"));
            return Optional.empty();
        }
        return Optional.of(new Target(field, lane));
    }

    private void noTarget(Expr.Name n, Scope scope) {
        if (names.register(n.text()).isPresent()) {
            report(Diagnostic.of(
                    Code.N005, n.span(), "`" + n.text() + "` is a register: a host sets it, circuits do not"));
            return;
        }
        Set<String> known = new TreeSet<>();
        scope.home()
                .ifPresent(h -> names.memories().get(h.memory()).fields().stream()
                        .filter(f -> f.layout().isEmpty() || f.layout().equals(h.layout()))
                        .forEach(f -> known.add(f.name())));
        report(Diagnostic.of(Code.N004, n.span(), "there is no `" + n.text() + "` to store to")
                .suggest(n.text(), known));
    }

    private void store(Target t, Value value, Item.Assign a) {
        Memory.Field declared = expressions.declared(t.field());
        Datapath.Field text = names.text(t.field().memory(), t.field().field());
        Overflow overflow = Overflow.NEVER;
        if (!value.fits(declared.least(), declared.most())) {
            if (text.overflow().isEmpty()) {
                report(Diagnostic.of(
                                Code.Q111,
                                a.value().span(),
                                "`%s` holds %,d to %,d, and this can be %,d to %,d"
                                        .formatted(
                                                declared.name(),
                                                declared.least(),
                                                declared.most(),
                                                value.least(),
                                                value.most()))
                        .also(text.span(), "declared here")
                        .help("say `@wrap` or `@saturate` there, or cut the value here, as `%s%d(…)`"
                                .formatted(declared.signed() ? "s" : "u", declared.bits())));
                return;
            }
            overflow = text.overflow().get() == NumberFormat.Overflow.WRAP ? Overflow.WRAP : Overflow.SATURATE;
        }
        writer.add(new Statement.Store(
                t.field().memory(),
                t.field().field(),
                t.field().word(),
                t.lane().code(),
                value.code(),
                overflow));
    }

    // ---- control

    private void branch(Item.If i, Scope scope) {
        Value condition = expressions.value(i.condition(), scope).truth();
        List<Statement> then = block(i.then(), scope);
        List<Statement> otherwise = block(i.otherwise(), scope);
        if (condition.isConstant()) {
            (condition.least() != 0 ? then : otherwise).forEach(writer::add);
        } else {
            writer.add(new Statement.When(condition.code(), then, otherwise));
        }
    }

    private List<Statement> block(List<Item> items, Scope scope) {
        writer.begin();
        statements(items, scope.inner());
        return writer.end();
    }

    private void loop(Item.For f, Scope scope) {
        if (!(f.values() instanceof Expr.Range range) || range.to().isEmpty()) {
            report(Diagnostic.of(Code.F130, f.values().span(), "a loop of a circuit runs over a range")
                    .help("as `for k in 0 .. 7 { … }`"));
            return;
        }
        Value from = expressions.value(range.from(), scope);
        Value to = expressions.value(range.to().get(), scope);
        if (from.isConstant() && to.isConstant() && to.least() - from.least() < MOST_ROUNDS) {
            for (long k = from.least(); k <= to.least(); k++) {
                Scope inner = scope.inner();
                bind(f.name(), new Binding.Number(Value.constant(k)), inner);
                statements(f.body(), inner.inner());
            }
            return;
        }
        int slot = writer.newSlot();
        Value variable = new Value(new Expression.Local(slot), from.least(), Math.max(from.least(), to.most()));
        Scope inner = scope.inner();
        bind(f.name(), new Binding.Number(variable), inner);
        writer.begin();
        statements(f.body(), inner.inner());
        writer.add(new Statement.For(slot, from.code(), to.code(), writer.end()));
    }

    // ---- calls

    private void call(Item.Call c, Scope scope) {
        String name = c.name().text();
        if (engine.knows(name)) {
            if (kind == Kind.DECODER || (kind == Kind.KERNEL && Engine.OF_OPERATIONS.contains(name))) {
                report(Diagnostic.of(Code.F130, c.span(), "`" + name + "` does not belong here")
                        .note(
                                kind == Kind.DECODER
                                        ? "a decoder decides which operation begins, and does nothing else"
                                        : "cycles are the operations': a kernel is what happens in one"));
                return;
            }
            engine.call(c, scope, states);
            return;
        }
        if (kind == Kind.DECODER) {
            start(c, scope);
            return;
        }
        Integer kernel = callees.kernels().get(name);
        if (kernel == null) {
            unknown(c, callees.kernels().keySet(), "kernel");
            return;
        }
        List<Expression> arguments = arguments(c, names.kernels(name).getFirst().parameters(), scope);
        if (arguments != null) {
            writer.add(new Statement.Call(kernel, arguments));
        }
    }

    private void start(Item.Call c, Scope scope) {
        Integer operation = callees.operations().get(c.name().text());
        if (operation == null) {
            unknown(c, callees.operations().keySet(), "operation");
            return;
        }
        List<Expression> arguments = arguments(
                c,
                java.util.Objects.requireNonNull(names.operations().get(c.name().text()))
                        .parameters(),
                scope);
        if (arguments != null) {
            writer.add(new Statement.Start(operation, arguments));
        }
    }

    private void unknown(Item.Call c, Set<String> known, String what) {
        Set<String> all = new TreeSet<>(known);
        if (kind != Kind.DECODER) {
            all.addAll(Engine.WORDS);
        }
        boolean other =
                kind != Kind.DECODER && names.operations().containsKey(c.name().text());
        report(Diagnostic.of(Code.N001, c.name().span(), "there is no " + what + " `" + c.name() + "`")
                .suggest(c.name().text(), all)
                .note(other ? "operations are begun by decoders, not called" : "known: " + String.join(", ", all)));
    }

    private @org.jspecify.annotations.Nullable List<Expression> arguments(
            Item.Call c, List<Circuit.Parameter> parameters, Scope scope) {
        if (c.arguments().size() != parameters.size()) {
            report(Diagnostic.of(
                            Code.N009,
                            c.span(),
                            "`%s` takes %d, not %d"
                                    .formatted(
                                            c.name(),
                                            parameters.size(),
                                            c.arguments().size()))
                    .note("it takes ("
                            + String.join(
                                    ", ",
                                    parameters.stream()
                                            .map(p -> p.name() + ": " + p.type())
                                            .toList())
                            + ")"));
            return null;
        }
        List<Expression> result = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            FieldType type = FieldType.of(parameters.get(i).type().text()).orElse(new FieldType(32, true));
            result.add(engine.fitting(
                            c.arguments().get(i),
                            type.least(),
                            type.most(),
                            "`" + parameters.get(i).name() + "` is "
                                    + parameters.get(i).type(),
                            scope)
                    .code());
        }
        return result;
    }
}
