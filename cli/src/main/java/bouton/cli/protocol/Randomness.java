package bouton.cli.protocol;

import bouton.cli.world.KeyedDraws;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.experiment.Formula;
import bouton.image.random.KeyedStream;
import bouton.image.random.RandomKey;
import bouton.image.run.StateSink;
import bouton.image.run.StateSource;
import java.util.Arrays;
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

    /** Writes down how often each place has drawn. */
    void save(StateSink out) {
        int[] sites = used.keySet().stream().mapToInt(i -> i).sorted().toArray();
        out.ints("draw sites", sites);
        out.longs("draws", Arrays.stream(sites).mapToLong(used::get).toArray());
    }

    void restore(StateSource in) {
        int[] sites = in.ints("draw sites");
        long[] draws = new long[sites.length];
        in.into("draws", draws);
        for (int i = 0; i < sites.length; i++) {
            used.put(sites[i], draws[i]);
        }
    }

    double draw(Formula.Draw d, double[] x, long tick) {
        long site = site(d.site());
        long index = next(d.site());
        try {
            return KeyedDraws.draw(d.kind(), x, seed, site, index, tick);
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
