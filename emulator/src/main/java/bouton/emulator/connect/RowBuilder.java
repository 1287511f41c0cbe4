package bouton.emulator.connect;

import bouton.emulator.state.Columns;
import bouton.emulator.state.Partition;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Builds the synapses of a recipe that makes rows. Ranges of sources are drawn at the same time, each into memory of its own,
 * row by row; when the lengths of all rows are known, the pieces of the rows are moved to the parts of their targets.
 */
final class RowBuilder {
    /** The synapses of a range of sources, one behind another. */
    private static final class Chunk {
        private final Recipes.Ends ends;
        private char[] targets;
        private int[] numbers;
        private int count;

        Chunk(Recipes.Ends ends, long room, boolean numbered) {
            this.ends = ends;
            this.targets = new char[(int) Math.min(room, Columns.MAX_SIZE)];
            this.numbers = new int[numbered ? targets.length : 0];
        }

        void reserve(int more) {
            int needed = ends.size((long) count + more);
            if (needed > targets.length) {
                int room = (int) Math.min(needed + (needed >> 3) + 16L, Columns.MAX_SIZE);
                targets = Arrays.copyOf(targets, room);
                numbers = numbers.length == 0 ? numbers : Arrays.copyOf(numbers, room);
            }
        }
    }

    private final Recipes.Ends ends;
    private final Partition partition;
    private final Tasks tasks;
    private final RowRecipe recipe;
    private final @Nullable Chunk[] chunks;
    // By part. Of the first positions those of source s stand at s + 1 until all are known, and are numbers of
    // synapses.
    private final int[][] starts;
    private final char[][] targets;
    private final int[][] numbers;

    private RowBuilder(Recipes.Ends ends, Partition partition, Tasks tasks, RowRecipe recipe) {
        this.ends = ends;
        this.partition = partition;
        this.tasks = tasks;
        this.recipe = recipe;
        this.chunks = new Chunk[Counting.chunks(tasks, recipe.room(0, ends.sources()), ends.sources())];
        this.starts = new int[partition.parts()][ends.sources() + 1];
        this.targets = new char[starts.length][];
        this.numbers = new int[starts.length][];
    }

    /** The synapses by the part of their target. */
    static Wiring[] build(Recipes.Ends ends, Partition partition, Tasks tasks, RowRecipe recipe) {
        return new RowBuilder(ends, partition, tasks, recipe).build();
    }

    private Wiring[] build() {
        tasks.run(chunks.length, c -> chunks[c] = draw(first(c), first(c + 1)));
        long size = 0;
        for (Chunk chunk : chunks) {
            size += chunk == null ? 0 : chunk.count;
        }
        ends.size(size);
        tasks.run(starts.length, this::prepare);
        // They are also the places of the pieces of rows, if the chunks stand one behind another.
        int[][] rowNumbers = Wiring.rowNumbers(starts, tasks);
        tasks.run(chunks.length, c -> place(c, rowNumbers));
        return recipe.givesNumbers()
                ? Wiring.numbered(starts, targets, numbers)
                : Wiring.ofParts(starts, targets, rowNumbers);
    }

    private int first(int chunk) {
        return Tasks.cut(ends.sources(), chunks.length, chunk);
    }

    private Chunk draw(int from, int to) {
        Chunk chunk = new Chunk(ends, recipe.room(from, to), recipe.givesNumbers());
        RowRecipe.Maker maker = recipe.maker();
        Row row = new Row();
        for (int s = from; s < to; s++) {
            maker.make(s, row);
            append(chunk, s, row);
        }
        return chunk;
    }

    /** Targets ascend, so the piece of a part is in one place. */
    private void append(Chunk chunk, int source, Row row) {
        int count = row.count();
        chunk.reserve(count);
        int position = chunk.count;
        for (int from = 0; from < count; ) {
            int part = partition.partOf(row.target(from));
            int to = row.copyBelow(partition.start(part), partition.length(part), from, chunk.targets, position + from);
            starts[part][source + 1] = to - from;
            from = to;
        }
        if (recipe.givesNumbers()) {
            System.arraycopy(row.numbers(), 0, chunk.numbers, position, count);
        }
        chunk.count = position + count;
    }

    private void prepare(int part) {
        int[] start = starts[part];
        for (int s = 1; s < start.length; s++) {
            start[s] += start[s - 1];
        }
        int size = start[start.length - 1];
        targets[part] = new char[size];
        numbers[part] = new int[recipe.givesNumbers() ? size : 0];
    }

    private void place(int c, int[][] rowNumbers) {
        Chunk chunk = chunks[c];
        int from = first(c);
        int to = first(c + 1);
        if (chunk == null || from == to) {
            return;
        }
        for (int part = 0; part < starts.length; part++) {
            int[] start = starts[part];
            for (int s = from; s < to; s++) {
                int count = start[s + 1] - start[s];
                if (count > 0) {
                    int position = rowNumbers[part][s] - rowNumbers[0][from];
                    System.arraycopy(chunk.targets, position, targets[part], start[s], count);
                    if (recipe.givesNumbers()) {
                        System.arraycopy(chunk.numbers, position, numbers[part], start[s], count);
                    }
                }
            }
        }
        // So that not all of them are held until the last one has been moved.
        chunks[c] = null;
    }
}
