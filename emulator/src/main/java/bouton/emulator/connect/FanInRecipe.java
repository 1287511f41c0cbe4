package bouton.emulator.connect;

import bouton.image.random.KeyedStream;

/**
 * Every target gets k sources, from the stream of the target. They are drawn twice, to count them and to place them, so
 * that only one array of synapses is held.
 */
final class FanInRecipe {
    private FanInRecipe() {}

    static Wiring make(Recipes.Ends ends, int k, boolean self, boolean multiple) {
        int candidates = ends.excludes(self) ? ends.sources() - 1 : ends.sources();
        if (k < 0 || k > 0 && candidates == 0 || !multiple && k > candidates) {
            throw ends.refuse("fan_in of " + k + " from " + candidates + " possible sources");
        }
        int[] target = new int[ends.size((long) k * ends.targets())];
        int[] rowStart = new int[ends.sources() + 1];
        Sampler sampler = new Sampler(candidates);
        int[] drawn = new int[k];
        boolean skip = ends.excludes(self);
        for (int t = 0; t < ends.targets(); t++) {
            draw(ends, sampler, candidates, multiple, skip, t, drawn);
            for (int source : drawn) {
                rowStart[source + 1]++;
            }
        }
        for (int s = 0; s < ends.sources(); s++) {
            rowStart[s + 1] += rowStart[s];
        }
        int[] next = rowStart.clone();
        // Targets come in ascending order, so every row is ascending.
        for (int t = 0; t < ends.targets(); t++) {
            draw(ends, sampler, candidates, multiple, skip, t, drawn);
            for (int source : drawn) {
                target[next[source]++] = t;
            }
        }
        return new Wiring(rowStart, target, null);
    }

    private static void draw(
            Recipes.Ends ends, Sampler sampler, int candidates, boolean multiple, boolean skip, int t, int[] drawn) {
        KeyedStream stream = new KeyedStream(ends.seed(), ends.site(), t);
        sampler.draw(stream, candidates, drawn.length, multiple, drawn, 0);
        for (int i = 0; skip && i < drawn.length; i++) {
            drawn[i] += drawn[i] >= t ? 1 : 0;
        }
    }
}
