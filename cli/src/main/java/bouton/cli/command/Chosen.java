package bouton.cli.command;

import bouton.dsl.check.Program;
import bouton.dsl.diagnostic.Suggestions;
import bouton.dsl.syntax.Declaration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The experiments that a command line means. */
final class Chosen {
    private Chosen() {}

    /** Those in the order of the text that are not marked {@code @long} if none is asked for, else as asked for. */
    static List<Declaration.Experiment> experiments(Program program, List<String> asked, boolean withLong) {
        if (asked.isEmpty()) {
            return program.experiments().stream()
                    .filter(e -> withLong || !e.is(Declaration.Purpose.LONG))
                    .toList();
        }
        List<Declaration.Experiment> chosen = new ArrayList<>();
        for (String name : new LinkedHashSet<>(asked)) {
            chosen.add(program.experiments().stream()
                    .filter(e -> e.name().text().equals(name))
                    .findFirst()
                    .orElseThrow(() -> unknown(program, name)));
        }
        return chosen;
    }

    private static CommandException unknown(Program program, String name) {
        List<String> all =
                program.experiments().stream().map(e -> e.name().text()).toList();
        String help = Suggestions.closest(name, all)
                .map(best -> "; did you mean `" + best + "`?")
                .orElse(all.isEmpty() ? "" : "; there are: " + String.join(", ", all));
        return new CommandException("--experiment: the program has no experiment `" + name + "`" + help);
    }

    /** The networks that the experiments run. */
    static Set<String> networks(List<Declaration.Experiment> experiments) {
        Set<String> names = new LinkedHashSet<>();
        experiments.forEach(e -> names.add(e.network().text()));
        return names;
    }
}
