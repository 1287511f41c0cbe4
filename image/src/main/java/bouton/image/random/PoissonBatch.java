package bouton.image.random;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@link Draws#poisson} of use 0 for many consecutive indices at once: the same counts, of which only those above 0 are
 * given. A count of mean 0.001 takes about a tenth of the time, of mean 2 a twentieth.
 *
 * <p>Immutable: several threads may draw at once, each with a {@link DrawBatch} of its own.
 */
public final class PoissonBatch {
    /** A table has 1 to 2 KiB; more of them would not stay in the caches. */
    private static final int MOST_TABLES = 64;

    private final long key;
    private final double[] means;
    private final boolean silent;
    // If all means are one that is inverted: its table. The arrays below are empty then.
    private final @Nullable PoissonTable common;
    // Of each index: the probability of 0, or 0 if its mean is not inverted; and its table, if it has one.
    private final double[] none;
    private final @Nullable PoissonTable[] tables;

    /**
     * Counts of the indices 0, 1, ...
     *
     * @param means of each index, 0 .. 1e9; kept, and not to be changed any more
     * @throws IllegalArgumentException if a mean is outside that range or NaN
     */
    public PoissonBatch(long seed, long site, double[] means) {
        this.key = RandomKey.of(seed, site);
        this.means = means;
        double least = Double.POSITIVE_INFINITY;
        double largest = 0;
        for (double mean : means) {
            Poisson.check(mean);
            least = Math.min(least, mean);
            largest = Math.max(largest, mean);
        }
        this.silent = largest == 0;
        boolean alike = least == largest && Poisson.isInverted(largest);
        this.common = alike ? new PoissonTable(largest) : null;
        int size = alike || silent ? 0 : means.length;
        this.none = new double[size];
        this.tables = new PoissonTable[size];
        Map<Double, PoissonTable> made = new HashMap<>();
        for (int i = 0; i < size; i++) {
            prepare(i, made);
        }
    }

    private void prepare(int i, Map<Double, PoissonTable> made) {
        double mean = means[i];
        if (!Poisson.isInverted(mean)) {
            return;
        }
        none[i] = StrictMath.exp(-mean);
        PoissonTable table = made.get(mean);
        if (table == null && made.size() < MOST_TABLES) {
            table = new PoissonTable(mean);
            made.put(mean, table);
        }
        tables[i] = table;
    }

    /**
     * Draws the counts of a tick for the indices {@code from} .. {@code to - 1}.
     *
     * @param members takes the indices with a count above 0, ascending; {@code to - from} must fit
     * @param counts takes their counts; {@code to - from} must fit
     * @return how many indices have a count above 0
     */
    public int draw(long tick, int from, int to, DrawBatch batch, int[] members, int[] counts) {
        if (silent) {
            return 0;
        }
        int found = 0;
        for (int first = from; first < to; ) {
            int n = batch.block(key, first, to - first, tick, 0);
            found = common != null
                    ? common.collect(batch.block(), n, first, members, counts, found)
                    : collect(tick, batch.block(), n, first, members, counts, found);
            first += n;
        }
        return found;
    }

    private int collect(long tick, long[] bits, int n, int first, int[] members, int[] counts, int found) {
        int end = found;
        for (int k = 0; k < n; k++) {
            int i = first + k;
            if (Draws.unit(bits[k]) >= none[i]) {
                int count = count(tick, i, bits[k]);
                members[end] = i;
                counts[end] = count;
                end += -count >>> 31;
            }
        }
        return end;
    }

    /** The count of an index whose bits say that it is probably above 0. */
    private int count(long tick, int i, long bits) {
        PoissonTable table = tables[i];
        if (table != null) {
            return table.count(bits >>> 11);
        }
        double mean = means[i];
        if (!Poisson.isInverted(mean)) {
            // A count of the largest mean, 1e9, is tens of thousands of deviations below the largest int.
            return Math.toIntExact(Poisson.rejection(key, i, tick, 0, mean));
        }
        double u = Draws.unit(bits);
        return u < 1 - mean ? 0 : Poisson.inversion(u, mean, none[i]);
    }
}
