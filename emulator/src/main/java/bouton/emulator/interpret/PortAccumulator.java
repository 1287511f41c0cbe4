package bouton.emulator.interpret;

import bouton.emulator.state.Accumulator;
import bouton.image.ir.Rounding;
import bouton.image.ir.Type;
import bouton.image.net.Port;

/** The accumulator of a port of integers, for the neurons of a part. */
public final class PortAccumulator implements Accumulator {
    private static final Type.Int WIDEST = (Type.Int) Type.I64;

    private final Type.Int type;
    private final IntegerUnit sums;
    private final IntegerUnit products;
    private final Frame neurons;
    private final int counter;

    /**
     * @param type of the port
     * @param neurons where overflows are counted
     * @param counter that counts them
     * @param place population and port, for messages
     */
    public PortAccumulator(Port port, Type.Int type, Frame neurons, int counter, String place) {
        this.type = type;
        this.sums = new IntegerUnit(type, port.overflow(), Rounding.EXACT, place);
        // A product beyond 64 bits takes every sum to the end of its range; modulo 2^64 it has the bits that wrapping
        // keeps.
        this.products = new IntegerUnit(WIDEST, port.overflow(), Rounding.EXACT, place);
        this.neurons = neurons;
        this.counter = counter;
    }

    @Override
    public Type.Int type() {
        return type;
    }

    @Override
    public long add(long sum, long amount, long times) {
        long all = products.mul(amount, times);
        long exact = sum + all;
        boolean beyond =
                Math.multiplyHigh(amount, times) != amount * times >> 63 || ((sum ^ exact) & (all ^ exact)) < 0;
        if (beyond || exact < type.min() || exact > type.max()) {
            neurons.count(counter);
        }
        return sums.add(sum, all);
    }
}
