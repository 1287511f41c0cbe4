package bouton.cli.world;

import bouton.dsl.model.Term;
import bouton.image.random.Draws;

/** Draws of distributions by their kind in the language. */
public final class KeyedDraws {
    private KeyedDraws() {}

    /**
     * A draw; its key is (seed, site, index, tick).
     *
     * @param x arguments, in internal units
     * @throws IllegalArgumentException if they make no sense
     */
    public static double draw(Term.DrawKind kind, double[] x, long seed, long site, long index, long tick) {
        return switch (kind) {
            case UNIFORM -> Draws.uniform(seed, site, index, tick, 0, x[0], x[1]);
            case NORMAL -> Draws.normal(seed, site, index, tick, 0, x[0], x[1]);
            case LOGNORMAL -> Draws.lognormal(seed, site, index, tick, 0, x[0], x[1]);
            case EXPONENTIAL -> Draws.exponential(seed, site, index, tick, 0, x[0]);
            case POISSON -> Draws.poisson(seed, site, index, tick, 0, x[0]);
            case GAMMA -> Draws.gamma(seed, site, index, tick, 0, x[0], x[1]);
            case CHOICE -> x[Draws.choice(seed, site, index, tick, 0, x.length)];
            case CHANCE -> Draws.uniform(seed, site, index, tick, 0) < x[0] ? 1 : 0;
        };
    }
}
