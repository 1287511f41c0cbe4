package bouton.compiler;

import bouton.compiler.kernel.KernelWriter;
import bouton.compiler.kernel.Names;
import bouton.compiler.kernel.Ranges;
import bouton.compiler.kernel.Shared;
import bouton.compiler.layout.Layout;
import bouton.compiler.neuron.NeuronCompiler;
import bouton.compiler.quantise.Site;
import bouton.compiler.synapse.SynapseCompiler;
import bouton.dsl.model.Model;
import bouton.dsl.model.Network;
import bouton.dsl.unit.Unit;
import bouton.dsl.unit.Units;
import bouton.image.ir.Kernel;
import bouton.image.ir.Special;
import bouton.image.ir.Type;
import bouton.image.ir.Word;
import bouton.image.net.Image;
import bouton.image.net.Reader;
import bouton.image.net.Scope;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Kernels that read and write values by the names of the text. */
final class Lookup {
    private final Network network;
    private final Shared shared;
    private final Map<Integer, NeuronCompiler> neurons;
    private final List<SynapseCompiler> synapses;

    Lookup(Network network, Shared shared, Map<Integer, NeuronCompiler> neurons, List<SynapseCompiler> synapses) {
        this.network = network;
        this.shared = shared;
        this.neurons = neurons;
        this.synapses = synapses;
    }

    Reader reader(Scope scope, String name) {
        String full = owner(scope) + "." + name;
        KernelWriter writer = new KernelWriter();
        Unit unit = unit(scope, name);
        boolean found = switch (scope) {
            case Scope.OfProjection p -> synapses.get(p.index()).writeValue(writer, name);
            case Scope.OfGroup g -> {
                NeuronCompiler neuron = neurons.get(g.index());
                if (neuron != null) {
                    yield neuron.writeValue(new Names(writer, neuron.layout(), shared), name);
                }
                writer.yield(0, writer.load(Word.self(0)));
                yield name.equals("level");
            }
        };
        if (!found) {
            throw new IllegalArgumentException("there is no " + full);
        }
        String symbol = unit.symbol().isEmpty() ? "1" : unit.symbol();
        return new Reader(full, scope, writer.finish(full), symbol, unit.display());
    }

    /** Where a value is kept; empty if the scope has no word or port of its name. */
    Optional<Site> site(Image image, Scope scope, String name) {
        return switch (scope) {
            case Scope.OfProjection p ->
                word(synapses.get(p.index()).layout(), name).map(w -> Site.of(image, scope, w));
            case Scope.OfGroup g -> {
                NeuronCompiler neuron = neurons.get(g.index());
                if (neuron == null) {
                    yield Optional.of(new Site(Site.Kind.LEVEL, g.index(), 0));
                }
                Optional<Site> kept = word(neuron.layout(), name).map(w -> Site.of(image, scope, w));
                yield kept.isPresent()
                        ? kept
                        : port(neuron.layout().model(), name).map(port -> new Site(Site.Kind.PORT, g.index(), port));
            }
        };
    }

    private static Optional<Word> word(Layout layout, String name) {
        Model model = layout.model();
        int variable = model.variable(name);
        if (variable >= 0) {
            return Optional.of(layout.word(variable));
        }
        int param = model.param(name);
        int field = param >= 0 ? layout.param(param) : model.out(name) >= 0 ? layout.out(model.out(name)) : -1;
        return field < 0 ? Optional.empty() : Optional.of(Word.self(field));
    }

    private static Optional<Integer> port(Model model, String name) {
        for (int p = 0; p < model.ports().size(); p++) {
            if (model.ports().get(p).name().equals(name)) {
                return Optional.of(p);
            }
        }
        return Optional.empty();
    }

    private String owner(Scope scope) {
        return switch (scope) {
            case Scope.OfProjection p -> network.projections().get(p.index()).label();
            case Scope.OfGroup g -> network.groups().get(g.index()).name();
        };
    }

    private Unit unit(Scope scope, String name) {
        return switch (scope) {
            case Scope.OfProjection p ->
                unit(network.projections().get(p.index()).model(), name);
            case Scope.OfGroup g ->
                switch (network.groups().get(g.index())) {
                    case Network.PopulationDef p -> unit(p.model(), name);
                    case Network.StimulusDef s -> s.unit();
                };
        };
    }

    private static Unit unit(Model model, String name) {
        if (model.param(name) >= 0) {
            return model.params().get(model.param(name)).unit();
        }
        if (model.variable(name) >= 0) {
            return model.variables().get(model.variable(name)).unit();
        }
        if (model.out(name) >= 0) {
            return Units.usual(model.outs().get(model.out(name)).dimension());
        }
        return model.ports().stream()
                .filter(p -> p.name().equals(name))
                .map(Model.Port::unit)
                .findFirst()
                .orElse(Unit.ONE);
    }

    Kernel writer(Scope scope, String name) {
        String full = owner(scope) + "." + name;
        KernelWriter writer = new KernelWriter();
        switch (scope) {
            case Scope.OfProjection p -> {
                SynapseCompiler synapse = synapses.get(p.index());
                Names names = synapse.writerNames(writer);
                if (write(names, synapse.ranges(), name, full)) {
                    synapse.writeDerive(names);
                }
            }
            case Scope.OfGroup g -> {
                NeuronCompiler neuron = neurons.get(g.index());
                if (neuron == null) {
                    throw new IllegalArgumentException(full + " is the level of a stimulus: present it");
                }
                Names names = new Names(writer, neuron.layout(), shared);
                if (write(names, neuron.ranges(), name, full)) {
                    neuron.writeDerive(names);
                }
            }
        }
        return writer.finish("set " + full);
    }

    Kernel refresh(Scope scope) {
        KernelWriter writer = new KernelWriter();
        if (scope instanceof Scope.OfProjection p) {
            synapses.get(p.index()).writerNames(writer);
        }
        return writer.finish("refresh " + owner(scope));
    }

    int field(Scope scope, String name) {
        Layout layout = switch (scope) {
            case Scope.OfProjection p -> synapses.get(p.index()).layout();
            case Scope.OfGroup g ->
                java.util.Objects.requireNonNull(neurons.get(g.index())).layout();
        };
        int variable = layout.model().variable(name);
        if (variable < 0) {
            throw new IllegalArgumentException("there is no variable " + owner(scope) + "." + name);
        }
        return layout.number(variable);
    }

    /** Stores the payload; true if other words follow from it. */
    private static boolean write(Names names, Ranges ranges, String name, String full) {
        KernelWriter writer = names.writer();
        Layout layout = names.layout();
        int payload = writer.read(Special.PAYLOAD);
        int param = layout.model().param(name);
        if (param >= 0) {
            if (layout.param(param) < 0 || !layout.model().params().get(param).settable()) {
                throw new IllegalArgumentException(full + " is a constant of this image");
            }
            int kept = ranges.clamp(names, layout.model().params().get(param), payload);
            writer.store(Word.self(layout.param(param)), kept);
            return true;
        }
        int variable = layout.model().variable(name);
        if (variable < 0) {
            throw new IllegalArgumentException("there is no " + full + " that can be set");
        }
        if (layout.isShared(variable)) {
            throw new IllegalArgumentException(full + " is one word for many synapses, which no experiment sets");
        }
        int value = ranges.clamp(names, variable, payload);
        // From outside, learning or not.
        writer.store(Word.self(layout.variable(variable)), Type.F64, value, false);
        return false;
    }
}
