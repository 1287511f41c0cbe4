package bouton.compiler;

import bouton.compiler.kernel.Expressions;
import bouton.compiler.kernel.KernelWriter;
import bouton.compiler.kernel.Names;
import bouton.compiler.kernel.Shared;
import bouton.compiler.neuron.NeuronCompiler;
import bouton.dsl.model.Network;
import bouton.image.net.GlobalValue;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Values of the whole network, for the image. */
final class GlobalCompiler {
    private final Network network;
    private final Map<Integer, NeuronCompiler> neurons;
    private final Shared shared;

    GlobalCompiler(Network network, Map<Integer, NeuronCompiler> neurons, Shared shared) {
        this.network = network;
        this.neurons = neurons;
        this.shared = shared;
    }

    List<GlobalValue> values() {
        return network.globals().stream().map(this::value).toList();
    }

    private GlobalValue value(Network.GlobalDef g) {
        String unit = g.unit().symbol().isEmpty() ? "1" : g.unit().symbol();
        return new GlobalValue(g.name(), source(g), unit, g.unit().display());
    }

    private GlobalValue.Source source(Network.GlobalDef g) {
        return switch (g.source()) {
            case Network.Source.Value v ->
                new GlobalValue.Sent(
                        v.group(), v.out() < 0 ? 0 : neuron(v.group()).layout().out(v.out()), v.member());
            case Network.Source.Trace t ->
                new GlobalValue.Trace(t.group(), t.event(), t.member(), Math.exp(-shared.dt() / t.tau()));
            case Network.Source.EventTrace t -> new GlobalValue.EventTrace(t.event(), Math.exp(-shared.dt() / t.tau()));
            case Network.Source.Reduction r -> {
                KernelWriter writer = new KernelWriter();
                Names names = new Names(writer, neuron(r.group()).layout(), shared);
                writer.yield(0, new Expressions(names).number(r.value()));
                yield new GlobalValue.Reduction(
                        r.group(),
                        writer.finish("reduce " + g.name()),
                        r.members(),
                        GlobalValue.Operation.valueOf(r.function().toUpperCase(Locale.ROOT)),
                        r.rank(),
                        Math.round(r.period() / shared.dt()));
            }
        };
    }

    private NeuronCompiler neuron(int group) {
        return Objects.requireNonNull(neurons.get(group));
    }
}
