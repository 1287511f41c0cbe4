package bouton.emulator.interpret;

import bouton.image.ir.Distribution;
import bouton.image.ir.Instruction;
import java.util.List;

/** One draw of a kernel, lane by lane. */
final class DrawUnit implements Operation.ByLane {
    private static final double[] UNUSED = new double[Frame.MOST_LANES];

    private final DrawSite site;
    private final boolean isChoice;
    private final double[] result;
    private final double[][] arguments;
    private final double[] a;
    private final double[] b;
    private final double[] lo;
    private final double[] hi;

    DrawUnit(Instruction.Draw draw, Registers registers, DrawSite site) {
        this.site = site;
        this.isChoice = draw.distribution() == Distribution.CHOICE;
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
    }

    @Override
    public void run(Frame frame, int lane) {
        long index = frame.number(lane);
        long tick = frame.drawTick();
        result[lane] = isChoice
                ? site.choose(index, tick, values(lane), lo[lane], hi[lane])
                : site.draw(index, tick, a[lane], b[lane], lo[lane], hi[lane]);
    }

    private double[] values(int lane) {
        double[] values = new double[arguments.length];
        for (int k = 0; k < values.length; k++) {
            values[k] = arguments[k][lane];
        }
        return values;
    }
}
