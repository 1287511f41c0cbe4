package bouton.emulator.connect;

import bouton.emulator.state.Partition;
import bouton.image.random.KeyedStream;

/**
 * Every target gets k sources, from the stream of the target. They are drawn twice, to count them and to place them, so
 * that the synapses are held once only. Each part of the targets is cut into chunks that are drawn at the same time.
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
        this.places = new int[parts][][];
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
        tasks.run(parts, part -> places[part] = Counting.counts(chunks, ends.sources()));
        tasks.run(parts * chunks, c -> count(c / chunks, c % chunks));
        tasks.run(parts, part -> {
            Counting.places(places[part]);
            targets[part] = new char[k * partition.length(part)];
        });
        tasks.run(parts * chunks, c -> place(c / chunks, c % chunks));
        int[][] starts = new int[parts][];
        for (int part = 0; part < parts; part++) {
            starts[part] = places[part][0];
            // Nobody needs the places of the other chunks any more.
            places[part] = new int[0][];
        }
        return Wiring.ofParts(starts, targets, tasks);
    }

    private int first(int part, int chunk) {
        return Tasks.cut(partition.length(part), chunks, chunk);
    }

    private void count(int part, int chunk) {
        int[] counts = places[part][chunk];
        Sampler sampler = new Sampler(candidates);
        int[] drawn = new int[k];
        for (int t = first(part, chunk); t < first(part, chunk + 1); t++) {
            draw(sampler, partition.start(part) + t, drawn);
            for (int source : drawn) {
                counts[source]++;
            }
        }
    }

    /** Targets come in descending order and each goes in front of those before, so every row is ascending. */
    private void place(int part, int chunk) {
        int[] next = places[part][chunk];
        char[] into = targets[part];
        Sampler sampler = new Sampler(candidates);
        int[] drawn = new int[k];
        for (int t = first(part, chunk + 1) - 1; t >= first(part, chunk); t--) {
            draw(sampler, partition.start(part) + t, drawn);
            for (int source : drawn) {
                into[--next[source]] = (char) t;
            }
        }
    }

    private void draw(Sampler sampler, int target, int[] drawn) {
        KeyedStream stream = new KeyedStream(ends.seed(), ends.site(), target);
        sampler.draw(stream, candidates, drawn.length, multiple, drawn);
        for (int i = 0; skip && i < drawn.length; i++) {
            drawn[i] += drawn[i] >= target ? 1 : 0;
        }
    }
}
