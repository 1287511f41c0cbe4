package bouton.emulator.connect;

import java.util.Arrays;

/** Given pairs, brought into rows; the builder's number of a synapse is its place in the list. */
final class PairsRecipe implements RowRecipe {
    private final int[] pre;
    private final int[] post;
    private final boolean sorted;
    // First place of each source in the order by source, then number, and the number of pairs behind them.
    private final int[] starts;
    // That order; empty if the list has it.
    private final int[] order;

    PairsRecipe(Recipes.Ends ends, Tasks tasks, int[] pre, int[] post) {
        this.pre = pre;
        this.post = post;
        int all = pre.length;
        int ranges = Counting.chunks(tasks, all, all);
        check(ends, tasks, ranges, pre, ends.sources(), "source");
        check(ends, tasks, ranges, post, ends.targets(), "target");
        this.sorted = isSorted();
        this.order = new int[sorted ? 0 : all];
        int chunks = Counting.chunks(tasks, all, all, ends.sources());
        int[][] places = new int[chunks][];
        tasks.run(chunks, c -> {
            places[c] = Counting.counts(c, ends.sources());
            count(places[c], Tasks.cut(all, chunks, c), Tasks.cut(all, chunks, c + 1));
        });
        Counting.places(places);
        tasks.run(chunks, c -> place(places[c], Tasks.cut(all, chunks, c), Tasks.cut(all, chunks, c + 1)));
        this.starts = places[0];
    }

    private static void check(Recipes.Ends ends, Tasks tasks, int ranges, int[] index, int size, String end) {
        tasks.ranges(index.length, ranges, (from, to) -> {
            for (int i = from; i < to; i++) {
                if (index[i] < 0 || index[i] >= size) {
                    throw ends.refuse("pair " + i + " has " + end + " " + index[i] + ", there are " + size);
                }
            }
        });
    }

    /** Whether the pairs stand by source, then target. */
    private boolean isSorted() {
        for (int i = 1; i < pre.length; i++) {
            if (pre[i - 1] > pre[i] || pre[i - 1] == pre[i] && post[i - 1] > post[i]) {
                return false;
            }
        }
        return true;
    }

    private void count(int[] counts, int from, int to) {
        for (int i = from; i < to; i++) {
            counts[pre[i]]++;
        }
    }

    private void place(int[] next, int from, int to) {
        for (int i = to - 1; i >= from; i--) {
            int place = --next[pre[i]];
            if (!sorted) {
                order[place] = i;
            }
        }
    }

    @Override
    public long room(int from, int to) {
        return (long) starts[to] - starts[from];
    }

    @Override
    public boolean givesNumbers() {
        return !sorted;
    }

    @Override
    public Maker maker() {
        return this::make;
    }

    private void make(int source, Row row) {
        int start = starts[source];
        int count = starts[source + 1] - start;
        int[] targets = row.targets(count);
        if (sorted) {
            System.arraycopy(post, start, targets, 0, count);
            return;
        }
        long[] keys = new long[count];
        for (int k = 0; k < count; k++) {
            int number = order[start + k];
            keys[k] = (long) post[number] << 32 | number;
        }
        Arrays.sort(keys);
        int[] numbers = row.numbers();
        for (int k = 0; k < count; k++) {
            targets[k] = (int) (keys[k] >>> 32);
            numbers[k] = (int) keys[k];
        }
    }
}
