package bouton.emulator.connect;

import org.jspecify.annotations.Nullable;

/** Given pairs, brought into rows; the builder's number of a synapse is its place in the list. */
final class PairsRecipe {
    private PairsRecipe() {}

    static Wiring make(Recipes.Ends ends, int[] pre, int[] post) {
        check(ends, pre, ends.sources(), "source");
        check(ends, post, ends.targets(), "target");
        // Two stable counting sorts: by target, then by source.
        int[] byTarget = sort(null, post, ends.targets());
        int[] number = sort(byTarget, pre, ends.sources());
        int[] rowStart = new int[ends.sources() + 1];
        for (int source : pre) {
            rowStart[source + 1]++;
        }
        for (int s = 0; s < ends.sources(); s++) {
            rowStart[s + 1] += rowStart[s];
        }
        int[] target = new int[pre.length];
        boolean identity = true;
        for (int p = 0; p < number.length; p++) {
            target[p] = post[number[p]];
            identity &= number[p] == p;
        }
        return new Wiring(rowStart, target, identity ? null : number);
    }

    private static void check(Recipes.Ends ends, int[] index, int size, String end) {
        for (int i = 0; i < index.length; i++) {
            if (index[i] < 0 || index[i] >= size) {
                throw ends.refuse("pair " + i + " has " + end + " " + index[i] + ", there are " + size);
            }
        }
    }

    /** The indices {@code order} (all in ascending order if null), stably sorted by their keys 0 .. bound - 1. */
    private static int[] sort(int @Nullable [] order, int[] key, int bound) {
        int[] next = new int[bound + 1];
        for (int k : key) {
            next[k + 1]++;
        }
        for (int k = 0; k < bound; k++) {
            next[k + 1] += next[k];
        }
        int[] sorted = new int[key.length];
        for (int i = 0; i < key.length; i++) {
            int item = order == null ? i : order[i];
            sorted[next[key[item]]++] = item;
        }
        return sorted;
    }
}
