package bouton.emulator.interpret;

import bouton.image.ir.Instruction;
import bouton.image.random.Draws;
import java.util.List;

/** One draw of a kernel. */
final class DrawUnit implements Operation.ByLane {
    private static final double[] UNUSED = new double[Frame.MOST_LANES];

    private final Instruction.Draw draw;
    private final double[] result;
    private final double[][] arguments;
    private final double[] a;
    private final double[] b;
    private final double[] lo;
    private final double[] hi;
    private final long seed;
    private final String place;

    DrawUnit(Instruction.Draw draw, Registers registers, long seed, String place) {
        this.draw = draw;
        this.result = registers.doubles(draw.dst());
        List<Integer> numbers = draw.arguments();
        this.arguments = new double[numbers.size()][];
        for (int k = 0; k < arguments.length; k++) {
            arguments[k] = registers.doubles(numbers.get(k));
        }
        this.a = arguments[0];
        this.b = arguments.length > 1 ? arguments[1] : UNUSED;
        this.lo = draw.lo() < 0 ? UNUSED : registers.doubles(draw.lo());
        this.hi = draw.hi() < 0 ? UNUSED : registers.doubles(draw.hi());
        this.seed = seed;
        this.place = place;
    }

    @Override
    public void run(Frame frame, int lane) {
        try {
            result[lane] = draw(lane, frame.number(lane), frame.drawTick());
        } catch (IllegalArgumentException refused) {
            throw new ArithmeticException(refused.getMessage() + " in " + place);
        }
    }

    private double draw(int lane, long index, long tick) {
        if (!draw.isBounded()) {
            return once(lane, index, tick, draw.use());
        }
        double low = draw.lo() < 0 ? Double.NEGATIVE_INFINITY : lo[lane];
        double high = draw.hi() < 0 ? Double.POSITIVE_INFINITY : hi[lane];
        for (int attempt = 0; attempt < Instruction.Draw.MOST_ATTEMPTS; attempt++) {
            double value = once(lane, index, tick, draw.use() + attempt * Instruction.Draw.ATTEMPT);
            if (value >= low && value <= high) {
                return value;
            }
        }
        throw new ArithmeticException("no draw fell into " + low + " .. " + high + " in "
                + Instruction.Draw.MOST_ATTEMPTS + " attempts in " + place);
    }

    private double once(int lane, long index, long tick, int use) {
        long site = draw.site();
        return switch (draw.distribution()) {
            case UNIFORM -> Draws.uniform(seed, site, index, tick, use, a[lane], b[lane]);
            case NORMAL -> Draws.normal(seed, site, index, tick, use, a[lane], b[lane]);
            case LOGNORMAL -> Draws.lognormal(seed, site, index, tick, use, a[lane], b[lane]);
            case EXPONENTIAL -> Draws.exponential(seed, site, index, tick, use, a[lane]);
            case POISSON -> Draws.poisson(seed, site, index, tick, use, a[lane]);
            case GAMMA -> Draws.gamma(seed, site, index, tick, use, a[lane], b[lane]);
            case CHOICE -> arguments[Draws.choice(seed, site, index, tick, use, arguments.length)][lane];
            case CHANCE -> Draws.uniform(seed, site, index, tick, use) < a[lane] ? 1 : 0;
        };
    }
}
