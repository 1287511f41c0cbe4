package bouton.dsl.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.Model;
import bouton.dsl.syntax.Declaration;
import bouton.dsl.syntax.Item;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The items of a model, neuron, synapse or network, with those of the models it derives from: an item replaces the inherited
 * one of the same name; an assignment replaces the inherited value.
 */
final class ModelItems {
    /** An item and the file whose names it sees. */
    record Placed(Item item, FileScope home) {}

    /** Deeper derivations come from a mistake of a generator. */
    private static final int MOST_DERIVATIONS = 100;

    private List<Placed> items = new ArrayList<>();
    /** {@code name = value} in a derivation or behind {@code of} and {@code with}. */
    record Override(Item.Assign assign, Scope scope) {
        String name() {
            return NestedNames.text(assign.target()).orElse("");
        }
    }

    private ModelItems() {}

    /** Other items in their place. */
    ModelItems with(List<Placed> others) {
        ModelItems result = new ModelItems();
        result.items = others;
        return result;
    }

    List<Placed> items() {
        return items;
    }

    /** Collects; null after an error that leaves nothing to look at. */
    static @Nullable ModelItems of(Declaration.Model model, FileScope home, Diagnostics diagnostics) {
        ModelItems result = new ModelItems();
        if (!result.collect(model, home, Collections.newSetFromMap(new IdentityHashMap<>()), diagnostics)) {
            return null;
        }
        if (model.kind() == Declaration.Kind.NEURON) {
            result.items = Compartments.flatten(result.items, diagnostics);
        }
        return result;
    }

    private boolean collect(
            Declaration.Model model, FileScope home, Set<Declaration.Model> seen, Diagnostics diagnostics) {
        if (!seen.add(model)) {
            diagnostics.add(circle(model, home));
            return false;
        }
        if (seen.size() > MOST_DERIVATIONS) {
            diagnostics.add(Diagnostic.of(
                    Code.S004,
                    model.name().span(),
                    "`" + model.name() + "` is derived through more than " + MOST_DERIVATIONS + " others"));
            return false;
        }
        if (model.base().isEmpty()) {
            model.items().forEach(i -> items.add(new Placed(i, home)));
            return true;
        }
        String base = model.base().get().text();
        FileScope.Entry entry = home.find(base);
        if (entry == null
                || !(entry.declaration() instanceof Declaration.Model parent)
                || parent.kind() != model.kind()) {
            if (!(entry != null && entry.declaration() instanceof Declaration.Faulty) && !home.isDoubtful(base)) {
                diagnostics.add(Diagnostic.of(
                                Code.N006,
                                model.base().get().span(),
                                "there is no " + model.kind().word() + " `" + base + "` to derive from")
                        .suggest(base, home.models(model.kind())));
            }
            return false;
        }
        if (!collect(parent, entry.home(), seen, diagnostics)) {
            return false;
        }
        Map<String, Integer> known = new LinkedHashMap<>();
        for (int i = 0; i < items.size(); i++) {
            known.put(key(items.get(i).item()), i);
        }
        for (Item item : model.items()) {
            Placed placed = new Placed(item, home);
            Integer at = known.get(key(item));
            if (item instanceof Item.Assign) {
                items.add(placed);
            } else if (at != null) {
                items.set(at, placed);
            } else {
                items.add(placed);
            }
        }
        return true;
    }

    /** The declaration that a model is but for parameters. Derivations have been followed, so they end. */
    static Model.Root root(Declaration.Model model, FileScope home) {
        Declaration.Model at = model;
        FileScope scope = home;
        while (at.base().isPresent()
                && at.items().stream().allMatch(i -> i instanceof Item.Assign || i instanceof Item.Param)) {
            FileScope.Entry entry =
                    Objects.requireNonNull(scope.find(at.base().get().text()));
            scope = entry.home();
            at = (Declaration.Model) entry.declaration();
        }
        return new Model.Root(at.span().source().name(), at.name().text());
    }

    /** One report for a circle, whichever of its models is looked at: at the one that comes first in the text. */
    private static Diagnostic.Builder circle(Declaration.Model model, FileScope home) {
        List<Declaration.Model> way = new ArrayList<>();
        Declaration.Model first = model;
        FileScope scope = home;
        for (Declaration.Model m = model; !way.contains(m); ) {
            way.add(m);
            first = m.name().span().compareTo(first.name().span()) < 0 ? m : first;
            FileScope.Entry entry =
                    Objects.requireNonNull(scope.find(m.base().orElseThrow().text()));
            scope = entry.home();
            m = (Declaration.Model) entry.declaration();
        }
        Collections.rotate(way, -way.indexOf(first));
        way.add(first);
        String text = way.stream().map(m -> m.name().text()).collect(Collectors.joining(" = "));
        return Diagnostic.of(Code.N008, first.name().span(), "`" + first.name() + "` is derived from itself")
                .note("the circle: " + text)
                .help("one of them needs a body of its own: `" + first.kind().word() + " " + first.name() + " { … }`");
    }

    /** What makes two items "the same" for replacement. */
    private static String key(Item item) {
        return switch (item) {
            case Item.Param p -> "name " + p.name();
            case Item.Variable v -> "name " + v.name();
            case Item.Trace t -> "name " + t.name();
            case Item.Let l -> "name " + l.name();
            case Item.Compartment c -> "compartment " + c.name();
            case Item.PortItem p -> "name " + p.name();
            case Item.Out o -> "out " + o.name();
            case Item.EventItem e -> "name " + e.name();
            case Item.Ode o -> "ode " + o.name();
            case Item.On o -> "on " + o.trigger().span().text().replaceAll("\\s+", " ");
            case Item.Every e -> "every " + e.period().span().text();
            case Item.PopulationItem p -> "name " + p.name();
            case Item.StimulusItem s -> "name " + s.name();
            case Item.Project p ->
                "project " + p.source().span().text() + " -> "
                        + p.target().span().text();
            case Item.Broadcast b -> "broadcast " + b.target().text();
            case Item.Reduce r -> "name " + r.name();
            case Item.Method m -> "method";
            case Item.Order o -> "order";
            default -> "at " + item.span();
        };
    }
}
