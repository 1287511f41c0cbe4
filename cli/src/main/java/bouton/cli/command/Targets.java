package bouton.cli.command;

import bouton.dsl.check.Program;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.diagnostic.Suggestions;
import bouton.dsl.model.TargetDef;
import bouton.dsl.unit.Dimension;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The target that a command line means: the command line wins over the text. */
final class Targets {
    private static final String IDEAL = "ideal";

    private Targets() {}

    static TargetDef choose(Program program, RunOptions options, Diagnostics diagnostics) {
        chip(options);
        return changed(program.target(name(program, options), diagnostics), options.dt, options.seed);
    }

    /** With the length of a tick and the seed of a command line, as written; null for those of the target. */
    static TargetDef changed(TargetDef target, @Nullable String dt, @Nullable String seed) {
        TargetDef result = dt == null ? target : target.withDt(dt(dt));
        return seed == null ? result : result.withSeed(seed(seed));
    }

    private static long seed(String written) {
        try {
            return Long.parseLong(written.strip());
        } catch (NumberFormatException e) {
            throw new CommandException("--seed: `" + written + "` is no whole number (of at most 63 bits)");
        }
    }

    private static void chip(RunOptions options) {
        if (options.chip != null && !options.chip.equals(IDEAL)) {
            throw new CommandException("--chip: there is no chip `" + options.chip
                    + "`; this version has `ideal` only: float64, without limits");
        }
    }

    private static String name(Program program, RunOptions options) {
        String name = options.target;
        if (name == null) {
            return "";
        }
        List<String> known = new ArrayList<>();
        program.targets().forEach(t -> known.add(t.name().text()));
        if (!known.contains(IDEAL)) {
            known.add(IDEAL);
        }
        if (!known.contains(name)) {
            throw new CommandException("--target: the program has no target `" + name + "`"
                    + Suggestions.closest(name, known)
                            .map(best -> "; did you mean `" + best + "`?")
                            .orElse("; there are: " + String.join(", ", known)));
        }
        return name;
    }

    private static double dt(String written) {
        WrittenQuantity dt = WrittenQuantity.parse("--dt", written);
        if (!dt.dimension().equals(Dimension.TIME)) {
            throw new CommandException("--dt: `" + written + "` is no time; write it with its unit, as in \"0.05 ms\"");
        }
        if (!(dt.value() > 0) || Double.isInfinite(dt.value())) {
            throw new CommandException("--dt: a tick has a positive length, not " + written);
        }
        return dt.value();
    }
}
