package bouton.emulator.interpret;

import bouton.image.ir.Instruction;
import bouton.image.random.Draws;

/** One draw of a kernel: what it draws, under which key, and where it stands. Keeps no state. */
public final class DrawSite {
    private final Instruction.Draw draw;
    private final long seed;
    private final String place;

    /** @param place kernel and place in the user's text, for messages */
    public DrawSite(Instruction.Draw draw, long seed, String place) {
        this.draw = draw;
        this.seed = seed;
        this.place = place;
    }

    /**
     * The value for an instance.
     *
     * @param a first argument
     * @param b second argument; anything where there is none
     * @param low smallest value accepted, if the draw has one
     * @param high largest value accepted, if the draw has one
     * @throws ArithmeticException if an argument makes no sense or no value is accepted
     */
    public double draw(long index, long tick, double a, double b, double low, double high) {
        try {
            if (!draw.isBounded()) {
                return once(index, tick, draw.use(), a, b);
            }
            double least = draw.lo() < 0 ? Double.NEGATIVE_INFINITY : low;
            double most = draw.hi() < 0 ? Double.POSITIVE_INFINITY : high;
            for (int attempt = 0; attempt < Instruction.Draw.MOST_ATTEMPTS; attempt++) {
                double value = once(index, tick, use(attempt), a, b);
                if (value >= least && value <= most) {
                    return value;
                }
            }
            throw exhausted(least, most);
        } catch (IllegalArgumentException refused) {
            throw new ArithmeticException(refused.getMessage() + " in " + place);
        }
    }

    /** One of the values, as {@link #draw}. */
    public double choose(long index, long tick, double[] values, double low, double high) {
        double least = draw.lo() < 0 ? Double.NEGATIVE_INFINITY : low;
        double most = draw.hi() < 0 ? Double.POSITIVE_INFINITY : high;
        for (int attempt = 0; attempt < Instruction.Draw.MOST_ATTEMPTS; attempt++) {
            double value = values[Draws.choice(seed, draw.site(), index, tick, use(attempt), values.length)];
            if (!draw.isBounded() || value >= least && value <= most) {
                return value;
            }
        }
        throw exhausted(least, most);
    }

    private int use(int attempt) {
        return draw.use() + attempt * Instruction.Draw.ATTEMPT;
    }

    private ArithmeticException exhausted(double low, double high) {
        return new ArithmeticException("no draw fell into " + low + " .. " + high + " in "
                + Instruction.Draw.MOST_ATTEMPTS + " attempts in " + place);
    }

    private double once(long index, long tick, int use, double a, double b) {
        long site = draw.site();
        return switch (draw.distribution()) {
            case UNIFORM -> Draws.uniform(seed, site, index, tick, use, a, b);
            case NORMAL -> Draws.normal(seed, site, index, tick, use, a, b);
            case LOGNORMAL -> Draws.lognormal(seed, site, index, tick, use, a, b);
            case EXPONENTIAL -> Draws.exponential(seed, site, index, tick, use, a);
            case POISSON -> Draws.poisson(seed, site, index, tick, use, a);
            case GAMMA -> Draws.gamma(seed, site, index, tick, use, a, b);
            case CHANCE -> Draws.uniform(seed, site, index, tick, use) < a ? 1 : 0;
            case CHOICE -> throw new IllegalStateException("a choice has values");
        };
    }
}
