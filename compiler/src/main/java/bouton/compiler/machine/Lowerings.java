package bouton.compiler.machine;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.Model;
import bouton.dsl.model.Network;
import bouton.dsl.model.Network.PopulationDef;
import bouton.dsl.model.Network.ProjectionDef;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Circuit;
import bouton.dsl.syntax.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The lowerings of a chip, and which of them a model is. */
final class Lowerings {
    /** In place of a model: neurons that the network does not use. */
    private static final String NOTHING = "nothing";

    private static final String LIBRARY = "std";

    private final Names names;
    private final Diagnostics diagnostics;
    private final List<Circuit.Lowering> all;
    private final Map<Circuit.Lowering, LoweringText> texts = new IdentityHashMap<>();

    Lowerings(Names names, Diagnostics diagnostics) {
        this.names = names;
        this.diagnostics = diagnostics;
        this.all = names.chip().datapath().circuits().stream()
                .filter(Circuit.Lowering.class::isInstance)
                .map(Circuit.Lowering.class::cast)
                .toList();
    }

    private LoweringText text(Circuit.Lowering lowering) {
        return texts.computeIfAbsent(lowering, l -> new LoweringText(l, names));
    }

    /** Whether a path of the chip's text names the declaration that a model is. */
    private static boolean is(Path path, Model model) {
        String file = path.names().stream()
                        .limit(path.names().size() - 1L)
                        .map(n -> n.text())
                        .collect(Collectors.joining("/"))
                + ".bouton";
        String declared = model.root().file();
        // Files of the library are called by their whole names, others by the way to them from where the command was
        // called.
        boolean own = !path.names().getFirst().text().equals(LIBRARY) && declared.endsWith("/" + file);
        return path.last().text().equals(model.root().name()) && (path.isSimple() || declared.equals(file) || own);
    }

    /** What is done with neurons of the chip that the network does not use: {@code lower nothing}; null if the chip says nothing. */
    @Nullable
    LoweringText ofNothing() {
        return all.stream()
                .filter(l -> l.model().text().equals(NOTHING))
                .findFirst()
                .map(this::text)
                .orElse(null);
    }

    /** Numbers of the projections onto a population whose rules are part of some lowering of neurons. */
    List<Integer> rulesOnto(Network network, int group) {
        List<Integer> result = new ArrayList<>();
        for (int p = 0; p < network.projections().size(); p++) {
            ProjectionDef projection = network.projections().get(p);
            boolean known = all.stream()
                    .anyMatch(l -> l.synapse().isPresent() && is(l.synapse().get(), projection.model()));
            if (projection.target() == group && known) {
                result.add(p);
            }
        }
        return result;
    }

    /** The lowering of a population with the rules of the synapses onto it; null after a report. */
    @Nullable
    LoweringText ofNeuron(Network network, PopulationDef population, List<Integer> rules) {
        Set<Model.Root> roots = new LinkedHashSet<>();
        rules.forEach(r -> roots.add(network.projections().get(r).model().root()));
        if (roots.size() > 1) {
            diagnostics.add(Diagnostic.of(
                            Code.F233,
                            population.span(),
                            "synapses onto `" + population.name() + "` learn by different rules")
                    .note(roots.stream().map(Model.Root::name).collect(Collectors.joining(", "))));
            return null;
        }
        Optional<ProjectionDef> rule = rules.isEmpty()
                ? Optional.empty()
                : Optional.of(network.projections().get(rules.getFirst()));
        for (Circuit.Lowering l : all) {
            boolean fits = l.kernel().isPresent()
                    && is(l.model(), population.model())
                    && l.synapse().isPresent() == rule.isPresent()
                    && (rule.isEmpty() || is(l.synapse().get(), rule.get().model()));
            if (fits) {
                return text(l);
            }
        }
        unknown(
                "neuron",
                population.model(),
                population.span(),
                rule.map(r -> r.model().root().name()));
        return null;
    }

    /** The lowering of synapses that learn nothing; null after a report. */
    @Nullable
    LoweringText ofSynapse(ProjectionDef projection) {
        for (Circuit.Lowering l : all) {
            if (l.kernel().isEmpty() && l.synapse().isEmpty() && is(l.model(), projection.model())) {
                return text(l);
            }
        }
        unknown("synapse", projection.model(), projection.span(), Optional.empty());
        return null;
    }

    private void unknown(String word, Model model, Span at, Optional<String> with) {
        Set<String> known = new LinkedHashSet<>();
        for (Circuit.Lowering l : all) {
            if (l.model().text().equals(NOTHING)) {
                continue;
            }
            if (word.equals("neuron") && l.kernel().isPresent()) {
                known.add(l.model().text()
                        + l.synapse().map(s -> " with " + s.text()).orElse(""));
            } else if (word.equals("synapse")) {
                l.synapse()
                        .ifPresent(
                                s -> known.add(s.text() + " (onto " + l.model().text() + ")"));
                if (l.kernel().isEmpty()) {
                    known.add(l.model().text());
                }
            }
        }
        String name = model.root().name();
        String chip = names.chip().name();
        Diagnostic.Builder diagnostic = Diagnostic.of(
                        Code.F230,
                        at,
                        "`" + chip + "` has no circuit for the " + word + " `" + name + "`"
                                + with.map(w -> " with `" + w + "`").orElse(""))
                .note("it has circuits for: " + String.join(", ", known));
        String needs = needs(model);
        if (!needs.isEmpty()) {
            diagnostic = diagnostic
                    .note("`" + name + "` " + needs + ", which no circuit of `" + chip + "` does")
                    .help(nearestRule(chip));
        }
        diagnostics.add(diagnostic.help(
                "derive from one of these and change parameters only; `bouton chips " + chip + "` shows them"));
    }

    /** What a rule of synapses needs beside a weight that is delivered at spikes of the source; empty if nothing, or for a neuron. */
    private static String needs(Model model) {
        if (!model.synapse()) {
            return "";
        }
        List<String> parts = new ArrayList<>();
        String kept = model.variables().stream()
                .filter(v -> v.role() != Model.Role.WEIGHT)
                .map(v -> "`" + v.name() + "`")
                .collect(Collectors.joining(", "));
        if (!kept.isEmpty()) {
            parts.add("keeps " + kept + " beside its weight");
        }
        boolean atTarget = model.handlers().stream()
                .anyMatch(h -> h.trigger() instanceof Model.TriggerDef.OnEnd(Model.Side side, int _, var _)
                        && side == Model.Side.POST);
        if (atTarget) {
            parts.add("learns at events of its target");
        }
        if (model.handlers().stream().anyMatch(h -> h.trigger() instanceof Model.TriggerDef.OnGlobal)) {
            parts.add("learns at events of the whole network");
        }
        return String.join(" and ", parts);
    }

    /** The rule that the chip itself learns by, as advice. */
    private String nearestRule(String chip) {
        return all.stream()
                .filter(l -> l.synapse().isPresent())
                .findFirst()
                .map(l -> "the nearest rule that `" + chip + "` has is `"
                        + l.synapse().orElseThrow().text() + "`, onto neurons that are `"
                        + l.model().text() + "`")
                .orElse("`" + chip
                        + "` does not learn: train elsewhere, and give it the weights as `std.synapses.static`");
    }
}
