package bouton.dsl.check;

import bouton.dsl.model.Model;
import bouton.dsl.model.Network;
import bouton.dsl.syntax.Path;
import bouton.dsl.unit.Dimension;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A population or a stimulus as a synapse sees it: its events, and the values it sends. */
record GroupView(Network.GroupDef group) {
    /** A value that is sent, by its number. */
    record Sent(int index, Dimension dimension) {}

    static GroupView of(Network.GroupDef group) {
        return new GroupView(group);
    }

    String name() {
        return group.name();
    }

    List<String> events() {
        return switch (group) {
            case Network.PopulationDef p -> p.model().events();
            case Network.StimulusDef s -> List.of("spike");
        };
    }

    List<String> sentNames() {
        return switch (group) {
            case Network.PopulationDef p ->
                p.model().outs().stream().map(Model.Out::name).toList();
            case Network.StimulusDef s -> List.of();
        };
    }

    /** The variable of its neuron; null if there is none. */
    Model.@Nullable Variable variable(String name) {
        if (!(group instanceof Network.PopulationDef p) || p.model().variable(name) < 0) {
            return null;
        }
        return p.model().variables().get(p.model().variable(name));
    }

    /** Name of its neuron, or of the stimulus. */
    String modelName() {
        return group instanceof Network.PopulationDef p ? p.model().name() : group.name();
    }

    /**
     * What `pre`, `pre.x`, `post.x`, `post.soma.x` name; null if there is no such value.
     *
     * @param port that the synapse ends on if this is its target; empty if there is none
     */
    @Nullable
    Sent sent(Path path, String port) {
        return switch (group) {
            case Network.StimulusDef s -> path.isSimple() ? new Sent(0, s.dimension()) : null;
            case Network.PopulationDef p -> {
                List<Model.Out> outs = p.model().outs();
                int index = path.isSimple()
                        ? (outs.isEmpty() ? -1 : 0)
                        : NestedNames.meanings(path, port).stream()
                                .map(p.model()::out)
                                .filter(i -> i >= 0)
                                .findFirst()
                                .orElse(-1);
                yield index < 0 ? null : new Sent(index, outs.get(index).dimension());
            }
        };
    }
}
