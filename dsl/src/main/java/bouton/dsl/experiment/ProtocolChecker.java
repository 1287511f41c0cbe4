package bouton.dsl.experiment;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Expr;
import bouton.dsl.syntax.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks protocols and their calls. A protocol has no types of its own: its body is checked for the types of the arguments of
 * a call, once for each combination of them, with the names that are visible where it is declared.
 */
final class ProtocolChecker {
    private final Checking checking;
    private final Map<String, Declared> declared = new LinkedHashMap<>();
    private final List<String> calls = new ArrayList<>();

    ProtocolChecker(Checking checking) {
        this.checking = checking;
    }

    private static final class Declared {
        private final Item.Protocol item;
        private final Names names;
        private final Map<List<Type>, Checked> bodies = new LinkedHashMap<>();

        Declared(Item.Protocol item, Names names) {
            this.item = item;
            this.names = names;
        }
    }

    /** @param body empty if it has errors */
    private record Checked(List<Integer> slots, Optional<List<Step>> body) {}

    void declare(Item.Protocol p) {
        Declared before = declared.get(p.name().text());
        if (before != null) {
            checking.diagnostics.add(
                    Diagnostic.of(Code.N002, p.name().span(), "protocol `" + p.name() + "` is declared twice")
                            .also(before.item.name().span(), "first declared here"));
            return;
        }
        for (int i = 0; i < p.parameters().size(); i++) {
            String name = p.parameters().get(i).text();
            if (p.parameters().subList(0, i).stream().anyMatch(q -> q.text().equals(name))) {
                checking.diagnostics.add(
                        Diagnostic.of(Code.N002, p.parameters().get(i).span(), "`" + name + "` is declared twice"));
            }
        }
        declared.put(p.name().text(), new Declared(p, checking.names.snapshot()));
    }

    /** Warns of protocols that nothing calls: their bodies have not been checked. */
    void unused() {
        for (Declared d : declared.values()) {
            if (d.bodies.isEmpty()) {
                checking.diagnostics.add(Diagnostic.of(
                                Code.W001, d.item.name().span(), "protocol `" + d.item.name() + "` is never called")
                        .note("its body is checked for the arguments of a call"));
            }
        }
    }

    /** Null after a report. */
    @Nullable
    Step call(Item.Call c) {
        Declared called = declared.get(c.name().text());
        List<Formula> values = arguments(c);
        if (called == null) {
            unknown(c);
            return null;
        }
        if (values == null) {
            called.bodies.putIfAbsent(List.of(), new Checked(List.of(), Optional.empty()));
            return null;
        }
        Item.Protocol p = called.item;
        if (values.size() != p.parameters().size()) {
            checking.diagnostics.add(Diagnostic.of(
                            Code.N009,
                            c.span(),
                            "`" + p.name() + "` takes "
                                    + CallChecker.count(p.parameters().size()) + ", not " + values.size())
                    .also(p.name().span(), "declared here"));
            return null;
        }
        if (calls.contains(p.name().text())) {
            checking.diagnostics.add(Diagnostic.of(Code.N013, c.span(), "protocol `" + p.name() + "` calls itself"));
            return null;
        }
        Checked checked = body(called, values.stream().map(Formula::type).toList());
        if (checked.body().isEmpty()) {
            return null;
        }
        List<Formula.Binding> bindings = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            bindings.add(new Formula.Binding(checked.slots().get(i), values.get(i)));
        }
        return new Step.Call(bindings, checked.body().get(), c.span());
    }

    private @Nullable List<Formula> arguments(Item.Call c) {
        List<Formula> values = new ArrayList<>();
        boolean faulty = false;
        for (Expr.Arg a : c.arguments()) {
            if (!a.isPlain() || a.name().isPresent()) {
                checking.diagnostics.add(Diagnostic.of(Code.S006, a.value().span(), "a plain value is needed here"));
                faulty = true;
                continue;
            }
            Formula value = new FormulaChecker(checking).check(a.value());
            faulty |= value.type().isFaulty();
            values.add(value);
        }
        return faulty ? null : values;
    }

    private Checked body(Declared called, List<Type> types) {
        Checked known = called.bodies.get(types);
        if (known != null) {
            return known;
        }
        Item.Protocol p = called.item;
        Names outside = checking.names;
        checking.names = called.names.snapshot();
        checking.names.open();
        calls.add(p.name().text());
        try {
            List<Integer> slots = new ArrayList<>();
            for (int i = 0; i < types.size(); i++) {
                int slot = checking.newSlot();
                slots.add(slot);
                Span at = p.parameters().get(i).span();
                checking.names.declare(
                        new Names.Local(slot, p.parameters().get(i).text(), types.get(i), false, at));
            }
            int before = checking.diagnostics.errorCount();
            List<Step> body = new StepChecker(checking, this).block(p.body());
            boolean good = checking.diagnostics.errorCount() == before;
            Checked result = new Checked(slots, good ? Optional.of(body) : Optional.empty());
            called.bodies.put(types, result);
            return result;
        } finally {
            calls.removeLast();
            checking.names = outside;
        }
    }

    private void unknown(Item.Call c) {
        List<String> names = List.copyOf(declared.keySet());
        Diagnostic.Builder builder =
                Diagnostic.of(Code.N001, c.name().span(), "there is no protocol `" + c.name() + "`");
        checking.diagnostics.add(
                names.isEmpty()
                        ? builder.help("declare it above: `protocol " + c.name() + "(…) { … }`")
                        : builder.suggest(c.name().text(), names)
                                .note("protocols declared above: " + String.join(", ", names)));
    }
}
