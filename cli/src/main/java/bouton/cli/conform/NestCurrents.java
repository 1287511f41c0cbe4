package bouton.cli.conform;

/** Staircase currents of ideal-nest. */
final class NestCurrents {
    private NestCurrents() {}

    /** The sum of the staircases, a value per tick: it acts from step + delay on. */
    static double[] sum(Fields c, int steps) {
        double[] sum = new double[Math.max(1, steps)];
        for (Fields current : c.objects("currents")) {
            double weight = current.number("weight");
            int delay = current.count("delay");
            int[] at = current.counts("steps");
            double[] values = current.numbers("values");
            if (at.length != values.length) {
                throw new VectorException("a current has " + at.length + " steps and " + values.length + " values");
            }
            for (int k = 0; k < at.length; k++) {
                int end = k + 1 < at.length ? at[k + 1] + delay : sum.length;
                for (int tick = Math.max(0, at[k] + delay); tick < Math.min(end, sum.length); tick++) {
                    sum[tick] += weight * values[k];
                }
            }
        }
        return sum;
    }
}
