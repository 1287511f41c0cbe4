package bouton.emulator.interpret;

import bouton.image.ir.Instruction;
import bouton.image.random.Draws;

/** One draw of a kernel. */
final class DrawUnit {
    private final Instruction.Draw draw;
    private final int[] arguments;
    private final long seed;

    DrawUnit(Instruction.Draw draw, long seed) {
        this.draw = draw;
        this.arguments = draw.arguments().stream().mapToInt(Integer::intValue).toArray();
        this.seed = seed;
    }

    double draw(double[] registers, long index, long tick) {
        if (!draw.isBounded()) {
            return once(registers, index, tick, draw.use());
        }
        double lo = draw.lo() < 0 ? Double.NEGATIVE_INFINITY : registers[draw.lo()];
        double hi = draw.hi() < 0 ? Double.POSITIVE_INFINITY : registers[draw.hi()];
        for (int attempt = 0; attempt < Instruction.Draw.MOST_ATTEMPTS; attempt++) {
            double value = once(registers, index, tick, draw.use() + attempt * Instruction.Draw.ATTEMPT);
            if (value >= lo && value <= hi) {
                return value;
            }
        }
        throw new ArithmeticException(
                "a draw did not fall into " + lo + " .. " + hi + " in " + Instruction.Draw.MOST_ATTEMPTS + " attempts");
    }

    private double once(double[] registers, long index, long tick, int use) {
        long site = draw.site();
        double a = registers[arguments[0]];
        double b = arguments.length > 1 ? registers[arguments[1]] : 0;
        return switch (draw.distribution()) {
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
