package bouton.compiler.machine;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.syntax.Expr;
import bouton.dsl.syntax.Item;
import bouton.image.machine.Expression;
import bouton.image.machine.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Calls of what the engine does for circuits: queue, wheel, buses, clock. */
final class Engine {
    /** What only operations may call. */
    static final Set<String> OF_OPERATIONS = Set.of("cycle", "enter", "pop");

    static final Set<String> WORDS = Set.of("push", "later", "pop", "send", "cycle", "enter", "read");

    private final Names names;
    private final Expressions expressions;
    private final Writer writer;

    Engine(Names names, Expressions expressions, Writer writer) {
        this.names = names;
        this.expressions = expressions;
        this.writer = writer;
    }

    boolean knows(String name) {
        return WORDS.contains(name);
    }

    private void report(Diagnostic.Builder builder) {
        names.diagnostics().add(builder);
    }

    /** An argument that must lie between two numbers. */
    Value fitting(Expr.Arg arg, long least, long most, String what, Scope scope) {
        if (!arg.isPlain() || arg.name().isPresent()) {
            report(Diagnostic.of(Code.F130, arg.value().span(), "a value stands here"));
            return Value.constant(least);
        }
        Value value = expressions.value(arg.value(), scope);
        if (!value.fits(least, most)) {
            report(Diagnostic.of(
                            Code.F132,
                            arg.value().span(),
                            "%s: %,d to %,d, and this can be %,d to %,d"
                                    .formatted(what, least, most, value.least(), value.most()))
                    .help("cut it, as `u3(…)` or `x[2:0]`"));
        }
        return value;
    }

    void call(Item.Call c, Scope scope, Map<String, Integer> states) {
        switch (c.name().text()) {
            case "cycle" -> {
                if (count(c, 0)) {
                    writer.add(new Statement.Cycle());
                }
            }
            case "pop" -> {
                if (count(c, 0)) {
                    writer.add(new Statement.Pop());
                }
            }
            case "enter" -> enter(c, states);
            case "read" -> read(c, scope);
            case "push" -> push(c, scope);
            case "later" -> later(c, scope);
            default -> send(c, scope);
        }
    }

    private boolean count(Item.Call c, int wanted) {
        if (c.arguments().size() != wanted) {
            report(Diagnostic.of(
                    Code.N009,
                    c.span(),
                    "`%s` takes %d, not %d"
                            .formatted(c.name(), wanted, c.arguments().size())));
            return false;
        }
        return true;
    }

    private void enter(Item.Call c, Map<String, Integer> states) {
        if (!count(c, 1)) {
            return;
        }
        Expr arg = c.arguments().getFirst().value();
        Integer state = arg instanceof Expr.Name n ? states.get(n.text()) : null;
        if (state == null) {
            report(Diagnostic.of(
                            Code.N001,
                            arg.span(),
                            "there is no state `" + arg.span().text() + "`")
                    .suggest(arg.span().text(), states.keySet()));
            return;
        }
        writer.add(new Statement.Enter(state));
    }

    private void read(Item.Call c, Scope scope) {
        if (!count(c, 1)) {
            return;
        }
        Expr arg = c.arguments().getFirst().value();
        Optional<Integer> memory = arg instanceof Expr.Index i && i.of() instanceof Expr.Name n
                ? names.memory(n.text())
                : Optional.empty();
        if (memory.isEmpty()) {
            report(Diagnostic.of(Code.N003, arg.span(), "`" + arg.span().text() + "` is no word of memory"));
            return;
        }
        writer.add(new Statement.Read(memory.get(), expressions.word(memory.get(), (Expr.Index) arg, scope)));
    }

    private List<Expression> entry(Item.Call c, int from, Scope scope) {
        List<Expression> entry = new ArrayList<>();
        List<bouton.dsl.chip.Engine.QueueField> fields = names.engine().queue().fields();
        for (int i = 0; i < fields.size(); i++) {
            entry.add(fitting(
                            c.arguments().get(from + i),
                            0,
                            (1L << fields.get(i).bits()) - 1,
                            "`" + fields.get(i).name() + "` has "
                                    + fields.get(i).bits() + " bits",
                            scope)
                    .code());
        }
        return entry;
    }

    private void push(Item.Call c, Scope scope) {
        if (count(c, names.engine().queue().fields().size())) {
            writer.add(new Statement.Push(entry(c, 0, scope)));
        }
    }

    private void later(Item.Call c, Scope scope) {
        Optional<bouton.dsl.chip.Engine.Wheel> wheel = names.engine().wheel();
        if (wheel.isEmpty()) {
            report(Diagnostic.of(Code.F130, c.span(), "this chip has no wheel")
                    .help("the engine declares it: `wheel 57 of 4 { … }`"));
            return;
        }
        int kept = wheel.get().keeps().size();
        if (!count(c, 2 + kept)) {
            return;
        }
        Expression slots = fitting(c.arguments().get(0), 0, wheel.get().slots() - 1L, "slots of the wheel", scope)
                .code();
        Expression mark = fitting(c.arguments().get(1), 0, 1, "`" + wheel.get().mark() + "` is one bit", scope)
                .code();
        List<Expression> entry = new ArrayList<>();
        List<bouton.dsl.chip.Engine.QueueField> fields = names.engine().queue().fields();
        for (int k = 0; k < kept; k++) {
            String name = wheel.get().keeps().get(k).text();
            int bits = fields.stream()
                    .filter(f -> f.name().equals(name))
                    .mapToInt(f -> f.bits())
                    .findFirst()
                    .orElse(32);
            entry.add(fitting(
                            c.arguments().get(2 + k),
                            0,
                            (1L << bits) - 1,
                            "`" + name + "` has " + bits + " bits",
                            scope)
                    .code());
        }
        writer.add(new Statement.Later(slots, mark, entry));
    }

    private void send(Item.Call c, Scope scope) {
        if (c.arguments().isEmpty()) {
            count(c, 1);
            return;
        }
        long most = (1L << names.engine().output().bits()) - 1;
        List<Expression> packets = new ArrayList<>();
        for (Expr.Arg arg : c.arguments()) {
            packets.add(fitting(
                            arg,
                            0,
                            most,
                            "a packet has " + names.engine().output().bits() + " bits",
                            scope)
                    .code());
        }
        writer.add(new Statement.Send(packets));
    }
}
