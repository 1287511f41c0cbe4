package bouton.image.random;

import java.util.Arrays;

/**
 * The inversion of one mean as a table: the count of every u, found by looking at one or two entries. Made by the same
 * operations as {@link Poisson#inversion} and therefore the same count for every u.
 *
 * <p>A value u = m 2<sup>-53</sup> is given by its integer m; below it stands for u.
 */
final class PoissonTable {
    private static final double TWO_TO_53 = 0x1p53;

    /** The guide is indexed by this many upper bits of u. */
    private static final int GUIDE_BITS = 10;

    private static final int GUIDE_SHIFT = 53 - GUIDE_BITS;

    /** From here on the branch for a count above 0 is foreseen well enough to be taken. */
    private static final double MOSTLY_NONE = 0.9;

    // The count of u is the number of thresholds that are at most u; a threshold above all u ends them.
    private final long[] thresholds;
    // The count of the smallest u with these upper bits; below 128, as means are below 20.
    private final byte[] guide = new byte[1 << GUIDE_BITS];
    private final boolean mostlyNone;

    /** The table of a mean that {@link Poisson#isInverted is inverted}. */
    PoissonTable(double lambda) {
        thresholds = thresholds(lambda);
        mostlyNone = thresholds[0] > MOSTLY_NONE * TWO_TO_53;
        for (int upper = 0; upper < guide.length; upper++) {
            guide[upper] = (byte) search((long) upper << GUIDE_SHIFT, upper == 0 ? 0 : guide[upper - 1]);
        }
    }

    private static long[] thresholds(double lambda) {
        double probability = StrictMath.exp(-lambda);
        double cumulative = probability;
        long[] all = new long[Byte.MAX_VALUE];
        // Draws.poisson looks at 1 - lambda first, which may exceed a rounded exp(-lambda).
        all[0] = threshold(Math.max(cumulative, 1 - lambda));
        int count = 0;
        while (true) {
            count++;
            probability *= lambda / count;
            double next = cumulative + probability;
            if (next == cumulative && count > lambda) {
                all[count] = Long.MAX_VALUE;
                return Arrays.copyOf(all, count + 1);
            }
            cumulative = next;
            all[count] = threshold(cumulative);
        }
    }

    /** The smallest u that is not below the cumulative probability. */
    private static long threshold(double cumulative) {
        // The product is exact, as no probability here is as small as 2^-1022.
        return (long) Math.ceil(cumulative * TWO_TO_53);
    }

    /** The count of u. */
    int count(long u) {
        return search(u, guide[(int) (u >>> GUIDE_SHIFT)]);
    }

    private int search(long u, int from) {
        int count = from;
        while (u >= thresholds[count]) {
            count++;
        }
        return count;
    }

    /** The thresholds up to the last that some u reaches, and one above. */
    long[] thresholds() {
        return thresholds.clone();
    }

    /**
     * Appends the members whose count is above 0.
     *
     * @param bits 64 random bits for each of n members from {@code first} on
     * @param found entries of {@code members} and {@code counts} that are taken; n more must fit
     * @return the entries that are taken now
     */
    int collect(long[] bits, int n, int first, int[] members, int[] counts, int found) {
        return mostlyNone
                ? collectFew(bits, n, first, members, counts, found)
                : collectMany(bits, n, first, members, counts, found);
    }

    private int collectFew(long[] bits, int n, int first, int[] members, int[] counts, int found) {
        long least = thresholds[0];
        int end = found;
        for (int k = 0; k < n; k++) {
            long u = bits[k] >>> 11;
            if (u >= least) {
                members[end] = first + k;
                counts[end++] = count(u);
            }
        }
        return end;
    }

    /** Writes all and keeps those above 0, because a branch would be foreseen wrongly too often. */
    private int collectMany(long[] bits, int n, int first, int[] members, int[] counts, int found) {
        int end = found;
        for (int k = 0; k < n; k++) {
            int count = count(bits[k] >>> 11);
            members[end] = first + k;
            counts[end] = count;
            end += -count >>> 31;
        }
        return end;
    }
}
