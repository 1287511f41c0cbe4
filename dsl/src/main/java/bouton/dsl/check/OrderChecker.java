package bouton.dsl.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.Model;
import bouton.dsl.model.Network;
import bouton.dsl.model.Statement;
import bouton.dsl.model.TargetDef;
import bouton.dsl.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Checks that an order of stages has a place for everything a network does: a stage that is left out must be empty. */
final class OrderChecker {
    private static final List<String> TURN = List.of("transmit", "deliver", "integrate", "threshold", "reset");

    private final TargetDef target;
    private final Diagnostics diagnostics;
    private final Map<String, Span> missing = new LinkedHashMap<>();

    OrderChecker(TargetDef target, Diagnostics diagnostics) {
        this.target = target;
        this.diagnostics = diagnostics;
    }

    void check(Network network) {
        if (target.orderSpan().isEmpty()) {
            return;
        }
        for (Network.GroupDef g : network.groups()) {
            if (g instanceof Network.PopulationDef p) {
                check(p.model());
                turns(p);
            }
        }
        network.projections().forEach(p -> check(p.model()));
        for (Network.GlobalDef g : network.globals()) {
            if (g.source() instanceof Network.Source.Reduction r) {
                need(r.period() > 0 ? "periodic" : "reduce", g.span());
            }
        }
        if (!missing.isEmpty()) {
            String stages = String.join(", ", missing.keySet());
            Diagnostic.Builder builder = Diagnostic.of(
                    Code.O011,
                    target.orderSpan().get(),
                    "this order leaves out stages in which something has to run: " + stages);
            missing.forEach((stage, what) -> builder.also(what, "runs in `" + stage + "`"));
            diagnostics.add(builder.help("put them into the order"));
        }
    }

    /** Neurons that take turns do so in stages 2 to 5 of the default order. */
    private void turns(Network.PopulationDef p) {
        if (p.update() == Network.Update.PARALLEL) {
            return;
        }
        List<String> written = new ArrayList<>(target.order());
        written.retainAll(TURN);
        List<String> usual = new ArrayList<>(TURN);
        usual.retainAll(written);
        if (!written.equals(usual)) {
            diagnostics.add(Diagnostic.of(
                            Code.O011,
                            p.span(),
                            "`update = " + p.update().word() + "` needs the stages in the order "
                                    + String.join(", ", usual))
                    .also(target.orderSpan().orElseThrow(), "this is the order"));
        }
    }

    private void check(Model model) {
        for (Model.Ode o : model.odes()) {
            need(model.synapse() ? "time" : "integrate", o.span());
        }
        for (Model.Trace t : model.traces()) {
            need("time", t.span());
        }
        for (Model.Since s : model.sinces()) {
            need(stage(s.side()), model.span());
        }
        for (Model.HandlerDef h : model.handlers()) {
            need(stage(model, h.trigger()), h.span());
            Terms.visit(h.body(), t -> {}, s -> {
                if (s instanceof Statement.After) {
                    need("threshold", s.span());
                }
            });
        }
    }

    /** Where an event of this side is noted. */
    private static String stage(Model.Side side) {
        return switch (side) {
            case PRE -> "deliver";
            case POST -> "learn";
            case SELF -> "reset";
            case GLOBAL, MIRROR -> throw new IllegalStateException("no events of " + side);
        };
    }

    private static String stage(Model model, Model.TriggerDef trigger) {
        return switch (trigger) {
            case Model.TriggerDef.OnTick t -> model.synapse() ? "transmit" : "integrate";
            case Model.TriggerDef.OnPort p -> "deliver";
            case Model.TriggerDef.OnOwn o -> "reset";
            case Model.TriggerDef.OnWhen w -> "threshold";
            case Model.TriggerDef.OnEnd e -> e.side() == Model.Side.PRE ? "deliver" : "learn";
            case Model.TriggerDef.Every e -> "periodic";
            case Model.TriggerDef.OnGlobal g -> "time";
        };
    }

    private void need(String stage, Span what) {
        if (!target.order().contains(stage)) {
            missing.putIfAbsent(stage, what);
        }
    }
}
