package bouton.emulator.connect;

import bouton.image.random.KeyedStream;

/** Every source gets k targets, from the stream of the source. */
final class FanOutRecipe implements RowRecipe {
    private final Recipes.Ends ends;
    private final int k;
    private final boolean self;
    private final boolean multiple;

    FanOutRecipe(Recipes.Ends ends, int k, boolean self, boolean multiple) {
        int candidates = ends.candidates(self);
        if (k < 0 || k > 0 && candidates == 0 || !multiple && k > candidates) {
            throw ends.refuse("fan_out of " + k + " to " + candidates + " possible targets");
        }
        ends.size((long) k * ends.sources());
        this.ends = ends;
        this.k = k;
        this.self = self;
        this.multiple = multiple;
    }

    @Override
    public long room(int from, int to) {
        return (long) k * (to - from);
    }

    @Override
    public Maker maker() {
        Sampler sampler = new Sampler(ends.candidates(self));
        return (source, row) -> fill(ends, sampler, source, k, self, multiple, row);
    }

    /** Draws {@code k} targets of a source from its stream. */
    static void fill(Recipes.Ends ends, Sampler sampler, int source, int k, boolean self, boolean multiple, Row row) {
        KeyedStream stream = new KeyedStream(ends.seed(), ends.site(), source);
        int[] targets = row.targets(k);
        sampler.draw(stream, ends.candidates(self), k, multiple, targets);
        if (ends.excludes(self)) {
            for (int i = 0; i < k; i++) {
                targets[i] += targets[i] >= source ? 1 : 0;
            }
        }
        row.sort();
    }
}
