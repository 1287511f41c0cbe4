package bouton.cli.protocol;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.experiment.Formula;
import bouton.image.random.Draws;
import bouton.image.random.KeyedStream;
import bouton.image.random.RandomKey;
import java.util.HashMap;
import java.util.Map;

/** Draws of a protocol: each evaluation of each place in the text is a new one, keyed by the seed, the place and its number. */
final class Randomness {
    private final String experiment;
    private final long seed;
    private final Map<Integer, Long> used = new HashMap<>();

    Randomness(String experiment, long seed) {
        this.experiment = experiment;
        this.seed = seed;
    }

    private long site(int number) {
        return RandomKey.site("experiment " + experiment + " " + number);
    }

    private long next(int number) {
        return used.merge(number, 1L, Long::sum) - 1;
    }

    double draw(Formula.Draw d, double[] x, long tick) {
        long site = site(d.site());
        long index = next(d.site());
        try {
            return switch (d.kind()) {
                case UNIFORM -> Draws.uniform(seed, site, index, tick, 0, x[0], x[1]);
                case NORMAL -> Draws.normal(seed, site, index, tick, 0, x[0], x[1]);
                case LOGNORMAL -> Draws.lognormal(seed, site, index, tick, 0, x[0], x[1]);
                case EXPONENTIAL -> Draws.exponential(seed, site, index, tick, 0, x[0]);
                case POISSON -> Draws.poisson(seed, site, index, tick, 0, x[0]);
                case GAMMA -> Draws.gamma(seed, site, index, tick, 0, x[0], x[1]);
                case CHOICE -> x[Draws.choice(seed, site, index, tick, 0, x.length)];
                case CHANCE -> Draws.uniform(seed, site, index, tick, 0) < x[0] ? 1 : 0;
            };
        } catch (IllegalArgumentException e) {
            throw new Fault(Code.R002, d.span(), "this cannot be drawn: " + e.getMessage());
        }
    }

    /** The numbers 0 .. n - 1 in a random order (Fisher and Yates). */
    int[] order(int number, int n) {
        KeyedStream stream = new KeyedStream(seed, site(number), next(number));
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = stream.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
