package bouton.compiler.machine;

import bouton.dsl.chip.Core;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Circuit;
import bouton.dsl.syntax.Expr;
import bouton.dsl.syntax.Ident;
import bouton.dsl.syntax.Item;
import bouton.image.ir.Overflow;
import bouton.image.machine.Expression;
import bouton.image.machine.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A {@code lower} of a chip, with the places that it writes to worked out. Numbers of neurons and rows are slots: 0 is the
 * neuron, or the row of a synapse, 1 is its target.
 */
final class LoweringText {
    static final int NEURON = 0;
    static final int ROW = 0;
    static final int TARGET = 1;

    /** What a line of it does. */
    sealed interface Line {
        record Let(Ident name, Expr value) implements Line {}

        record Require(Expr condition) implements Line {}

        /** A field of a neuron's word, or a flag of it. */
        record OfNeuron(Statement.Store place, Item.Assign at) implements Line {}

        /** A field of a synapse. */
        record OfSynapse(Statement.Store place, Item.Assign at) implements Line {}

        /** A register, or of each neuron or synapse one element of a bank. */
        record OfRegister(int register, Element element, Item.Assign at) implements Line {}

        /** Which element of a bank a line is about. */
        enum Element {
            /** There is one: the register is no bank. */
            ONLY,
            /** {@code n} */
            NEURON,
            /** {@code pre}, the row of a synapse */
            ROW,
            /** {@code post}, its target */
            TARGET;

            boolean ofSynapse() {
                return this == ROW || this == TARGET;
            }
        }

        record Every(Expr period, Expr address) implements Line {}

        /**
         * What a host puts on the bus for a source, or for one synapse of it.
         *
         * @param row whether it stands for all synapses of the source's row
         * @param function of the chip
         */
        record Address(boolean row, Circuit.Function function, List<Expr> arguments, Span span) implements Line {}
    }

    private final Circuit.Lowering text;
    private final Names names;
    private final List<Line> lines = new ArrayList<>();
    private final List<Statement.Store> fixed = new ArrayList<>();
    private final Expressions expressions;
    private final Scope scope;
    private final Circuit.@Nullable Kernel kernel;

    LoweringText(Circuit.Lowering text, Names names) {
        this.text = text;
        this.names = names;
        this.expressions = new Expressions(names, new Writer());
        this.kernel = kernel();
        this.scope = scope();
        // Without its kernel it is not known what the names are: one message is enough.
        if (text.kernel().isEmpty() || kernel != null) {
            text.items().forEach(this::line);
        }
    }

    Circuit.Lowering text() {
        return text;
    }

    /** Its first line without {@code lower} and body: which models it is for. */
    String head() {
        return text.model().text()
                + text.synapse().map(s -> " with " + s.text()).orElse("");
    }

    /** A formula as people should see it: what a name stands for that the lowering gives a value. */
    String formula(Expr formula) {
        String written = formula.span().text();
        String whole = lines.stream()
                .filter(l -> l instanceof Line.Let let && let.name().text().equals(written))
                .map(l -> ((Line.Let) l).value().span().text())
                .findFirst()
                .orElse(written);
        return whole.replaceAll("\\s+", " ");
    }

    List<Line> lines() {
        return lines;
    }

    /** What says that a neuron's word has this layout. */
    List<Statement.Store> layout() {
        return fixed;
    }

    private void report(Diagnostic.Builder builder) {
        names.diagnostics().add(builder);
    }

    private Scope scope() {
        Scope outer = new Scope(null, Optional.empty());
        Core core = names.chip().cores().getFirst();
        bind(outer, "n", NEURON, size(core.neurons()));
        bind(outer, "pre", ROW, size(core.axons()));
        bind(outer, "post", TARGET, size(core.neurons()));
        if (kernel == null || kernel.on().isEmpty()) {
            return outer;
        }
        Optional<Integer> memory = kernel.on().get() instanceof Expr.Index i && i.of() instanceof Expr.Name n
                ? names.memory(n.text())
                : Optional.empty();
        if (memory.isEmpty()) {
            return outer;
        }
        Bodies bodies = new Bodies(
                names,
                new Bodies.Callees(java.util.Map.of(), java.util.Map.of()),
                Bodies.Kind.KERNEL,
                java.util.Map.of());
        Optional<Integer> layout = bodies.layout(kernel, memory.get());
        Expression word = new Expression.Local(NEURON);
        layout.ifPresent(l -> {
            var declared = names.memories().get(memory.get());
            fixed.add(new Statement.Store(
                    memory.get(),
                    declared.selector().orElseThrow(),
                    word,
                    new Expression.Constant(0),
                    new Expression.Constant(declared.layouts().get(l).value()),
                    Overflow.NEVER));
        });
        return new Scope(outer, Optional.of(new Scope.Home(memory.get(), word, layout)));
    }

    private static int size(int limit) {
        return limit == Core.UNLIMITED ? 1 << 20 : limit;
    }

    private static void bind(Scope scope, String name, int slot, int size) {
        scope.rebind(name, new Scope.Binding.Number(new Value(new Expression.Local(slot), 0, size - 1L)));
    }

    /** The kernel that the neurons are updated by, of the layout that the text names. */
    private Circuit.@Nullable Kernel kernel() {
        if (text.kernel().isEmpty()) {
            return null;
        }
        Ident name = text.kernel().get();
        List<Circuit.Kernel> found = names.kernels(name.text()).stream()
                .filter(k -> text.when().isEmpty()
                        || k.when()
                                .map(w -> w.span().text())
                                .equals(text.when().map(w -> w.span().text())))
                .toList();
        if (found.size() != 1) {
            report(Diagnostic.of(
                            Code.N001,
                            name.span(),
                            found.isEmpty()
                                    ? "there is no kernel `" + name + "` of this layout"
                                    : "`" + name + "` has several layouts")
                    .suggest(name.text(), names.kernels().keySet())
                    .help("name kernel and layout as the kernel does: `-> update when model == 1`"));
            return null;
        }
        return found.getFirst();
    }

    private void line(Item item) {
        switch (item) {
            case Item.Let l -> lines.add(new Line.Let(l.name(), l.value()));
            case Item.Require r -> lines.add(new Line.Require(r.condition()));
            case Item.Assign a when a.operator() == Item.Operator.SET -> assign(a);
            case Item.Every e -> every(e);
            case Item.Call c
            when c.name().text().equals("row") || c.name().text().equals("direct") -> address(c);
            case Item.Faulty f -> {}
            default ->
                report(
                        Diagnostic.of(Code.S006, item.span(), "`" + item.word() + "` does not belong into a lowering")
                                .note(
                                        "it has let, assignments to fields and registers, require, and every … { request(address) }"));
        }
    }

    /** {@code row(row_event, pre)}, {@code direct(direct_event, post, abs(w) / q, w < 0)}. */
    private void address(Item.Call c) {
        Optional<Circuit.Function> function =
                !c.arguments().isEmpty() && c.arguments().getFirst().value() instanceof Expr.Name n
                        ? names.function(n.text())
                        : Optional.empty();
        if (function.isEmpty()
                || function.get().parameters().size() != c.arguments().size() - 1) {
            report(Diagnostic.of(
                            Code.N001, c.span(), "`" + c.name() + "` names a function of the chip, and its arguments")
                    .help("as `row(row_event, pre)`"));
            return;
        }
        List<Expr> arguments =
                c.arguments().stream().skip(1).map(Expr.Arg::value).toList();
        lines.add(new Line.Address(c.name().text().equals("row"), function.get(), arguments, c.span()));
    }

    private void every(Item.Every e) {
        if (e.from().isEmpty()
                && e.body().size() == 1
                && e.body().getFirst() instanceof Item.Call c
                && c.name().text().equals("request")
                && c.arguments().size() == 1) {
            lines.add(new Line.Every(e.period(), c.arguments().getFirst().value()));
        } else {
            report(Diagnostic.of(Code.F130, e.span(), "a host sends one address to the input every so often")
                    .help("as `every dt { request(127) }`"));
        }
    }

    private void assign(Item.Assign a) {
        if (a.target() instanceof Expr.Name n
                && expressions.field(n.text(), scope).isEmpty()) {
            register(a, n, Line.Element.ONLY);
            return;
        }
        if (a.target() instanceof Expr.Index i
                && i.of() instanceof Expr.Name n
                && names.register(n.text()).isPresent()) {
            Optional<Line.Element> element = element(i);
            if (element.isPresent()) {
                register(a, n, element.get());
            } else {
                report(Diagnostic.of(Code.F130, i.span(), "an element of a bank is that of `n`, `pre` or `post`"));
            }
            return;
        }
        place(a).ifPresent(p -> lines.add(mentions(a.target()) ? new Line.OfSynapse(p, a) : new Line.OfNeuron(p, a)));
    }

    private Optional<Line.Element> element(Expr.Index index) {
        if (index.at().size() != 1 || !(index.at().getFirst().value() instanceof Expr.Name name)) {
            return Optional.empty();
        }
        return switch (name.text()) {
            case "n" -> Optional.of(Line.Element.NEURON).filter(e -> kernel != null);
            case "pre" -> Optional.of(Line.Element.ROW);
            case "post" -> Optional.of(Line.Element.TARGET);
            default -> Optional.empty();
        };
    }

    private void register(Item.Assign a, Expr.Name n, Line.Element element) {
        if (names.register(n.text()).isEmpty()) {
            report(
                    Diagnostic.of(Code.N001, n.span(), "there is no field or register `" + n.text() + "`")
                            .suggest(n.text(), known())
                            .note(
                                    text.kernel().isPresent()
                                            ? "fields are those of the word that `"
                                                    + text.kernel().get() + "` works on"
                                            : "without a kernel, `-> update`, a field is named with its memory, as `N[post].thr`"));
            return;
        }
        int size = names.registers().get(names.register(n.text()).get()).size();
        if (element == Line.Element.ONLY && size > 1) {
            report(Diagnostic.of(Code.F130, n.span(), "`%s` is a bank of %,d".formatted(n.text(), size))
                    .help("say which element, as `" + n.text() + "[n]`, `[pre]` or `[post]`"));
            return;
        }
        names.register(new Ident(n.text(), n.span())).ifPresent(r -> lines.add(new Line.OfRegister(r, element, a)));
    }

    /** Names that an assignment may begin with: registers, memories, and fields of the kernel's word. */
    private List<String> known() {
        List<String> result = new ArrayList<>();
        names.registers().forEach(r -> result.add(r.name()));
        names.memories().forEach(m -> result.add(m.name()));
        scope.home()
                .ifPresent(h -> names.memories().get(h.memory()).fields().stream()
                        .filter(f -> f.layout().isEmpty() || f.layout().equals(h.layout()))
                        .forEach(f -> result.add(f.name())));
        return result;
    }

    private static boolean mentions(Expr target) {
        String text = target.span().text();
        return text.matches("(?s).*\\b(pre|post)\\b.*");
    }

    /** Where an assignment stores to. */
    private Optional<Statement.Store> place(Item.Assign a) {
        Expressions.Field field;
        switch (a.target()) {
            case Expr.Name n -> field = expressions.field(n.text(), scope).orElseThrow();
            case Expr.Member m -> field = expressions.memberOf(m, scope).orElse(null);
            case Expr.Index i
            when i.of() instanceof Expr.Member m -> {
                field = expressions.memberOf(m, scope).orElse(null);
            }
            case Expr.Index i
            when i.of() instanceof Expr.Name n
                    && names.memory(n.text()).filter(names::isBank).isPresent() -> {
                int memory = names.memory(n.text()).orElseThrow();
                field = new Expressions.Field(memory, 0, expressions.word(memory, i, scope));
            }
            default -> {
                Diagnostic.Builder report = Diagnostic.of(
                        Code.N005,
                        a.target().span(),
                        "`" + a.target().span().text() + "` is no field, flag or register of the chip");
                report(
                        a.target() instanceof Expr.Index i && i.of() instanceof Expr.Name n
                                ? report.suggest(n.text(), known())
                                : report);
                return Optional.empty();
            }
        }
        return Optional.ofNullable(field)
                .map(f -> new Statement.Store(
                        f.memory(), f.field(), f.word(), lane(a), new Expression.Local(2), Overflow.NEVER));
    }

    private Expression lane(Item.Assign a) {
        return a.target() instanceof Expr.Index i && i.of() instanceof Expr.Member
                ? expressions.lane(i, scope).code()
                : new Expression.Constant(0);
    }

    /** What a function of the chip makes of numbers; -1 if it cannot be known. */
    long address(Circuit.Function function, long[] arguments) {
        Scope inner = new Scope(null, Optional.empty());
        for (int i = 0; i < arguments.length; i++) {
            inner.rebind(function.parameters().get(i).text(), new Scope.Binding.Number(Value.constant(arguments[i])));
        }
        Value value = expressions.value(function.body(), inner);
        return value.isConstant() ? value.least() : -1;
    }
}
