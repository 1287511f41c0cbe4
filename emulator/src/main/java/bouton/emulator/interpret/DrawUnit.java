package bouton.emulator.interpret;

import bouton.image.ir.Distribution;
import bouton.image.random.Draws;

/** One draw of a kernel. */
final class DrawUnit {
    private final Distribution distribution;
    private final int[] arguments;
    private final long seed;
    private final long site;
    private final int use;

    DrawUnit(Distribution distribution, int[] arguments, long seed, long site, int use) {
        this.distribution = distribution;
        this.arguments = arguments;
        this.seed = seed;
        this.site = site;
        this.use = use;
    }

    double draw(double[] registers, long index, long tick) {
        double a = registers[arguments[0]];
        double b = arguments.length > 1 ? registers[arguments[1]] : 0;
        return switch (distribution) {
            case UNIFORM -> Draws.uniform(seed, site, index, tick, use, a, b);
            case NORMAL -> Draws.normal(seed, site, index, tick, use, a, b);
            case LOGNORMAL -> Draws.lognormal(seed, site, index, tick, use, a, b);
            case EXPONENTIAL -> Draws.exponential(seed, site, index, tick, use, a);
            case POISSON -> Draws.poisson(seed, site, index, tick, use, a);
            case GAMMA -> Draws.gamma(seed, site, index, tick, use, a, b);
            case CHOICE -> registers[arguments[Draws.choice(seed, site, index, tick, use, arguments.length)]];
            case CHANCE -> Draws.uniform(seed, site, index, tick, use) < a ? 1 : 0;
        };
    }
}
