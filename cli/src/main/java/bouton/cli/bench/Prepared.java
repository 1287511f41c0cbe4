package bouton.cli.bench;

import bouton.cli.command.CommandException;
import bouton.cli.world.FileEnvironment;
import bouton.compiler.Compiled;
import bouton.compiler.Compiler;
import bouton.dsl.check.Bindings;
import bouton.dsl.check.Frontend;
import bouton.dsl.check.Program;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.diagnostic.TextRenderer;
import bouton.dsl.model.Network;
import bouton.dsl.model.TargetDef;
import java.util.Set;

/**
 * A network that has been read, checked and compiled.
 *
 * @param ticks of the simulated time
 */
record Prepared(Compiled compiled, long ticks) {
    /** The parameter of the programs that says how many neurons there are. */
    static final String SIZE = "n";

    /** @throws CommandException if the network cannot have this size, or the time is shorter than a tick */
    static Prepared of(Workload.OfNetwork workload, int neurons, double ms) {
        Diagnostics diagnostics = new Diagnostics();
        Program program = Frontend.load(
                workload.program(), Resources.bytes(workload.program()), new FileEnvironment(), diagnostics);
        TargetDef target = program.target(workload.target(), diagnostics);
        Bindings bindings = new Bindings().override(SIZE, neurons);
        Network network = program.network(
                workload.network(),
                target,
                bindings,
                Set.of(),
                program.data(target, bindings, diagnostics),
                diagnostics);
        Compiled compiled =
                network == null || diagnostics.hasErrors() ? null : Compiler.compile(network, target, diagnostics);
        if (compiled == null || diagnostics.hasErrors()) {
            throw new CommandException(workload.name() + " cannot have " + neurons + " neurons:\n"
                    + new TextRenderer(false).render(diagnostics.sorted()).strip());
        }
        long ticks = Math.round(ms / target.dt());
        if (ticks < 1) {
            throw new CommandException("--time: that is less than a tick of " + workload.name());
        }
        return new Prepared(compiled, ticks);
    }
}
