package bouton.emulator.connect;

import bouton.emulator.state.Columns;
import bouton.emulator.state.Partition;
import bouton.image.net.Connectivity;

/**
 * Makes the synapses of a projection. Every random choice comes from the stream keyed by (seed, site of the projection,
 * source or target index), so it depends on nothing else.
 */
public final class Recipes {
    private Recipes() {}

    /**
     * What a recipe is applied to.
     *
     * @param name of the projection, for messages
     * @param samePopulation source and target are the same group
     */
    public record Ends(String name, int sources, int targets, boolean samePopulation, long seed, long site) {
        /** Number of targets that a source may have. */
        int candidates(boolean self) {
            return excludes(self) ? targets - 1 : targets;
        }

        /** Whether a neuron must not connect to itself. */
        boolean excludes(boolean self) {
            return samePopulation && !self;
        }

        IllegalArgumentException refuse(String why) {
            return new IllegalArgumentException("projection " + name + ": " + why);
        }

        /** A number of synapses that fits an array. */
        int size(long synapses) {
            if (synapses > Columns.MAX_SIZE) {
                throw refuse(synapses + " synapses; one projection holds at most " + Columns.MAX_SIZE
                        + ", split it into several");
            }
            return (int) synapses;
        }
    }

    /**
     * The synapses by the part of their target; in each part by source, then target, with the builder's numbers.
     *
     * @param targets parts of the targets
     * @param tasks does what can be done at the same time; the result does not depend on it
     * @throws IllegalArgumentException if the recipe cannot be met, with the name of the projection
     */
    public static Wiring[] make(Connectivity connectivity, Ends ends, Partition targets, Tasks tasks) {
        return switch (connectivity) {
            case Connectivity.FanIn c -> FanInRecipe.make(ends, targets, tasks, c.k(), c.self(), c.multiple());
            case Connectivity.OneToOne c -> RowBuilder.build(ends, targets, tasks, DenseRecipes.oneToOne(ends));
            case Connectivity.AllToAll c ->
                RowBuilder.build(ends, targets, tasks, DenseRecipes.allToAll(ends, c.self()));
            case Connectivity.Probability c ->
                RowBuilder.build(ends, targets, tasks, new ProbabilityRecipe(ends, c.p(), c.self()));
            case Connectivity.FanOut c ->
                RowBuilder.build(ends, targets, tasks, new FanOutRecipe(ends, c.k(), c.self(), c.multiple()));
            case Connectivity.Total c ->
                RowBuilder.build(ends, targets, tasks, new TotalRecipe(ends, tasks, c.n(), c.self(), c.multiple()));
            case Connectivity.Pairs c ->
                RowBuilder.build(ends, targets, tasks, new PairsRecipe(ends, tasks, c.pre(), c.post()));
            case Connectivity.Displaced c -> RowBuilder.build(ends, targets, tasks, new DisplacedRecipe(ends, c));
        };
    }

    /** The expected number of synapses; the exact one except for probabilities, also those by displacement. */
    public static long expectedSize(Connectivity connectivity, Ends ends) {
        return switch (connectivity) {
            case Connectivity.OneToOne c -> ends.sources();
            case Connectivity.AllToAll c -> (long) ends.sources() * ends.candidates(c.self());
            case Connectivity.Probability c -> Math.round(c.p() * ends.sources() * ends.candidates(c.self()));
            case Connectivity.FanIn c -> (long) c.k() * ends.targets();
            case Connectivity.FanOut c -> (long) c.k() * ends.sources();
            case Connectivity.Total c -> c.n();
            case Connectivity.Pairs c -> c.pre().length;
            case Connectivity.Displaced c -> DisplacedRecipe.expectedSize(ends, c);
        };
    }
}
