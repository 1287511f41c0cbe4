package bouton.dsl.check;

import bouton.dsl.model.Model;
import bouton.dsl.model.Network;
import bouton.dsl.syntax.Expr;
import bouton.dsl.syntax.Ident;
import bouton.dsl.syntax.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Names that have several parts where they are written and are one name in a checked model: {@code soma.v} of a compartment,
 * {@code q[2]} of an array.
 */
public final class NestedNames {
    private NestedNames() {}

    /** The name of a member of an array. */
    static String member(String array, int number) {
        return array + "[" + number + "]";
    }

    /** {@code v}, {@code soma.v}, {@code q[2]} as one name; empty for anything else. */
    public static Optional<String> text(Expr expr) {
        return switch (expr) {
            case Expr.Name n -> Optional.of(n.text());
            case Expr.Member m -> text(m.of()).map(o -> o + "." + m.name());
            case Expr.Index i -> text(i.of()).flatMap(o -> number(i).map(k -> member(o, k)));
            default -> Optional.empty();
        };
    }

    /** The number in the brackets, if it is written as one. */
    private static Optional<Integer> number(Expr.Index index) {
        return index.at().size() == 1
                        && index.at().getFirst().isPlain()
                        && index.at().getFirst().value() instanceof Expr.Number n
                        && n.unit().isEmpty()
                        && n.text().matches("\\d{1,9}")
                ? Optional.of(Integer.parseInt(n.text()))
                : Optional.empty();
    }

    /**
     * The expression with each name of several parts as one: {@code P.soma.v} becomes the member {@code soma.v} of {@code P}.
     *
     * @param known names of values and ports of what the expression starts with
     */
    static Expr joined(Expr expr, Set<String> known) {
        List<Expr> parts = new ArrayList<>();
        Expr root = expr;
        while (root instanceof Expr.Member || root instanceof Expr.Index) {
            parts.addFirst(root);
            root = root instanceof Expr.Member m ? m.of() : ((Expr.Index) root).of();
        }
        Expr result = root;
        for (int i = 0; i < parts.size(); ) {
            int end = i + 1;
            String name = "";
            if (parts.get(i) instanceof Expr.Member m) {
                name = m.name().text();
                String longer = name;
                for (int j = i + 1; j < parts.size() && !longer.isEmpty(); j++) {
                    longer = extended(longer, parts.get(j));
                    if (known.contains(longer)) {
                        end = j + 1;
                        name = longer;
                    }
                }
            }
            result = end > i + 1
                    ? new Expr.Member(
                            result,
                            new Ident(
                                    name,
                                    ((Expr.Member) parts.get(i))
                                            .name()
                                            .span()
                                            .to(parts.get(end - 1).span())),
                            parts.get(end - 1).span())
                    : on(result, parts.get(i));
            i = end;
        }
        return result;
    }

    private static String extended(String name, Expr part) {
        return switch (part) {
            case Expr.Member m -> name + "." + m.name();
            case Expr.Index i -> number(i).map(k -> member(name, k)).orElse("");
            default -> "";
        };
    }

    private static Expr on(Expr of, Expr part) {
        return part instanceof Expr.Member m
                ? (m.of() == of ? m : new Expr.Member(of, m.name(), m.span()))
                : new Expr.Index(of, ((Expr.Index) part).at(), part.span());
    }

    /** What it starts with. */
    static Expr root(Expr expr) {
        Expr root = expr;
        while (root instanceof Expr.Member || root instanceof Expr.Index) {
            root = root instanceof Expr.Member m ? m.of() : ((Expr.Index) root).of();
        }
        return root;
    }

    /** The same for what starts with a population, a projection or a model that the network uses. */
    public static Expr joined(Expr expr, Network network) {
        Expr root = root(expr);
        if (root == expr || !(root instanceof Expr.Name n)) {
            return expr;
        }
        Set<String> known = new TreeSet<>();
        int group = network.group(n.text());
        for (Network.GroupDef g : network.groups()) {
            if (g instanceof Network.PopulationDef p
                    && (p.name().equals(n.text()) || p.model().name().equals(n.text()))) {
                known.addAll(names(p.model()));
            }
        }
        for (Network.ProjectionDef p : network.projections()) {
            boolean target = group >= 0 && p.target() == group;
            if (target || p.label().equals(n.text()) || p.model().name().equals(n.text())) {
                known.addAll(names(p.model()));
            }
        }
        return joined(expr, known);
    }

    /** Names of all that can be named in a model from outside. */
    public static Set<String> names(Model model) {
        Set<String> result = new TreeSet<>();
        model.params().forEach(p -> result.add(p.name()));
        model.variables().forEach(v -> result.add(v.name()));
        model.ports().forEach(p -> result.add(p.name()));
        model.outs().forEach(o -> result.add(o.name()));
        return result;
    }

    /**
     * What {@code post.x} can mean, in this order: a name of the neuron, with the compartment that the synapse ends on, with
     * {@code soma}. The compartment's own comes first.
     *
     * @param port that the synapse ends on; empty if there is none
     */
    static List<String> meanings(Path path, String port) {
        String text = path.text().substring(path.first().text().length() + 1);
        List<String> result = new ArrayList<>();
        if (port.contains(".")) {
            result.add(port.substring(0, port.lastIndexOf('.') + 1) + text);
        }
        result.add(text);
        result.add("soma." + text);
        return result;
    }
}
