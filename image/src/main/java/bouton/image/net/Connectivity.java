package bouton.image.net;

import java.util.Arrays;

/**
 * How the synapses of a projection are made; the session makes them, from streams keyed by (seed, projection, source or
 * target index), so the image stays small. The order in which a builder makes synapses numbers them
 * ({@code Special.SELF_INDEX}): pairs in their own order, everything else by source, then target (repeats of a pair
 * together). {@code self}: a neuron may connect to itself, asked only where source and target are the same population.
 */
public sealed interface Connectivity {
    /** Source i to target i; both have the same size. */
    record OneToOne() implements Connectivity {}

    record AllToAll(boolean self) implements Connectivity {}

    /** Every pair with probability p, 0 .. 1, independently. */
    record Probability(double p, boolean self) implements Connectivity {}

    /** Every target gets k sources, drawn uniformly; {@code multiple}: with replacement. */
    record FanIn(int k, boolean self, boolean multiple) implements Connectivity {}

    /** Every source gets k targets. */
    record FanOut(int k, boolean self, boolean multiple) implements Connectivity {}

    /** n synapses between uniformly drawn pairs. */
    record Total(long n, boolean self, boolean multiple) implements Connectivity {}

    /** Synapse k goes from pre[k] to post[k]. The arrays belong to the image: do not write to them. */
    record Pairs(int[] pre, int[] post) implements Connectivity {
        public Pairs {
            if (pre.length != post.length) {
                throw new IllegalArgumentException(
                        "pairs of " + pre.length + " sources and " + post.length + " targets");
            }
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Pairs p && Arrays.equals(pre, p.pre) && Arrays.equals(post, p.post);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(pre) + Arrays.hashCode(post);
        }
    }

    /**
     * A probability for each displacement of the target from the source. Both groups stand on grids, whose members are
     * numbered with the last axis running fastest; along axis a source i stands at {@code i sourceSteps[a]} and target j
     * at {@code j targetSteps[a]} of a lattice. The displacement is {@code j targetSteps[a] - i sourceSteps[a] +
     * (sources[a] - 1) sourceSteps[a]}, from 0 to {@link #span} - 1.
     *
     * @param sources, targets sizes of the axes
     * @param p 0 .. 1, by displacement, the last axis running fastest; belongs to the image, as the other arrays do
     */
    record Displaced(int[] sources, int[] sourceSteps, int[] targets, int[] targetSteps, double[] p, boolean self)
            implements Connectivity {
        /** How many displacements there are along an axis. */
        public long span(int axis) {
            return (sources[axis] - 1L) * sourceSteps[axis] + (targets[axis] - 1L) * targetSteps[axis] + 1;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Displaced d
                    && Arrays.equals(sources, d.sources)
                    && Arrays.equals(sourceSteps, d.sourceSteps)
                    && Arrays.equals(targets, d.targets)
                    && Arrays.equals(targetSteps, d.targetSteps)
                    && Arrays.equals(p, d.p)
                    && self == d.self;
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(p) + Arrays.hashCode(sources);
        }
    }
}
