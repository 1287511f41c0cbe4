package bouton.emulator.connect;

import bouton.emulator.state.Partition;
import bouton.image.random.KeyedStream;

/**
 * Every target gets k sources, from the stream of the target. Parts of the targets are made at the same time: their sources are
 * drawn, counted and turned into rows. Where there are fewer parts than threads want, parts are cut into chunks.
 */
final class FanInRecipe {
    private final Recipes.Ends ends;
    private final Partition partition;
    private final Tasks tasks;
    private final int k;
    private final boolean multiple;
    private final boolean skip;
    private final int candidates;
    // Chunks of each part.
    private final int chunks;
    // By part, chunk and source.
    private final int[][][] places;
    // By part and chunk: the sources that have been drawn, target by target; empty when they have their places.
    private final int[][][] drawn;
    private final char[][] targets;

    private FanInRecipe(
            Recipes.Ends ends,
            Partition partition,
            Tasks tasks,
            int k,
            boolean multiple,
            boolean skip,
            int candidates) {
        this.ends = ends;
        this.partition = partition;
        this.tasks = tasks;
        this.k = k;
        this.multiple = multiple;
        this.skip = skip;
        this.candidates = candidates;
        int parts = partition.parts();
        long size = ends.size((long) k * ends.targets());
        int all = Counting.chunks(tasks, size, ends.targets(), ends.sources());
        this.chunks = (all + parts - 1) / parts;
        this.places = new int[parts][chunks][];
        this.drawn = new int[parts][chunks][];
        this.targets = new char[parts][];
    }

    static Wiring[] make(Recipes.Ends ends, Partition partition, Tasks tasks, int k, boolean self, boolean multiple) {
        boolean skip = ends.excludes(self);
        int candidates = skip ? ends.sources() - 1 : ends.sources();
        if (k < 0 || k > 0 && candidates == 0 || !multiple && k > candidates) {
            throw ends.refuse("fan_in of " + k + " from " + candidates + " possible sources");
        }
        return new FanInRecipe(ends, partition, tasks, k, multiple, skip, candidates).build();
    }

    private Wiring[] build() {
        int parts = partition.parts();
        tasks.run(parts * chunks, c -> {
            draw(c / chunks, c % chunks);
            if (chunks == 1) {
                // So that what has been drawn is held no longer than for the part at hand.
                makeRoom(c);
                place(c, 0);
            }
        });
        if (chunks > 1) {
            tasks.run(parts, this::makeRoom);
            tasks.run(parts * chunks, c -> place(c / chunks, c % chunks));
        }
        int[][] starts = new int[parts][];
        for (int part = 0; part < parts; part++) {
            starts[part] = places[part][0];
            // Nobody needs the places of the other chunks any more.
            places[part] = new int[0][];
        }
        return Wiring.ofParts(starts, targets, Wiring.rowNumbers(starts, tasks));
    }

    private int first(int part, int chunk) {
        return Tasks.cut(partition.length(part), chunks, chunk);
    }

    private void draw(int part, int chunk) {
        int from = partition.start(part) + first(part, chunk);
        int to = partition.start(part) + first(part, chunk + 1);
        int[] counts = Counting.counts(chunk, ends.sources());
        int[] sources = new int[k * (to - from)];
        KeyedStream stream = new KeyedStream(ends.seed(), ends.site(), from);
        Sampler sampler = new Sampler(candidates);
        for (int t = from; t < to; t++) {
            int start = k * (t - from);
            stream.restart(t, k);
            sampler.draw(stream, candidates, k, multiple, sources, start);
            for (int i = start; i < start + k; i++) {
                sources[i] += skip && sources[i] >= t ? 1 : 0;
                counts[sources[i]]++;
            }
        }
        places[part][chunk] = counts;
        drawn[part][chunk] = sources;
    }

    private void makeRoom(int part) {
        Counting.places(places[part]);
        targets[part] = new char[k * partition.length(part)];
    }

    /** Targets come in descending order and each goes in front of those before, so every row is ascending. */
    private void place(int part, int chunk) {
        int[] next = places[part][chunk];
        char[] into = targets[part];
        int[] sources = drawn[part][chunk];
        int i = sources.length;
        for (int t = first(part, chunk + 1) - 1; t >= first(part, chunk); t--) {
            for (int n = 0; n < k; n++) {
                into[--next[sources[--i]]] = (char) t;
            }
        }
        drawn[part][chunk] = new int[0];
    }
}
