package bouton.emulator.interpret;

/**
 * A linked kernel: flat code and the registers it runs on. Registers that only ever hold a constant are set once, at
 * linking. Not for several threads at once.
 */
public final class Program {
    final String name;
    final long[] code;
    final double[] doubles;
    final long[] longs;
    final double[] doublePool;
    final long[] longPool;
    final IntegerUnit[] units;
    final TableData[] tables;
    final DrawUnit[] draws;
    final PropagatorUnit[] propagators;
    final AdaptiveUnit[] integrations;
    final double[] yields;
    private final KernelUse use;

    Program(
            String name,
            long[] code,
            double[] doubles,
            long[] longs,
            double[] doublePool,
            long[] longPool,
            IntegerUnit[] units,
            TableData[] tables,
            DrawUnit[] draws,
            PropagatorUnit[] propagators,
            AdaptiveUnit[] integrations,
            double[] yields,
            KernelUse use) {
        this.name = name;
        this.code = code;
        this.doubles = doubles;
        this.longs = longs;
        this.doublePool = doublePool;
        this.longPool = longPool;
        this.units = units;
        this.tables = tables;
        this.draws = draws;
        this.propagators = propagators;
        this.integrations = integrations;
        this.yields = yields;
        this.use = use;
    }

    public String name() {
        return name;
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return code.length == 1;
    }

    /** Result number {@code index} of the last run. */
    public double result(int index) {
        return yields[index];
    }

    /** Number of results it yields. */
    public int results() {
        return yields.length;
    }

    /** What the kernel reads and does. */
    public KernelUse use() {
        return use;
    }

    /** Rows of a constant table, shared by all programs. */
    record TableData(int rows, int columns, double[] values) {
        double at(long row, long column) {
            long r = Math.min(Math.max(row, 0), rows - 1);
            long c = Math.min(Math.max(column, 0), columns - 1);
            return values[(int) (r * columns + c)];
        }
    }
}
