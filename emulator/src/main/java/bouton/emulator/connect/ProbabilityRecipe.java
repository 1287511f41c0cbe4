package bouton.emulator.connect;

import bouton.image.random.KeyedStream;

/** Every pair with the same probability: per source, geometric skips from one connection to the next. */
final class ProbabilityRecipe implements RowRecipe {
    private final Recipes.Ends ends;
    private final double p;
    private final int candidates;
    private final boolean skip;

    ProbabilityRecipe(Recipes.Ends ends, double p, boolean self) {
        if (!(p >= 0 && p <= 1)) {
            throw ends.refuse("probability " + p + " is outside 0 .. 1");
        }
        this.ends = ends;
        this.p = p;
        this.candidates = ends.candidates(self);
        this.skip = ends.excludes(self);
        ends.size((long) (p * ends.sources() * candidates));
    }

    /** Six standard deviations above the mean: growing means holding two copies for a while. */
    @Override
    public long room(int from, int to) {
        double pairs = (double) (to - from) * candidates;
        double likely = p * pairs + 6 * Math.sqrt(p * (1 - p) * pairs) + 1;
        return (long) Math.min(likely, pairs);
    }

    @Override
    public Maker maker() {
        KeyedStream stream = new KeyedStream(ends.seed(), ends.site(), 0);
        return (source, row) -> make(stream, source, row);
    }

    private void make(KeyedStream stream, int source, Row row) {
        row.targets(0);
        if (p == 0) {
            return;
        }
        stream.restart(source, (long) (p * candidates) + 1);
        // A skip beyond the row may be as large as a long.
        long next = stream.nextGeometric(p);
        while (next < candidates) {
            row.add((int) (skip && next >= source ? next + 1 : next));
            long failures = stream.nextGeometric(p);
            next = failures >= candidates ? candidates : next + failures + 1;
        }
    }
}
