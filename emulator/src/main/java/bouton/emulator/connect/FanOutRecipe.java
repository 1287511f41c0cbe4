package bouton.emulator.connect;

import bouton.image.random.KeyedStream;
import java.util.function.IntUnaryOperator;

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
        return new Draws(ends, self, multiple, source -> k);
    }

    /** Draws as many targets of each source as it is to have, from its stream. */
    static final class Draws implements Maker {
        private final KeyedStream stream;
        private final Sampler sampler;
        private final int candidates;
        private final boolean skip;
        private final boolean multiple;
        private final IntUnaryOperator count;

        /** @param count of each source */
        Draws(Recipes.Ends ends, boolean self, boolean multiple, IntUnaryOperator count) {
            this.stream = new KeyedStream(ends.seed(), ends.site(), 0);
            this.candidates = ends.candidates(self);
            this.sampler = new Sampler(candidates);
            this.skip = ends.excludes(self);
            this.multiple = multiple;
            this.count = count;
        }

        @Override
        public void make(int source, Row row) {
            int k = count.applyAsInt(source);
            int[] targets = row.targets(k);
            stream.restart(source, k);
            sampler.draw(stream, candidates, k, multiple, targets, 0);
            for (int i = 0; skip && i < k; i++) {
                targets[i] += targets[i] >= source ? 1 : 0;
            }
            row.sort();
        }
    }
}
