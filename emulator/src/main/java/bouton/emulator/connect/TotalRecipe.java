package bouton.emulator.connect;

import bouton.image.random.KeyedStream;

/**
 * n synapses between uniformly drawn pairs: first how many each source gets, from a stream of its own behind those of the
 * sources, then their targets, from the stream of the source.
 */
final class TotalRecipe implements RowRecipe {
    /** Trials that are drawn, by all threads, before they are looked at, by one. */
    private static final int TRIALS = 1 << 17;

    private final Recipes.Ends ends;
    private final boolean self;
    private final boolean multiple;
    private final int candidates;
    private final int[] count;

    TotalRecipe(Recipes.Ends ends, Tasks tasks, long n, boolean self, boolean multiple) {
        this.ends = ends;
        this.self = self;
        this.multiple = multiple;
        this.candidates = ends.candidates(self);
        long pairs = (long) ends.sources() * candidates;
        if (n < 0 || n > 0 && pairs == 0 || !multiple && n > pairs) {
            throw ends.refuse("total of " + n + " from " + pairs + " possible pairs");
        }
        ends.size(n);
        this.count = new int[ends.sources()];
        if (multiple) {
            drawWithReplacement(tasks, n);
        } else {
            drawWithoutReplacement(tasks, n, pairs);
        }
    }

    @Override
    public long room(int from, int to) {
        long room = 0;
        for (int s = from; s < to; s++) {
            room += count[s];
        }
        return room;
    }

    @Override
    public Maker maker() {
        return new FanOutRecipe.Draws(ends, self, multiple, source -> count[source]);
    }

    private void drawWithReplacement(Tasks tasks, long n) {
        int[] source = new int[(int) Math.min(n, TRIALS)];
        for (long done = 0; done < n; done += source.length) {
            int trials = (int) Math.min(n - done, source.length);
            long first = done;
            tasks.ranges(trials / 2 + 1, Counting.chunks(tasks, trials, trials), (from, to) -> {
                KeyedStream stream = counting(first + 2L * from, 2L * (to - from));
                for (int i = 2 * from; i < Math.min(2 * to, trials); i++) {
                    source[i] = stream.nextInt(count.length);
                }
            });
            for (int i = 0; i < trials; i++) {
                count[source[i]]++;
            }
        }
    }

    /**
     * Draws pairs one after another: a source is taken with probability proportional to the pairs it has left. Above one
     * half the pairs that stay out are drawn instead, so that at least every second trial is taken.
     */
    private void drawWithoutReplacement(Tasks tasks, long n, long pairs) {
        boolean complement = n > pairs / 2;
        long left = complement ? pairs - n : n;
        int[] source = new int[(int) Math.min(2 * left, TRIALS)];
        int[] pair = new int[source.length];
        for (long done = 0; left > 0; done += source.length) {
            long first = done;
            tasks.ranges(source.length, Counting.chunks(tasks, source.length, source.length), (from, to) -> {
                KeyedStream stream = counting(2 * (first + from), 2L * (to - from));
                for (int i = from; i < to; i++) {
                    source[i] = stream.nextInt(count.length);
                    pair[i] = stream.nextInt(candidates);
                }
            });
            for (int i = 0; i < source.length && left > 0; i++) {
                if (pair[i] >= count[source[i]]) {
                    count[source[i]]++;
                    left--;
                }
            }
        }
        for (int s = 0; complement && s < count.length; s++) {
            count[s] = candidates - count[s];
        }
    }

    /** The stream of the counts from a word on, of which so many are needed. */
    private KeyedStream counting(long word, long words) {
        KeyedStream stream = new KeyedStream(ends.seed(), ends.site(), ends.sources());
        stream.seek(word, words);
        return stream;
    }
}
