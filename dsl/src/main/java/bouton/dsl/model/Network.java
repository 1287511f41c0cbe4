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
 * @param events of the whole network
 * @param globals values that are known everywhere
 * @param foreign neurons that are programs of another language
 * @param feeds which of them feeds a port `from global`, by {@code population.port} or {@code label.port}
 * @param ranks of the groups: 0, or above that of every population that reaches it without a delay
 */
public record Network(
        String name,
        Map<String, Term.Constant> params,
        List<GroupDef> groups,
        List<ProjectionDef> projections,
        List<ProbeDef> probes,
        List<EventDef> events,
        List<GlobalDef> globals,
        List<ForeignDef> foreign,
        Map<String, Integer> feeds,
        List<Integer> ranks,
        Span span) {
    public Network {
        events = List.copyOf(events);
        globals = List.copyOf(globals);
        foreign = List.copyOf(foreign);
        feeds = Map.copyOf(feeds);
        ranks = List.copyOf(ranks);
        params = Map.copyOf(params);
        groups = List.copyOf(groups);
        projections = List.copyOf(projections);
        probes = List.copyOf(probes);
    }

    /**
     * A neuron that is a program of another language. Each of its ports is a group of its own, called {@code name.port}: an
     * {@code in} a population whose state {@link #SUM} adds up what arrives until the next step takes it, an {@code out} a
     * stimulus whose levels the program writes.
     *
     * @param implementation name of a Java class
     * @param inputs, outputs numbers of these groups, in text order
     * @param period in ms from step to step; 0: it steps at an event
     * @param event number of the event of the network at which it steps, or -1
     */
    public record ForeignDef(
            String name,
            String implementation,
            List<Integer> inputs,
            List<Integer> outputs,
            double period,
            int event,
            Span span) {
        /** The state of an input in which arrivals are added up. */
        public static final String SUM = "sum";

        public ForeignDef {
            inputs = List.copyOf(inputs);
            outputs = List.copyOf(outputs);
        }
    }

    public sealed interface GroupDef {
        String name();

        int size();

        /** Where its members are. */
        Grid grid();

        Span span();
    }

    public record PopulationDef(String name, int size, Grid grid, Model model, Update update, Span span)
            implements GroupDef {}

    /**
     * Shape and positions of a group. Members are numbered with the last axis running fastest; member i of an axis of n
     * stands at (i - (n - 1) / 2) pitch, so sheets lie centre upon centre.
     *
     * @param dims sizes of the axes
     * @param pitch distance of neighbours along each axis in um; empty without positions
     */
    public record Grid(List<Integer> dims, List<Double> pitch) {
        public Grid {
            dims = List.copyOf(dims);
            pitch = List.copyOf(pitch);
        }

        /** Whether members have positions. */
        public boolean isPlaced() {
            return !pitch.isEmpty();
        }

        /** How far apart in member numbers neighbours along an axis are. */
        public int stride(int axis) {
            return dims.subList(axis + 1, dims.size()).stream().reduce(1, (a, b) -> a * b);
        }
    }

    /** In which order the neurons of a population take their turns. */
    public enum Update {
        PARALLEL,
        ASCENDING,
        SHUFFLED,
        RANDOM;

        /** As written. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * An event of the whole network.
     *
     * @param group whose events cause it; -1: an experiment emits it
     * @param event number of that event
     * @param member -1: of any member
     */
    public record EventDef(String name, int group, int event, int member, Span span) {}

    /** A value that is known everywhere. */
    public record GlobalDef(String name, Source source, Dimension dimension, Unit unit, Span span) {}

    /** Where such a value comes from. */
    public sealed interface Source {
        /** The level of a stimulus, or an out of a neuron. */
        record Value(int group, int out, int member) implements Source {}

        /** A trace of events; {@code member} -1: of all. {@code tau} in ms. */
        record Trace(int group, int event, int member, double tau) implements Source {}

        /** A trace of an event of the network. */
        record EventTrace(int event, double tau) implements Source {}

        /**
         * One value of a population.
         *
         * @param function {@code sum mean min max argmax largest}
         * @param value of a member
         * @param members all if empty
         * @param rank of `largest`
         * @param period in ms; 0: every tick
         */
        record Reduction(int group, String function, Term value, List<Integer> members, int rank, double period)
                implements Source {
            public Reduction {
                members = List.copyOf(members);
            }
        }
    }

    /** A variable of the opposite synapses: of projection number {@code projection}. */
    public record MirrorDef(int projection, int variable) {}

    /**
     * @param value what it does at first, checked against its kind
     */
    public record StimulusDef(
            String name,
            int size,
            Grid grid,
            StimulusValue value,
            boolean single,
            Dimension dimension,
            Unit unit,
            Span span)
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

        /**
         * Probabilities by displacement, as {@code Connectivity.Displaced} has them.
         *
         * @param sourceSteps, targetSteps spacing along each axis, in units of the lattice that both grids share
         */
        record Displaced(int[] sources, int[] sourceSteps, int[] targets, int[] targetSteps, double[] p, boolean self)
                implements Builder {}
    }

    /**
     * @param name as people write it, {@code E -> I.exc}
     * @param label short, unique
     * @param port default port of `deliver`, or -1
     * @param mirror what its ports `from mirror` read
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
            Optional<MirrorDef> mirror,
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

    /** Whether a group has this name. */
    public boolean hasGroup(String wanted) {
        return groups.stream().anyMatch(g -> g.name().equals(wanted));
    }

    /** Whether the levels of this group are written by a foreign neuron, and by nobody else. */
    public boolean isDriven(int group) {
        return foreign.stream().anyMatch(f -> f.outputs().contains(group));
    }

    /** Index of a group by name, or -1; a foreign neuron's name means its first {@code out}. */
    public int group(String wanted) {
        for (int i = 0; i < groups.size(); i++) {
            if (groups.get(i).name().equals(wanted)) {
                return i;
            }
        }
        return foreign.stream()
                .filter(f -> f.name().equals(wanted) && !f.outputs().isEmpty())
                .map(f -> f.outputs().getFirst())
                .findFirst()
                .orElse(-1);
    }

    /** Index of an event of the network by name, or -1. */
    public int event(String wanted) {
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i).name().equals(wanted)) {
                return i;
            }
        }
        return -1;
    }

    /** Index of a value that is known everywhere by name, or -1. */
    public int global(String wanted) {
        for (int i = 0; i < globals.size(); i++) {
            if (globals.get(i).name().equals(wanted)) {
                return i;
            }
        }
        return -1;
    }
}
