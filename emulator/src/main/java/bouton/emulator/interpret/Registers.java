package bouton.emulator.interpret;

import org.jspecify.annotations.Nullable;

/** The registers of a program: an array of lanes each, made when an instruction first names it. */
final class Registers {
    private final double[] @Nullable [] doubles;
    private final long[] @Nullable [] longs;
    private final int width;

    Registers(int count, int width) {
        this.doubles = new double[count][];
        this.longs = new long[count][];
        this.width = width;
    }

    /** Number of lanes. */
    int width() {
        return width;
    }

    /** The lanes of a float64 register. */
    double[] doubles(int register) {
        double[] lanes = doubles[register];
        if (lanes == null) {
            lanes = new double[width];
            doubles[register] = lanes;
        }
        return lanes;
    }

    /** The lanes of a register of integers or truth values (0 and 1). */
    long[] longs(int register) {
        long[] lanes = longs[register];
        if (lanes == null) {
            lanes = new long[width];
            longs[register] = lanes;
        }
        return lanes;
    }
}
