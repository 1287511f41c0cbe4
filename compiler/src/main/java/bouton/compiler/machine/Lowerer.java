package bouton.compiler.machine;

import bouton.compiler.Compiled;
import bouton.compiler.machine.LoweringText.Line;
import bouton.dsl.chip.Chip;
import bouton.dsl.chip.Core;
import bouton.dsl.chip.Engine;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.diagnostic.Severity;
import bouton.dsl.model.Model;
import bouton.dsl.model.Network;
import bouton.dsl.model.Network.PopulationDef;
import bouton.dsl.model.Network.ProjectionDef;
import bouton.dsl.model.Network.StimulusDef;
import bouton.image.machine.Machine;
import bouton.image.run.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts a network on a chip that is described bit by bit: which lowering of the chip's text fits which population and projection,
 * where neurons and rows are, and what bits that makes. The way in for networks.
 */
public final class Lowerer {
    private final Compiled compiled;
    private final Network network;
    private final Machine machine;
    private final Core core;
    private final Chip chip;
    private final Diagnostics diagnostics;
    private final Readings readings;
    private final Lowerings lowerings;

    private Lowerer(
            Compiled compiled,
            Chip chip,
            Engine.Events engine,
            Machine machine,
            Session session,
            Diagnostics diagnostics) {
        this.compiled = compiled;
        this.network = compiled.network();
        this.machine = machine;
        this.chip = chip;
        this.core = chip.cores().getFirst();
        this.diagnostics = diagnostics;
        this.readings = new Readings(compiled, session);
        this.lowerings = new Lowerings(new Names(chip, engine, diagnostics), diagnostics);
    }

    /**
     * Puts a network on a machine.
     *
     * @param compiled the network in float64
     * @param machine what the chip is
     * @param session of its image before tick 0
     * @return null if the chip cannot do what the network asks for; the reasons are in {@code diagnostics}
     */
    public static @Nullable Lowered lower(
            Compiled compiled, Chip chip, Machine machine, Session session, Diagnostics diagnostics) {
        if (!(chip.engine() instanceof Engine.Events engine)) {
            throw new IllegalArgumentException(chip.name() + " is not described bit by bit");
        }
        Diagnostics own = new Diagnostics();
        Lowered lowered = new Lowerer(compiled, chip, engine, machine, session, own).lower();
        // What is lost on a chip that cannot run it need not be said.
        boolean failed = own.hasErrors();
        own.sorted().stream()
                .filter(d -> !failed || d.severity() == Severity.ERROR)
                .forEach(diagnostics::add);
        return failed ? null : lowered;
    }

    private @Nullable Lowered lower() {
        possible();
        Map<Integer, Resident> residents = residents();
        List<Wired> wired = wired(residents);
        if (diagnostics.hasErrors()) {
            return null;
        }
        residents
                .values()
                .forEach(r -> constant(
                        r.text(), r.population().model(), r.population().span()));
        wired.stream()
                .filter(w -> !w.rule())
                .forEach(w -> constant(
                        w.text(), w.projection().model(), w.projection().span()));
        Rows rows = Rows.of(network, residents, wired, core, diagnostics);
        if (diagnostics.hasErrors()) {
            return null;
        }
        return new Settings(
                        compiled, chip, machine, readings, residents, wired, rows, lowerings.ofNothing(), diagnostics)
                .lowered();
    }

    /** What a lowering gives a name is worked out once; a host could not read a state back through it. */
    private void constant(LoweringText text, Model model, bouton.dsl.source.Span at) {
        for (Line line : text.lines()) {
            if (line instanceof Line.Let let) {
                FieldSetting.variables(let.value(), model).stream()
                        .findFirst()
                        .ifPresent(v -> diagnostics.add(Diagnostic.of(
                                        Code.F130,
                                        let.value().span(),
                                        "`%s` would depend on `%s`, which changes".formatted(let.name(), v))
                                .also(at, "of this model")
                                .help("parameters stand here; write the state in the formula of its field")));
            }
        }
    }

    /** A population on the chip. */
    record Resident(int group, PopulationDef population, int first, LoweringText text, List<Integer> rules) {}

    /**
     * A projection on the chip.
     *
     * @param rule whether it is part of the lowering of its target; else one of its own
     * @param direct whether its events go to neurons one by one, not over a row
     */
    record Wired(int number, ProjectionDef projection, LoweringText text, boolean rule, boolean direct) {}

    /** What no lowering can do. */
    private void possible() {
        double cycles =
                chip.clock().map(f -> f.value() * compiled.target().dt() * 1e-3).orElse(1.0);
        if (cycles < 1) {
            diagnostics.add(Diagnostic.of(
                            Code.F234,
                            network.span(),
                            "a tick of %s ms has no whole cycle of the clock of `%s`"
                                    .formatted(Written.number(compiled.target().dt()), chip.name()))
                    .help("longer ticks, or a faster `clock` in the chip's text"));
        }
        network.foreign()
                .forEach(f -> refuse(
                        f.name(), f.span(), "programs of other languages run on hosts that the chip can wait for"));
        network.globals()
                .forEach(g ->
                        refuse(g.name(), g.span(), "there is nothing on the chip that all neurons or synapses read"));
        network.events().forEach(e -> refuse(e.name(), e.span(), "events of the whole network reach no circuit"));
        for (Network.GroupDef group : network.groups()) {
            if (group instanceof PopulationDef p && p.update() != Network.Update.PARALLEL) {
                refuse(
                        p.name(),
                        p.span(),
                        "neurons take their turns as events come, not `"
                                + p.update().word() + "`");
            }
            if (group instanceof StimulusDef s
                    && (s.value() instanceof Network.StimulusValue.Level
                            || s.value() instanceof Network.StimulusValue.LevelRows)) {
                refuse(s.name(), s.span(), "its input takes events; there are no levels");
            }
        }
    }

    private void refuse(String name, bouton.dsl.source.Span span, String why) {
        diagnostics.add(Diagnostic.of(Code.F234, span, "`" + chip.name() + "` has nothing for `" + name + "`")
                .note(why));
    }

    private Map<Integer, Resident> residents() {
        Map<Integer, Resident> result = new TreeMap<>();
        int next = 0;
        for (int g = 0; g < network.groups().size(); g++) {
            if (!(network.groups().get(g) instanceof PopulationDef p)) {
                continue;
            }
            List<Integer> rules = lowerings.rulesOnto(network, g);
            LoweringText text = lowerings.ofNeuron(network, p, rules);
            if (text != null) {
                result.put(g, new Resident(g, p, next, text, rules));
            }
            next += p.size();
        }
        if (core.neurons() != Core.UNLIMITED && next > core.neurons()) {
            diagnostics.add(Diagnostic.of(
                    Code.F201,
                    network.span(),
                    "the network has %,d neurons, and `%s` has %,d".formatted(next, chip.name(), core.neurons())));
        }
        return result;
    }

    private List<Wired> wired(Map<Integer, Resident> residents) {
        List<Wired> result = new ArrayList<>();
        for (int p = 0; p < network.projections().size(); p++) {
            ProjectionDef projection = network.projections().get(p);
            Resident target = residents.get(projection.target());
            if (target == null) {
                continue;
            }
            delays(p, projection);
            if (target.rules().contains(p)) {
                result.add(new Wired(p, projection, target.text(), true, false));
            } else {
                LoweringText text = lowerings.ofSynapse(projection);
                if (text != null) {
                    result.add(new Wired(p, projection, text, false, direct(p, projection, text)));
                }
            }
        }
        result.forEach(this::addressed);
        return result;
    }

    /** Events of a stimulus reach the chip by an address only. */
    private void addressed(Wired w) {
        boolean known = w.text().lines().stream().anyMatch(l -> l instanceof Line.Address a && a.row() != w.direct());
        if (!known && network.groups().get(w.projection().source()) instanceof StimulusDef s) {
            diagnostics.add(Diagnostic.of(
                            Code.F234,
                            w.projection().span(),
                            "`%s` has no address for the events of `%s`".formatted(chip.name(), s.name()))
                    .also(w.text().text().model().span(), "this lowering has no `row(…)`")
                    .help("`row(f, pre)`, where the chip's function `f` makes the address of a row"));
        }
    }

    /** Few synapses of a stimulus cost less one by one than as a row. */
    private boolean direct(int number, ProjectionDef projection, LoweringText text) {
        // What an experiment sets must be in the chip, not in addresses that a host has worked out.
        boolean can = text.lines().stream().anyMatch(l -> l instanceof Line.Address a && !a.row())
                && projection.model().variables().stream().noneMatch(Model.Variable::settable);
        if (!can || !(network.groups().get(projection.source()) instanceof StimulusDef s)) {
            return false;
        }
        int[] fanOut = new int[s.size()];
        for (int source : readings.synapses(number)[0]) {
            fanOut[source]++;
        }
        return java.util.Arrays.stream(fanOut).max().orElse(0) <= MOST_DIRECT;
    }

    private static final int MOST_DIRECT = 8;

    private void delays(int number, ProjectionDef projection) {
        boolean stimulus = network.groups().get(projection.source()) instanceof StimulusDef;
        double dt = compiled.target().dt();
        double most = readings.values(new bouton.image.net.Scope.OfProjection(number), "delay")
                .map(v -> java.util.Arrays.stream(v).max().orElse(0))
                .orElse(stimulus ? 0 : dt);
        if (Math.rint(most / dt) > (stimulus ? 0 : 1)) {
            diagnostics.add(Diagnostic.of(
                            Code.F207,
                            projection.span(),
                            "`" + projection.name() + "` has a delay of " + Written.number(most) + " ms")
                    .note("on `" + chip.name() + "` an event is worked off when those before it have been: a delay of "
                            + (stimulus ? "0" : "one tick at most")));
        }
        if (projection.dendriticDelay() >= 0 || projection.mirror().isPresent()) {
            refuse(projection.name(), projection.span(), "synapses have no delays of their own and no opposites");
        }
    }
}
