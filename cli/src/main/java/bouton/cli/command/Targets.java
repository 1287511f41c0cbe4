package bouton.cli.command;

import bouton.cli.world.FileEnvironment;
import bouton.dsl.check.Program;
import bouton.dsl.chip.Chip;
import bouton.dsl.chip.TickRange;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.diagnostic.Suggestions;
import bouton.dsl.model.TargetDef;
import bouton.dsl.unit.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The target that a command line means: the command line wins over the text. */
final class Targets {
    private static final String IDEAL = "ideal";

    private Targets() {}

    static TargetDef choose(Program program, RunOptions options, FileEnvironment environment, Diagnostics diagnostics) {
        TargetDef target = program.target(name(program, options), diagnostics);
        if (options.chip != null) {
            target = on("--chip: ", options.chip, target, program, environment, diagnostics);
        }
        return changed(target, options.dt, options.seed, diagnostics);
    }

    /** With the length of a tick and the seed of a command line, as written; null for those of the target. */
    static TargetDef changed(TargetDef target, @Nullable String dt, @Nullable String seed, Diagnostics diagnostics) {
        TargetDef result = dt == null ? ticks(target, diagnostics) : ticks(target, dt(dt), dt);
        return seed == null ? result : result.withSeed(seed(seed));
    }

    /** On the chip of this name or file. */
    static TargetDef on(
            String option,
            String said,
            TargetDef target,
            Program program,
            FileEnvironment environment,
            Diagnostics diagnostics) {
        return on(option, said, target, program, new ChipChoice(environment, diagnostics));
    }

    private static TargetDef on(String option, String said, TargetDef target, Program program, ChipChoice choice) {
        if (said.equals(IDEAL)) {
            return target.hardware().isEmpty() ? target : target.onIdeal();
        }
        Optional<Chip> chip = choice.find(option, said, program);
        boolean same = chip.isPresent()
                && target.hardware()
                        .map(h -> h.span().equals(chip.get().span()))
                        .orElse(false);
        return same ? target : chip.map(target::on).orElse(target);
    }

    /** A tick that the text asks for and another chip cannot have. */
    private static TargetDef ticks(TargetDef target, Diagnostics diagnostics) {
        if (target.dtSpan().isPresent() && !target.isPossible()) {
            diagnostics.add(target.impossible(target.dtSpan().get()));
        }
        return target;
    }

    private static TargetDef ticks(TargetDef target, double dt, String written) {
        TargetDef result = target.withDt(dt);
        if (!result.isPossible()) {
            TickRange range = result.hardware().orElseThrow().tick();
            throw new CommandException("--dt: `" + result.chip() + "` has no ticks of " + written + "; " + range);
        }
        return result;
    }

    private static long seed(String written) {
        try {
            return Long.parseLong(written.strip());
        } catch (NumberFormatException e) {
            throw new CommandException("--seed: `" + written + "` is no whole number (of at most 63 bits)");
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
