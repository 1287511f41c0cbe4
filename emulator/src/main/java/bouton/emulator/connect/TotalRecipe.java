package bouton.emulator.connect;

import bouton.image.random.KeyedStream;

/**
 * n synapses between uniformly drawn pairs: first how many each source gets, from a stream of its own behind those of the
 * sources, then their targets, from the stream of the source.
 */
final class TotalRecipe {
    private TotalRecipe() {}

    static Wiring make(Recipes.Ends ends, long n, boolean self, boolean multiple) {
        int candidates = ends.candidates(self);
        long pairs = (long) ends.sources() * candidates;
        if (n < 0 || n > 0 && pairs == 0 || !multiple && n > pairs) {
            throw ends.refuse("total of " + n + " from " + pairs + " possible pairs");
        }
        int[] target = new int[ends.size(n)];
        int[] count = multiple ? withReplacement(ends, (int) n) : withoutReplacement(ends, (int) n, candidates);
        int[] rowStart = new int[ends.sources() + 1];
        Sampler sampler = new Sampler(candidates);
        for (int s = 0; s < ends.sources(); s++) {
            FanOutRecipe.fillRow(ends, sampler, s, count[s], self, multiple, target, rowStart[s]);
            rowStart[s + 1] = rowStart[s] + count[s];
        }
        return new Wiring(rowStart, target, null);
    }

    private static int[] withReplacement(Recipes.Ends ends, int n) {
        KeyedStream stream = new KeyedStream(ends.seed(), ends.site(), ends.sources());
        int[] count = new int[ends.sources()];
        for (int i = 0; i < n; i++) {
            count[stream.nextInt(count.length)]++;
        }
        return count;
    }

    /**
     * Draws pairs one after another: a source is taken with probability proportional to the pairs it has left. Above one
     * half the pairs that stay out are drawn instead, so that at least every second trial is taken.
     */
    private static int[] withoutReplacement(Recipes.Ends ends, int n, int candidates) {
        KeyedStream stream = new KeyedStream(ends.seed(), ends.site(), ends.sources());
        int[] count = new int[ends.sources()];
        long pairs = (long) count.length * candidates;
        boolean complement = n > pairs / 2;
        long draws = complement ? pairs - n : n;
        for (long i = 0; i < draws; ) {
            int source = stream.nextInt(count.length);
            if (stream.nextInt(candidates) >= count[source]) {
                count[source]++;
                i++;
            }
        }
        for (int s = 0; complement && s < count.length; s++) {
            count[s] = candidates - count[s];
        }
        return count;
    }
}
