package bouton.cli.conform;

import bouton.cli.command.CommandException;
import bouton.cli.world.FileEnvironment;
import bouton.compiler.machine.MachineCompiler;
import bouton.dsl.check.Frontend;
import bouton.dsl.check.Program;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.diagnostic.Severity;
import bouton.image.machine.Machine;
import java.util.Optional;
import java.util.stream.Collectors;

/** The machines that chips' texts describe. */
final class ChipTexts {
    private ChipTexts() {}

    /**
     * Compiles the chip of a profile.
     *
     * @throws CommandException if its text is faulty, or does not describe a chip bit by bit
     */
    static Machine ofProfile(String profile) {
        Diagnostics diagnostics = new Diagnostics();
        return machine(Frontend.load("", new byte[0], new FileEnvironment(), diagnostics), profile, diagnostics);
    }

    /** The clock of a profile's chip in Hz; 0 without one. */
    static double clock(String profile) {
        Diagnostics diagnostics = new Diagnostics();
        return Frontend.load("", new byte[0], new FileEnvironment(), diagnostics)
                .chip(profile, diagnostics)
                .flatMap(c -> c.clock())
                .map(f -> f.value())
                .orElse(0.0);
    }

    /**
     * Compiles a chip.
     *
     * @param program that declares it, or where it is known
     */
    static Machine machine(Program program, String chip, Diagnostics diagnostics) {
        Optional<Machine> machine =
                program.chip(chip, diagnostics).flatMap(c -> MachineCompiler.compile(c, diagnostics));
        if (machine.isEmpty() || diagnostics.hasErrors()) {
            throw new CommandException("conform: chip " + chip + " cannot be replayed: "
                    + (diagnostics.hasErrors() ? errors(diagnostics) : "its text does not describe it bit by bit"));
        }
        return machine.get();
    }

    private static String errors(Diagnostics diagnostics) {
        return diagnostics.sorted().stream()
                .filter(d -> d.severity() == Severity.ERROR)
                .map(d -> d.message() + " (" + d.code() + " at " + d.span() + ")")
                .collect(Collectors.joining("; "));
    }
}
