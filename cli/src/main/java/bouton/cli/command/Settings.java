package bouton.cli.command;

import bouton.dsl.check.Bindings;
import bouton.dsl.check.Program;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.diagnostic.Suggestions;
import bouton.dsl.model.Model;
import bouton.dsl.model.Network;
import bouton.dsl.model.TargetDef;
import bouton.dsl.unit.Dimension;
import bouton.dsl.unit.Units;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Parameters set on the command line: which of the program's they are, and whether the values have the right dimension. */
final class Settings {
    private final Map<String, String> written;

    /** By name without owner: the owners that have it, with the dimension there. */
    private final Map<String, SortedMap<String, Dimension>> owners = new LinkedHashMap<>();

    /** Names that mean something, alone or behind an owner. */
    private final Map<String, Dimension> known = new LinkedHashMap<>();

    private boolean faulty;

    /** @param written values as written, by name */
    Settings(Map<String, String> written) {
        this.written = written;
    }

    /** Values for the networks of these names; an empty one if nothing is set. */
    Bindings bindings(Program program, Set<String> networks, TargetDef target) {
        Bindings bindings = new Bindings();
        if (written.isEmpty()) {
            return bindings;
        }
        networks.forEach(name -> learn(program, name, target));
        written.forEach((name, text) -> bindings.override(name, value(name, text)));
        return bindings;
    }

    private void learn(Program program, String name, TargetDef target) {
        Diagnostics ignored = new Diagnostics();
        Bindings none = new Bindings();
        Network network = program.network(name, target, none, Set.of(), program.data(target, none, ignored), ignored);
        // What cannot be understood is reported when the program is checked with the settings.
        faulty |= network == null || ignored.hasErrors();
        if (network == null) {
            return;
        }
        network.params().forEach((param, value) -> learn(network.name(), param, value.dimension()));
        for (Network.GroupDef group : network.groups()) {
            if (group instanceof Network.PopulationDef p) {
                learn(p.model(), p.name());
            }
        }
        for (Network.ProjectionDef p : network.projections()) {
            learn(p.model(), p.label());
        }
    }

    private void learn(Model model, String user) {
        for (Model.Param param : model.params()) {
            known.put(user + "." + param.name(), param.dimension());
            learn(model.name(), param.name(), param.dimension());
        }
    }

    private void learn(String owner, String name, Dimension dimension) {
        known.put(owner + "." + name, dimension);
        known.put(name, dimension);
        owners.computeIfAbsent(name, n -> new TreeMap<>()).put(owner, dimension);
    }

    private double value(String name, String text) {
        String option = "--set " + name;
        WrittenQuantity quantity = WrittenQuantity.parse(option, text);
        Dimension expected = dimension(option, name);
        boolean zero = quantity.value() == 0 && quantity.dimension().isNone();
        if (expected != null && !zero && !quantity.dimension().equals(expected)) {
            throw new CommandException(option + ": `" + text + "` has the dimension " + words(quantity.dimension())
                    + ", and the parameter has " + words(expected));
        }
        return quantity.value();
    }

    private static String words(Dimension dimension) {
        return dimension.isNone()
                ? "of a plain number"
                : dimension + " (such as " + Units.usual(dimension).symbol() + ")";
    }

    private @Nullable Dimension dimension(String option, String name) {
        SortedMap<String, Dimension> sharing = owners.getOrDefault(name, new TreeMap<>());
        if (sharing.size() > 1) {
            TreeSet<String> full = new TreeSet<>();
            sharing.keySet().forEach(owner -> full.add("`" + owner + "." + name + "`"));
            throw new CommandException(
                    option + ": several have a parameter of this name; say which: " + String.join(", ", full));
        }
        Dimension dimension = known.get(name);
        if (dimension == null && !faulty) {
            throw new CommandException(option + ": there is no parameter `" + name + "`"
                    + Suggestions.closest(name, known.keySet())
                            .map(best -> "; did you mean `" + best + "`?")
                            .orElse("\n  known are: " + String.join(", ", new TreeSet<>(owners.keySet()))));
        }
        return dimension;
    }
}
