package bouton.dsl.experiment;

import bouton.dsl.check.GridMembers;
import bouton.dsl.check.NestedNames;
import bouton.dsl.check.PortNames;
import bouton.dsl.check.Selectors;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.model.Model;
import bouton.dsl.model.Network;
import bouton.dsl.syntax.Expr;
import bouton.dsl.syntax.Ident;
import bouton.dsl.unit.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Groups and projections of the network by the names that an experiment writes, and what can be read in them. */
final class Places {
    private final Checking checking;

    Places(Checking checking) {
        this.checking = checking;
    }

    /**
     * A place as written.
     *
     * @param name of something in it
     * @param index as written in brackets
     */
    record Found(Place place, Optional<Ident> name, List<Expr.Arg> index) {}

    /** Whether the expression starts with the name of a group or a projection, and not with a variable. */
    boolean isPlace(Expr expr, Optional<Expr> arrow) {
        Expr named = PortNames.resolve(expr, checking.network::hasGroup);
        return arrow.isPresent() || root(named) instanceof Expr.Name n && isPlace(n.text());
    }

    boolean isPlace(String name) {
        return checking.names.find(name) == null
                && (checking.network.group(name) >= 0
                        || checking.network.projections().stream()
                                .anyMatch(p -> p.label().equals(name)));
    }

    static Expr root(Expr expr) {
        Expr e = expr;
        while (true) {
            switch (e) {
                case Expr.Member m -> e = m.of();
                case Expr.Index i -> e = i.of();
                default -> {
                    return e;
                }
            }
        }
    }

    /** Resolves {@code E}, {@code E.v}, {@code E[3].v}, {@code A -> B.w}; null after a report. */
    @Nullable
    Found resolve(Expr value, Optional<Expr> arrow) {
        List<Expr.Arg> index = new ArrayList<>();
        Expr bareValue = arrow.isPresent() ? value : withoutIndex(NestedNames.joined(value, checking.network), index);
        Optional<Expr> bareArrow = arrow.map(a -> withoutIndex(NestedNames.joined(a, checking.network), index));
        Selectors.Selection s =
                new Selectors(checking.network, checking.diagnostics, e -> Double.NaN).resolve(bareValue, bareArrow);
        if (s == null) {
            return null;
        }
        Place place = s.projection() >= 0 ? new Place(true, s.projection()) : new Place(false, s.group());
        if (place.projection()) {
            return new Found(place, s.name(), index);
        }
        List<Expr.Arg> members = GridMembers.numbers(
                index, checking.network.groups().get(place.index()).grid(), checking.diagnostics);
        return members == null ? null : new Found(place, s.name(), members);
    }

    private static Expr withoutIndex(Expr expr, List<Expr.Arg> found) {
        return switch (expr) {
            case Expr.Index i -> {
                found.addAll(i.at());
                yield withoutIndex(i.of(), found);
            }
            case Expr.Member m -> {
                Expr inner = withoutIndex(m.of(), found);
                yield inner == m.of() ? m : new Expr.Member(inner, m.name(), m.span());
            }
            default -> expr;
        };
    }

    String describe(Place place) {
        return place.projection()
                ? checking.network.projections().get(place.index()).name()
                : checking.network.groups().get(place.index()).name();
    }

    /** Number of members; -1 if only a run knows. */
    int size(Place place) {
        return place.projection()
                ? -1
                : checking.network.groups().get(place.index()).size();
    }

    /** The number of the event, or -1. */
    int event(Place place, String name) {
        if (place.projection()) {
            return -1;
        }
        return switch (checking.network.groups().get(place.index())) {
            case Network.PopulationDef p -> p.model().events().indexOf(name);
            case Network.StimulusDef s -> name.equals("spike") ? 0 : -1;
        };
    }

    List<String> events(Place place) {
        if (place.projection()) {
            return List.of();
        }
        return switch (checking.network.groups().get(place.index())) {
            case Network.PopulationDef p -> p.model().events();
            case Network.StimulusDef s -> List.of("spike");
        };
    }

    /** The type of a value in every member, or null if there is none of this name. */
    @Nullable
    Type value(Place place, String name) {
        Model model = model(place);
        if (model == null) {
            Network.StimulusDef s =
                    (Network.StimulusDef) checking.network.groups().get(place.index());
            return name.equals("level") ? Type.number(s.dimension()) : null;
        }
        if (model.param(name) >= 0) {
            return Type.number(model.params().get(model.param(name)).dimension());
        }
        if (model.variable(name) >= 0) {
            return Type.number(model.variables().get(model.variable(name)).dimension());
        }
        if (place.projection()) {
            return null;
        }
        if (model.out(name) >= 0) {
            return Type.number(model.outs().get(model.out(name)).dimension());
        }
        if (model.holds().contains(name)) {
            return Type.TRUTH;
        }
        Optional<Dimension> port = model.ports().stream()
                .filter(p -> p.name().equals(name))
                .map(Model.Port::dimension)
                .findFirst();
        return port.map(Type::number).orElse(null);
    }

    List<String> values(Place place) {
        Model model = model(place);
        if (model == null) {
            return List.of("level");
        }
        List<String> result = new ArrayList<>();
        model.variables().forEach(v -> result.add(v.name()));
        if (!place.projection()) {
            model.outs().forEach(o -> result.add(o.name()));
            model.ports().forEach(p -> result.add(p.name()));
            result.addAll(model.holds());
        }
        model.params().forEach(p -> result.add(p.name()));
        return result.stream().distinct().toList();
    }

    @Nullable
    Model model(Place place) {
        if (place.projection()) {
            return checking.network.projections().get(place.index()).model();
        }
        return checking.network.groups().get(place.index()) instanceof Network.PopulationDef p ? p.model() : null;
    }

    Diagnostic.Builder unknown(Place place, Ident name) {
        List<String> known = new ArrayList<>(values(place));
        known.addAll(events(place));
        return Diagnostic.of(Code.N001, name.span(), "`" + describe(place) + "` has no `" + name + "`")
                .suggest(name.text(), known)
                .note("it has: " + String.join(", ", known));
    }
}
