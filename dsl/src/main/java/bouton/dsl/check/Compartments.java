package bouton.dsl.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.syntax.Expr;
import bouton.dsl.syntax.Ident;
import bouton.dsl.syntax.Item;
import bouton.dsl.syntax.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes compartments apart: what compartment {@code soma} declares as {@code v} becomes an item of the neuron that is called
 * {@code soma.v}. Later stages see one neuron with such names. Inside a compartment its own names come before those of the
 * neuron; flags of `hold` and events belong to the neuron.
 */
final class Compartments {
    private static final List<String> ITEM_WORDS =
            List.of("param", "state", "trace", "let", "in", "out", "on", "every");

    private final Map<String, Set<String>> names = new LinkedHashMap<>();
    private final Diagnostics diagnostics;

    private Compartments(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** The items without compartments; the same list if there are none. */
    static List<ModelItems.Placed> flatten(List<ModelItems.Placed> items, Diagnostics diagnostics) {
        return items.stream().anyMatch(p -> p.item() instanceof Item.Compartment)
                ? new Compartments(diagnostics).flat(items)
                : items;
    }

    private List<ModelItems.Placed> flat(List<ModelItems.Placed> items) {
        for (ModelItems.Placed placed : items) {
            if (placed.item() instanceof Item.Compartment c) {
                collect(c);
            }
        }
        items.forEach(p -> checkName(p.item()));
        List<ModelItems.Placed> result = new ArrayList<>();
        for (ModelItems.Placed placed : items) {
            if (placed.item() instanceof Item.Compartment c) {
                Renaming renaming = new Renaming(c.name().text());
                for (Item item : c.items()) {
                    if (belongs(item)) {
                        result.add(new ModelItems.Placed(renaming.item(item), placed.home()));
                    }
                }
            } else {
                result.add(new ModelItems.Placed(new Renaming(null).item(placed.item()), placed.home()));
            }
        }
        return result;
    }

    private void collect(Item.Compartment c) {
        Set<String> own = new LinkedHashSet<>();
        c.items().forEach(i -> name(i).ifPresent(n -> own.add(n.text())));
        if (names.putIfAbsent(c.name().text(), own) != null) {
            diagnostics.add(
                    Diagnostic.of(Code.N002, c.name().span(), "compartment `" + c.name() + "` is declared twice"));
        }
    }

    /** The name that an item declares as a value. */
    private static Optional<Ident> name(Item item) {
        return switch (item) {
            case Item.Param p -> Optional.of(p.name());
            case Item.Variable v -> Optional.of(v.name());
            case Item.Trace t -> Optional.of(t.name());
            case Item.Let l -> Optional.of(l.name());
            case Item.PortItem p -> Optional.of(p.name());
            default -> Optional.empty();
        };
    }

    private void checkName(Item item) {
        name(item)
                .filter(n -> names.containsKey(n.text()))
                .ifPresent(n -> diagnostics.add(
                        Diagnostic.of(Code.N002, n.span(), "`" + n + "` is also the name of a compartment")));
    }

    private boolean belongs(Item item) {
        return switch (item) {
            case Item.Param p -> true;
            case Item.Variable v -> true;
            case Item.Trace t -> true;
            case Item.Let l -> true;
            case Item.PortItem p -> true;
            case Item.Out o -> true;
            case Item.On o -> true;
            case Item.Every e -> true;
            case Item.Ode o -> true;
            case Item.Assign a -> true;
            case Item.Faulty f -> true;
            case Item.Unknown u -> {
                diagnostics.add(Diagnostic.of(Code.S005, u.first().span(), "a compartment knows no `" + u.first() + "`")
                        .suggest(u.first().text(), ITEM_WORDS));
                yield false;
            }
            case Item.EventItem e ->
                misplaced(item, "an event belongs to the neuron: declare it beside the compartments");
            case Item.Compartment c -> misplaced(item, "a compartment has no compartments");
            default -> misplaced(item, "`" + item.word() + "` does not belong into a compartment");
        };
    }

    private boolean misplaced(Item item, String message) {
        diagnostics.add(Diagnostic.of(Code.S006, item.span(), message)
                .note("a compartment holds: " + String.join(", ", ITEM_WORDS)));
        return false;
    }

    /** Names as one compartment sees them, or as the neuron around sees them. */
    private final class Renaming extends Rewriter {
        private final @Nullable String inside;
        private final Set<String> own;

        Renaming(@Nullable String inside) {
            this.inside = inside;
            this.own = inside == null ? Set.of() : names.getOrDefault(inside, Set.of());
        }

        @Override
        Ident declared(Ident name) {
            // Also payloads and `let`s of a body: one that hides a name of the compartment is then found to be in use.
            return own.contains(name.text()) ? new Ident(inside + "." + name, name.span()) : name;
        }

        @Override
        Item out(Item.Out o) {
            Ident name = inside == null
                    ? o.name()
                    : new Ident(inside + "." + o.name(), o.name().span());
            Optional<Expr> value = o.value()
                    .or(() ->
                            Optional.of(new Expr.Name(o.name().text(), o.name().span())));
            return new Item.Out(name, value.map(this::expr), o.span());
        }

        @Override
        Path event(Path path) {
            if (path.isSimple()) {
                Ident name = declared(path.first());
                return name == path.first() ? path : new Path(List.of(name), path.span());
            }
            return isCompartment(path.first().text())
                    ? new Path(List.of(new Ident(path.text(), path.span())), path.span())
                    : path;
        }

        @Override
        Expr reference(Expr expr) {
            return switch (expr) {
                case Expr.Name n -> name(n);
                case Expr.Member m -> member(m);
                case Expr.Index i -> new Expr.Index(expr(i.of()), arguments(i.at()), i.span());
                default -> throw new IllegalStateException(expr.toString());
            };
        }

        private boolean isCompartment(String name) {
            return names.containsKey(name) && !own.contains(name);
        }

        private Expr name(Expr.Name n) {
            if (own.contains(n.text())) {
                return new Expr.Name(inside + "." + n.text(), n.span());
            }
            if (!isCompartment(n.text())) {
                return n;
            }
            Set<String> values = names.get(n.text());
            diagnostics.add(Diagnostic.of(Code.N003, n.span(), "`" + n.text() + "` is a compartment, not a value")
                    .note(
                            values == null || values.isEmpty()
                                    ? "it has no values"
                                    : "it has: " + String.join(", ", values)));
            return new Expr.Faulty(n.span());
        }

        private Expr member(Expr.Member m) {
            if (!(m.of() instanceof Expr.Name n) || !isCompartment(n.text())) {
                return new Expr.Member(expr(m.of()), m.name(), m.span());
            }
            Set<String> values = names.getOrDefault(n.text(), Set.of());
            if (values.contains(m.name().text())) {
                return new Expr.Name(n.text() + "." + m.name(), m.span());
            }
            diagnostics.add(Diagnostic.of(
                            Code.N001, m.name().span(), "compartment `" + n.text() + "` has no `" + m.name() + "`")
                    .suggest(m.name().text(), values)
                    .note(values.isEmpty() ? "it has no values" : "it has: " + String.join(", ", values)));
            return new Expr.Faulty(m.span());
        }
    }
}
