package bouton.dsl.experiment;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.model.Model;
import bouton.dsl.model.Network;
import bouton.dsl.model.Term;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Ident;
import bouton.dsl.unit.Dimension;
import bouton.dsl.unit.Unit;
import bouton.dsl.unit.Units;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parameters by their names: of the network, of a model wherever it is used, of one population or projection. */
final class Parameters {
    private final Checking checking;

    Parameters(Checking checking) {
        this.checking = checking;
    }

    /**
     * A parameter.
     *
     * @param key its name in {@link bouton.dsl.check.Bindings}
     * @param places that have it; none if it is the network's own
     */
    record Found(String key, List<Place> places, Dimension dimension, Unit unit) {}

    /** All parameters of this name by the declaration that has them. */
    private Map<String, Found> declarations(String name) {
        Map<String, Found> result = new LinkedHashMap<>();
        Network network = checking.network;
        Term.Constant own = network.params().get(name);
        if (own != null) {
            String key = network.name() + "." + name;
            result.put(network.name(), new Found(key, List.of(), own.dimension(), Units.usual(own.dimension())));
        }
        eachModel((place, user, model) -> {
            int index = model.param(name);
            if (index >= 0) {
                Model.Param p = model.params().get(index);
                result.merge(
                        model.name(),
                        new Found(model.name() + "." + name, List.of(place), p.dimension(), p.unit()),
                        Parameters::joined);
            }
        });
        return result;
    }

    private static Found joined(Found a, Found b) {
        List<Place> places = new ArrayList<>(a.places());
        places.addAll(b.places());
        return new Found(a.key(), places, a.dimension(), a.unit());
    }

    private interface Visitor {
        void visit(Place place, String user, Model model);
    }

    private void eachModel(Visitor visitor) {
        for (int g = 0; g < checking.network.groups().size(); g++) {
            if (checking.network.groups().get(g) instanceof Network.PopulationDef p) {
                visitor.visit(new Place(false, g), p.name(), p.model());
            }
        }
        for (int i = 0; i < checking.network.projections().size(); i++) {
            Network.ProjectionDef p = checking.network.projections().get(i);
            visitor.visit(new Place(true, i), p.label(), p.model());
        }
    }

    /** The parameter of this name, wherever it is declared; empty if there is none, null after a report. */
    @SuppressWarnings("NullOptional") // Three outcomes, and the caller tells them apart.
    @Nullable
    Optional<Found> find(String name, Span span) {
        Map<String, Found> found = declarations(name);
        if (found.size() > 1) {
            List<String> full =
                    found.keySet().stream().map(o -> "`" + o + "." + name + "`").toList();
            checking.diagnostics.add(Diagnostic.of(Code.N012, span, "several have a parameter `" + name + "`")
                    .help("say which: " + String.join(" or ", full)));
            return null;
        }
        return found.values().stream().findFirst();
    }

    /** {@code lif.tau_m}, {@code E.tau_m}, {@code demo.A_p}; null after a report. */
    @Nullable
    Found find(Ident owner, Ident name) {
        Found model = declarations(name.text()).get(owner.text());
        if (model != null) {
            return model;
        }
        List<Found> users = new ArrayList<>();
        Set<String> owners = new LinkedHashSet<>(List.of(checking.network.name()));
        eachModel((place, user, m) -> {
            owners.add(user);
            owners.add(m.name());
            if (user.equals(owner.text()) && m.param(name.text()) >= 0) {
                Model.Param p = m.params().get(m.param(name.text()));
                users.add(new Found(user + "." + name, List.of(place), p.dimension(), p.unit()));
            }
        });
        if (!users.isEmpty()) {
            return users.getFirst();
        }
        if (owners.contains(owner.text())) {
            checking.diagnostics.add(
                    Diagnostic.of(Code.N001, name.span(), "`" + owner + "` has no parameter `" + name + "`")
                            .suggest(name.text(), names()));
        } else if (!checking.program.isDoubtful(owner.text())) {
            checking.diagnostics.add(Diagnostic.of(
                            Code.N001,
                            owner.span(),
                            "network `" + checking.network.name() + "` uses nothing that is called `" + owner + "`")
                    .suggest(owner.text(), owners));
        }
        return null;
    }

    /** Names of all parameters, for suggestions. */
    List<String> names() {
        Set<String> result = new LinkedHashSet<>(checking.network.params().keySet());
        eachModel((place, user, model) -> model.params().forEach(p -> result.add(p.name())));
        return List.copyOf(result);
    }

    /** The populations and projections whose model has this name. */
    List<Place> users(String model) {
        List<Place> result = new ArrayList<>();
        eachModel((place, user, m) -> {
            if (m.name().equals(model)) {
                result.add(place);
            }
        });
        return result;
    }

    /** All populations and projections. */
    List<Place> all() {
        List<Place> result = new ArrayList<>();
        eachModel((place, user, m) -> result.add(place));
        return result;
    }

    /** Notes that an experiment sets the parameter or variable while the network runs. */
    void markSettable(Place place, String name) {
        String owner = place.projection()
                ? checking.network.projections().get(place.index()).label()
                : checking.network.groups().get(place.index()).name();
        checking.settable.add(owner + "." + name);
    }
}
