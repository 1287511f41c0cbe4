package bouton.compiler;

import bouton.compiler.kernel.Shared;
import bouton.compiler.layout.Layout;
import bouton.compiler.neuron.NeuronCompiler;
import bouton.compiler.synapse.SynapseCompiler;
import bouton.dsl.check.Terms;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.Model;
import bouton.dsl.model.Network;
import bouton.dsl.model.Statement;
import bouton.dsl.model.TargetDef;
import bouton.dsl.source.Span;
import bouton.image.net.Foreign;
import bouton.image.net.GlobalEvent;
import bouton.image.net.GlobalValue;
import bouton.image.net.Group;
import bouton.image.net.Handler;
import bouton.image.net.Image;
import bouton.image.net.Mirror;
import bouton.image.net.Population;
import bouton.image.net.Probe;
import bouton.image.net.Projection;
import bouton.image.net.Scope;
import bouton.image.net.Stage;
import bouton.image.net.Stimulus;
import bouton.image.random.RandomKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compiles one network. */
final class NetworkCompiler {
    private final Network network;
    private final TargetDef target;
    private final boolean sharing;
    private final Diagnostics diagnostics;
    private final Shared shared;
    private final Map<Integer, NeuronCompiler> neurons = new HashMap<>();
    private final List<SynapseCompiler> synapses = new ArrayList<>();
    private final List<Stage> order;

    /** @param sharing what synapses have in common is kept once; else each has all its words to itself, with the same results */
    NetworkCompiler(Network network, TargetDef target, boolean sharing, Diagnostics diagnostics) {
        this.network = network;
        this.target = target;
        this.sharing = sharing;
        this.diagnostics = diagnostics;
        this.shared = new Shared(
                target.dt(),
                target.stampEnd(),
                network.events().stream().map(Network.EventDef::name).toList());
        this.order = target.order().stream()
                .map(name -> Stage.valueOf(name.toUpperCase(Locale.ROOT)))
                .toList();
    }

    @Nullable
    Compiled compile() {
        int errors = diagnostics.errorCount();
        prepare();
        if (diagnostics.errorCount() > errors) {
            return null;
        }
        List<Group> groups = groups();
        List<Projection> projections = projections();
        checkOrder(groups, projections);
        if (diagnostics.errorCount() > errors) {
            return null;
        }
        List<GlobalValue> globals = new GlobalCompiler(network, neurons, shared).values();
        Lookup lookup = new Lookup(network, shared, neurons, synapses);
        List<Probe> probes = probes(lookup);
        prepareWriters(lookup);
        Image image = new Image(
                network.name(),
                target.name(),
                target.dt(),
                target.seed(),
                target.stampEnd(),
                order,
                groups,
                projections,
                probes,
                network.events().stream()
                        .map(e -> new GlobalEvent(e.name(), e.group(), e.event(), e.member()))
                        .toList(),
                globals,
                foreign(),
                shared.tables().list(),
                shared.counters().list(),
                shared.origins().list());
        shared.origins().close();
        return new Compiled(image, network, target, lookup);
    }

    /** Places in the text by the numbers of the image's origins. */
    List<Span> spans() {
        return shared.origins().spans();
    }

    private List<Foreign> foreign() {
        return network.foreign().stream()
                .map(f -> new Foreign(
                        f.name(),
                        f.implementation(),
                        RandomKey.site(network.name() + "." + f.name() + ".foreign"),
                        f.inputs().stream().map(this::foreignInput).toList(),
                        f.outputs(),
                        Math.round(f.period() / target.dt()),
                        f.event()))
                .toList();
    }

    private Foreign.Input foreignInput(int group) {
        Layout layout = neuron(group).layout();
        return new Foreign.Input(group, layout.variable(layout.model().variable(Network.ForeignDef.SUM)));
    }

    private void prepare() {
        for (int g = 0; g < network.groups().size(); g++) {
            if (network.groups().get(g) instanceof Network.PopulationDef p) {
                NeuronCompiler neuron = new NeuronCompiler(p, target.method(), shared, diagnostics);
                feed(neuron.layout(), p.name());
                neurons.put(g, neuron);
            }
        }
        for (int i = 0; i < network.projections().size(); i++) {
            Network.ProjectionDef p = network.projections().get(i);
            boolean fromStimulus = network.groups().get(p.source()) instanceof Network.StimulusDef;
            SynapseCompiler synapse = new SynapseCompiler(
                    p,
                    neuron(p.target()).layout(),
                    fromStimulus,
                    leastDelay(p, fromStimulus),
                    target.method(),
                    sharing ? Optional.of(own(i)) : Optional.empty(),
                    shared,
                    diagnostics);
            feed(synapse.layout(), p.label());
            synapses.add(synapse);
        }
    }

    /** Variables of a projection that others read as words of its synapses. */
    private Set<Integer> own(int projection) {
        Set<Integer> result = new TreeSet<>();
        for (Network.ProjectionDef other : network.projections()) {
            other.mirror().filter(m -> m.projection() == projection).ifPresent(m -> result.add(m.variable()));
        }
        network.projections().get(projection).model().outs().forEach(o -> result.add(o.variable()));
        return result;
    }

    private void feed(Layout layout, String owner) {
        for (int e = 0; e < layout.model().endPorts().size(); e++) {
            Integer cell = network.feeds()
                    .get(owner + "." + layout.model().endPorts().get(e).name());
            if (cell != null) {
                layout.feed(e, cell);
            }
        }
    }

    private NeuronCompiler neuron(int group) {
        return java.util.Objects.requireNonNull(neurons.get(group));
    }

    /** Events of a population are there for the next tick's delivery, unless a rank of its own waits for them. */
    private int leastDelay(Network.ProjectionDef p, boolean fromStimulus) {
        boolean ranked = network.ranks().get(p.target()) > network.ranks().get(p.source());
        boolean inTurn = p.source() == p.target()
                && network.groups().get(p.source()) instanceof Network.PopulationDef population
                && population.update() != Network.Update.PARALLEL;
        return fromStimulus || !target.deliversBeforeThreshold() || ranked || inTurn ? 0 : 1;
    }

    private List<Group> groups() {
        List<Group> result = new ArrayList<>();
        for (int g = 0; g < network.groups().size(); g++) {
            result.add(
                    switch (network.groups().get(g)) {
                        case Network.PopulationDef p ->
                            neuron(g).compile(network.ranks().get(g), gradedPorts(g));
                        case Network.StimulusDef s -> stimulus(s);
                    });
        }
        return result;
    }

    private Stimulus stimulus(Network.StimulusDef s) {
        String unit = s.unit().symbol().isEmpty() ? "1" : s.unit().symbol();
        return new Stimulus(
                s.name(),
                s.size(),
                Inputs.of(s.value(), target.dt(), target.stampEnd()),
                s.single(),
                unit,
                s.unit().display());
    }

    /** Ports that the `on tick` of some synapse delivers to. */
    private Set<Integer> gradedPorts(int group) {
        Set<Integer> result = new TreeSet<>();
        for (Network.ProjectionDef p : network.projections()) {
            if (p.target() == group) {
                for (Model.HandlerDef h : p.model().handlers()) {
                    if (h.trigger() instanceof Model.TriggerDef.OnTick) {
                        deliveries(h, result);
                    }
                }
            }
        }
        return result;
    }

    private static void deliveries(Model.HandlerDef h, Set<Integer> ports) {
        Terms.visit(h.body(), t -> {}, s -> {
            if (s instanceof Statement.Deliver d) {
                ports.add(d.port());
            }
        });
    }

    private List<Projection> projections() {
        List<Projection> result = new ArrayList<>();
        for (int i = 0; i < synapses.size(); i++) {
            Network.ProjectionDef p = network.projections().get(i);
            long site = RandomKey.site(network.name() + "." + p.label() + ".connect");
            result.add(synapses.get(i).compile(Connections.of(p.builder()), site, mirror(p)));
        }
        return result;
    }

    private Mirror mirror(Network.ProjectionDef p) {
        return p.mirror()
                .map(m -> new Mirror(
                        m.projection(), synapses.get(m.projection()).layout().variable(m.variable())))
                .orElse(Mirror.NONE);
    }

    private List<Probe> probes(Lookup lookup) {
        List<Probe> result = new ArrayList<>();
        for (Network.ProbeDef p : network.probes()) {
            if (p.event().isPresent()) {
                int event = events(p.group()).indexOf(p.event().get());
                result.add(new Probe.Events(p.name(), p.group(), event, p.members()));
            } else {
                Scope scope =
                        p.projection() >= 0 ? new Scope.OfProjection(p.projection()) : new Scope.OfGroup(p.group());
                long period = Math.max(1, Math.round(p.period() / target.dt()));
                result.add(new Probe.Values(
                        p.name(), lookup.reader(scope, p.variable().orElseThrow()), period, p.members()));
            }
        }
        return result;
    }

    /** Counters and tables that a value set from outside may need belong to the image. */
    private void prepareWriters(Lookup lookup) {
        neurons.forEach((group, neuron) ->
                prepareWriters(lookup, new Scope.OfGroup(group), neuron.layout().model()));
        for (int p = 0; p < synapses.size(); p++) {
            prepareWriters(
                    lookup,
                    new Scope.OfProjection(p),
                    network.projections().get(p).model());
        }
    }

    private static void prepareWriters(Lookup lookup, Scope scope, Model model) {
        model.variables().stream().filter(v -> v.range().isPresent()).forEach(v -> lookup.writer(scope, v.name()));
        model.params().stream()
                .filter(p -> p.settable() && p.range().isPresent())
                .forEach(p -> lookup.writer(scope, p.name()));
    }

    private List<String> events(int group) {
        return switch (network.groups().get(group)) {
            case Network.PopulationDef p -> p.model().events();
            case Network.StimulusDef s -> List.of("spike");
        };
    }

    /** A stage that the order leaves out must be empty, and a port must not be opened between its two kinds of input. */
    private void checkOrder(List<Group> groups, List<Projection> projections) {
        Span at = target.orderSpan().orElse(network.span());
        for (Group g : groups) {
            if (g instanceof Population p) {
                p.handlers().forEach(h -> checkStage(h, p.name(), at));
            }
        }
        projections.forEach(p -> p.handlers().forEach(h -> checkStage(h, p.name(), at)));
        for (Network.GlobalDef g : network.globals()) {
            boolean everyTick = g.source() instanceof Network.Source.Reduction r && r.period() == 0;
            if (everyTick && !order.contains(Stage.REDUCE)) {
                diagnostics.add(Diagnostic.of(
                                Code.O011, at, "this order leaves out `reduce`, where `" + g.name() + "` is computed")
                        .also(g.span(), "declared here"));
            }
        }
        for (Network.ForeignDef f : network.foreign()) {
            if (f.period() > 0 && !order.contains(Stage.PERIODIC)) {
                diagnostics.add(
                        Diagnostic.of(Code.O011, at, "this order leaves out `periodic`, where `" + f.name() + "` steps")
                                .also(f.span(), "declared here"));
            }
        }
        boolean late = order.indexOf(Stage.DELIVER) > order.indexOf(Stage.INTEGRATE);
        for (int g = 0; late && g < groups.size(); g++) {
            if (groups.get(g) instanceof Population p) {
                checkPorts(g, p, at);
            }
        }
    }

    private void checkStage(Handler handler, String owner, Span at) {
        if (!order.contains(handler.stage())) {
            String stage = handler.stage().name().toLowerCase(Locale.ROOT);
            diagnostics.add(Diagnostic.of(
                            Code.O011,
                            at,
                            "this order leaves out `" + stage + "`, where `" + owner + "` has something to do")
                    .note("stages: " + String.join(", ", TargetDef.STAGES))
                    .help("name all stages; one that is empty costs nothing"));
        }
    }

    private void checkPorts(int group, Population population, Span at) {
        Set<Integer> graded = gradedPorts(group);
        Set<Integer> byEvent = new TreeSet<>();
        for (Network.ProjectionDef p : network.projections()) {
            if (p.target() == group) {
                p.model().handlers().stream()
                        .filter(h -> h.trigger() instanceof Model.TriggerDef.OnEnd)
                        .forEach(h -> deliveries(h, byEvent));
            }
        }
        byEvent.retainAll(graded);
        for (int port : byEvent) {
            diagnostics.add(Diagnostic.of(
                            Code.O011,
                            at,
                            "in this order port `"
                                    + population.ports().get(port).name() + "` of `" + population.name()
                                    + "` cannot take both events and values of every tick")
                    .help("give the neuron two ports, one for each"));
        }
    }
}
