package bouton.cli.command;

import bouton.dsl.check.Program;
import bouton.dsl.diagnostic.Suggestions;
import bouton.dsl.syntax.Declaration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The experiments that a command line means. */
final class Chosen {
    private Chosen() {}

    /** The names, in the order of the text if none was asked for, else as asked for. */
    static List<String> choose(Program program, List<String> asked) {
        List<String> all =
                program.experiments().stream().map(e -> e.name().text()).toList();
        if (asked.isEmpty()) {
            return all;
        }
        for (String name : asked) {
            if (!all.contains(name)) {
                throw new CommandException("--experiment: the program has no experiment `" + name + "`"
                        + Suggestions.closest(name, all)
                                .map(best -> "; did you mean `" + best + "`?")
                                .orElse(all.isEmpty() ? "" : "; there are: " + String.join(", ", all)));
            }
        }
        return List.copyOf(new LinkedHashSet<>(asked));
    }

    /** The networks that the experiments run. */
    static Set<String> networks(Program program, List<String> experiments) {
        Set<String> names = new LinkedHashSet<>();
        for (Declaration.Experiment e : program.experiments()) {
            if (experiments.contains(e.name().text())) {
                names.add(e.network().text());
            }
        }
        return names;
    }
}
