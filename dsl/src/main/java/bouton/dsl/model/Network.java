package bouton.dsl.model;

import bouton.dsl.source.Span;
import bouton.dsl.unit.Dimension;
import bouton.dsl.unit.Unit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A network with everything resolved.
 *
 * @param params the network's own parameters with their values
 * @param ranks of the groups: 0, or above that of every population that reaches it without a delay
 */
public record Network(
        String name,
        Map<String, Term.Constant> params,
        List<GroupDef> groups,
        List<ProjectionDef> projections,
        List<ProbeDef> probes,
        List<Integer> ranks,
        Span span) {
    public Network {
        ranks = List.copyOf(ranks);
        params = Map.copyOf(params);
        groups = List.copyOf(groups);
        projections = List.copyOf(projections);
        probes = List.copyOf(probes);
    }

    public sealed interface GroupDef {
        String name();

        int size();

        Span span();
    }

    public record PopulationDef(String name, int size, Model model, Span span) implements GroupDef {}

    /**
     * @param value what it does at first, checked against its kind
     */
    public record StimulusDef(
            String name, int size, StimulusValue value, boolean single, Dimension dimension, Unit unit, Span span)
            implements GroupDef {}

    /** What a stimulus does. Times in ms, rates in 1/ms; one entry holds for all sources. */
    public sealed interface StimulusValue {
        record Level(double[] values) implements StimulusValue {}

        /** One row per tick. */
        record LevelRows(double[][] rows) implements StimulusValue {}

        /** One list of times per source (or one for all). */
        record Spikes(double[][] times) implements StimulusValue {}

        record Poisson(double[] rates) implements StimulusValue {}

        record Regular(double[] period, double[] from, long count) implements StimulusValue {}
    }

    /** How pairs are chosen. */
    public sealed interface Builder {
        record OneToOne() implements Builder {}

        record AllToAll(boolean self) implements Builder {}

        record Probability(double p, boolean self) implements Builder {}

        record FanIn(int k, boolean self, boolean multiple) implements Builder {}

        record FanOut(int k, boolean self, boolean multiple) implements Builder {}

        record Total(long n, boolean self, boolean multiple) implements Builder {}

        record Pairs(int[] pre, int[] post) implements Builder {}
    }

    /**
     * @param name as people write it, {@code E -> I.exc}
     * @param label short, unique
     * @param port default port of `deliver`, or -1
     * @param delay, dendriticDelay parameters of the synapse model, or -1 for none given
     */
    public record ProjectionDef(
            String name,
            String label,
            int source,
            int target,
            int port,
            Builder builder,
            Model model,
            int delay,
            int dendriticDelay,
            Span span) {}

    /**
     * What is recorded: events (variable empty, event set) or values of a group or projection.
     *
     * @param members indices, empty for all
     * @param period ms between samples; NaN for events
     */
    public record ProbeDef(
            String name,
            int group,
            int projection,
            Optional<String> event,
            Optional<String> variable,
            List<Integer> members,
            double period,
            Span span) {
        public ProbeDef {
            members = List.copyOf(members);
        }
    }

    /** Index of a group by name, or -1. */
    public int group(String wanted) {
        for (int i = 0; i < groups.size(); i++) {
            if (groups.get(i).name().equals(wanted)) {
                return i;
            }
        }
        return -1;
    }
}
