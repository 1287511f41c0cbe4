package bouton.cli.command;

import bouton.dsl.check.Program;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.diagnostic.Suggestions;
import bouton.dsl.model.TargetDef;
import bouton.dsl.unit.Dimension;
import java.util.ArrayList;
import java.util.List;

/** The target that a command line means: the command line wins over the text. */
final class Targets {
    private static final String IDEAL = "ideal";

    private Targets() {}

    static TargetDef choose(Program program, RunOptions options, Diagnostics diagnostics) {
        TargetDef target = chip(program, program.target(name(program, options), diagnostics), options, diagnostics);
        if (options.dt != null) {
            target = target.withDt(dt(options.dt));
        }
        return options.seed == null ? target : target.withSeed(seed(options.seed));
    }

    private static long seed(String written) {
        try {
            return Long.parseLong(written.strip());
        } catch (NumberFormatException e) {
            throw new CommandException("--seed: `" + written + "` is no whole number (of at most 63 bits)");
        }
    }

    private static TargetDef chip(
            Program program, TargetDef target, RunOptions options, Diagnostics diagnostics) {
        if (options.chip == null) {
            return target;
        }
        if (options.chip.equals(IDEAL)) {
            return target.onIdeal();
        }
        return program.chip(options.chip, diagnostics).map(target::on).orElse(target);
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
