package bouton.compiler;

import bouton.compiler.learning.RuleCheck;
import bouton.compiler.machine.Lowered;
import bouton.compiler.machine.Lowerer;
import bouton.compiler.machine.MachineCompiler;
import bouton.compiler.place.Placed;
import bouton.compiler.place.Placer;
import bouton.compiler.quantise.FineLines;
import bouton.compiler.quantise.Interval;
import bouton.compiler.quantise.Quantised;
import bouton.compiler.quantise.Quantiser;
import bouton.compiler.quantise.Site;
import bouton.dsl.check.Program;
import bouton.dsl.chip.Arithmetic;
import bouton.dsl.chip.Chip;
import bouton.dsl.chip.Core;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.diagnostic.Severity;
import bouton.dsl.model.Network;
import bouton.dsl.model.TargetDef;
import bouton.image.machine.Machine;
import bouton.image.net.Origin;
import bouton.image.run.Session;
import bouton.image.run.Synapses;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** From a checked network to an image: the way into this module. */
public final class Compiler {
    private Compiler() {}

    /**
     * Compiles for a target, in float64 whatever its chip computes in.
     *
     * @param network without errors
     * @return null if the target cannot do what the network asks for; the reasons are in {@code diagnostics}
     */
    public static @Nullable Compiled compile(Network network, TargetDef target, Diagnostics diagnostics) {
        return new NetworkCompiler(network, target, true, diagnostics).compile();
    }

    /**
     * Compiles for the integers of the target's chip; for one that computes in float64, as {@link #compile} does.
     *
     * @param network without errors
     * @param observed ranges of values that a run in float64 has shown, in internal units
     * @return null if the chip cannot compute what the network asks for; the reasons are in {@code diagnostics}
     */
    public static @Nullable Compiled compileIntegers(
            Network network, TargetDef target, Map<Site, Interval> observed, Diagnostics diagnostics) {
        Diagnostics found = new Diagnostics();
        Compiled compiled = compileIntegers(network, target, observed, origin -> false, found);
        if (compiled != null && compiled.quantised().isPresent()) {
            Core core = target.hardware().orElseThrow().cores().getFirst();
            compiled = compiled.with(RuleCheck.check(
                    compiled.image(),
                    core,
                    compiled.spans(),
                    p -> network.projections().get(p).span(),
                    found));
        }
        // What is lost on a chip that cannot run it need not be said.
        boolean failed = found.hasErrors();
        found.sorted().stream()
                .filter(d -> !failed || d.severity() == Severity.ERROR)
                .forEach(diagnostics::add);
        return failed ? null : compiled;
    }

    /**
     * As {@link #compileIntegers(Network, TargetDef, Map, Diagnostics)}, with some lines computed far more finely than the chip
     * can, to find out what they contribute to a difference. What does not fit the chip is not looked for.
     *
     * @param fine whether a place of the text lies on such a line
     */
    public static @Nullable Compiled compileIntegers(
            Network network,
            TargetDef target,
            Map<Site, Interval> observed,
            Predicate<Origin> fine,
            Diagnostics diagnostics) {
        Optional<Arithmetic> integers = integers(target);
        return integers.isEmpty()
                ? compile(network, target, diagnostics)
                : compileIntegers(network, target, integers.get(), observed, fine, diagnostics);
    }

    /**
     * Puts the neurons of what has been compiled on the cores of the target's chip; without a chip nothing happens.
     *
     * @param synapses exactly those that a run will have
     * @return null if it does not fit; the reasons are in {@code diagnostics}
     * @throws IllegalArgumentException if the synapses cannot be made
     */
    public static @Nullable Compiled place(Compiled compiled, Synapses synapses, Diagnostics diagnostics) {
        if (compiled.target().hardware().isEmpty()) {
            return compiled;
        }
        Chip chip = compiled.target().hardware().get();
        Optional<Core> other = other(chip);
        if (other.isPresent()) {
            diagnostics.add(Diagnostic.of(
                            Code.F228,
                            other.get().span(),
                            "the cores of `" + chip.name() + "` do not all compute or learn in the same way")
                    .note("this version compiles a network for one kind of arithmetic and one of learning")
                    .help("a chip of one kind of core, which may differ in sizes and costs"));
            return null;
        }
        Placed placed = Placer.place(compiled.image(), compiled.network(), compiled.target(), synapses, diagnostics);
        return placed == null ? null : compiled.on(placed);
    }

    /** What the target's chip is, if it is described bit by bit; empty for others, and after a report. */
    public static Optional<Machine> machine(TargetDef target, Diagnostics diagnostics) {
        return target.hardware().flatMap(chip -> MachineCompiler.compile(chip, diagnostics));
    }

    /**
     * Reads the circuits and lowerings of the chips that a program declares, and of the chip of its target, and reports what is
     * wrong in them. Chips that are not described bit by bit have none.
     *
     * @param program whose chips are without other errors
     */
    public static void chips(Program program, TargetDef target, Diagnostics diagnostics) {
        Map<String, Chip> chips = new LinkedHashMap<>();
        for (String name : program.chipNames()) {
            program.chip(name, new Diagnostics()).ifPresent(c -> chips.put(c.name(), c));
        }
        target.hardware().ifPresent(c -> chips.putIfAbsent(c.name(), c));
        chips.values().forEach(c -> MachineCompiler.compile(c, diagnostics));
    }

    /** Whether the target's chip is described bit by bit. */
    public static boolean isMachine(TargetDef target) {
        return target.hardware().filter(MachineCompiler::isMachine).isPresent();
    }

    /**
     * Puts what has been compiled in float64 on the target's chip, which is described bit by bit.
     *
     * @param session of its image without handlers, before tick 0
     * @return null if the chip cannot do what the network asks for; the reasons are in {@code diagnostics}
     */
    public static @Nullable Compiled lower(Compiled compiled, Session session, Diagnostics diagnostics) {
        Chip chip = compiled.target().hardware().orElseThrow();
        Optional<Machine> machine = machine(compiled.target(), diagnostics);
        Lowered lowered = machine.isEmpty() ? null : Lowerer.lower(compiled, chip, machine.get(), session, diagnostics);
        if (lowered == null) {
            return null;
        }
        Compiled made = compiled.on(lowered);
        return Kept.probes(made, diagnostics) ? made : null;
    }

    /** A core that does not compute or learn as the first does. */
    private static Optional<Core> other(Chip chip) {
        Core first = chip.cores().getFirst();
        return chip.cores().stream()
                .filter(c -> !c.arithmetic().equals(first.arithmetic())
                        || !c.learning().equals(first.learning()))
                .findFirst();
    }

    static @Nullable Compiled compileIntegers(
            Network network,
            TargetDef target,
            Arithmetic arithmetic,
            Map<Site, Interval> observed,
            Predicate<Origin> fine,
            Diagnostics diagnostics) {
        NetworkCompiler compiler = new NetworkCompiler(network, target, true, diagnostics);
        Compiled ideal = compiler.compile();
        if (ideal == null) {
            return null;
        }
        Quantised quantised = Quantiser.quantise(
                ideal.image(),
                compiler.spans(),
                network.span(),
                arithmetic,
                observed,
                new Wishes(network, ideal.image()),
                FineLines.of(ideal.image(), fine),
                diagnostics);
        return quantised == null ? null : ideal.as(quantised, compiler.spans());
    }

    /** The arithmetic of the target's chip if that computes in integers; all its cores have the same, or {@link #place} refuses. */
    public static Optional<Arithmetic> integers(TargetDef target) {
        return target.hardware().map(c -> c.cores().getFirst().arithmetic()).filter(a -> !a.isReal());
    }

    /** Compiles so that each synapse has all its words to itself: slower, and what {@link #compile} must be equal to. */
    static @Nullable Compiled compileApart(Network network, TargetDef target, Diagnostics diagnostics) {
        return new NetworkCompiler(network, target, false, diagnostics).compile();
    }
}
