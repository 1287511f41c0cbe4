package bouton.compiler;

import bouton.dsl.model.Network;
import bouton.image.run.StimulusInput;

/** What a stimulus does, in ticks. */
final class Inputs {
    private Inputs() {}

    /** Times count from the start of the next tick; with `stamp end` a spike at T happens in the tick that ends at T. */
    static StimulusInput of(Network.StimulusValue value, double dt, boolean stampEnd) {
        return switch (value) {
            case Network.StimulusValue.Level l -> new StimulusInput.Levels(l.values());
            case Network.StimulusValue.LevelRows l -> new StimulusInput.LevelRows(l.rows());
            case Network.StimulusValue.Poisson p -> new StimulusInput.PoissonMeans(scaled(p.rates(), dt));
            case Network.StimulusValue.Spikes s -> new StimulusInput.EventTicks(ticks(s.times(), dt, stampEnd));
            case Network.StimulusValue.Regular r ->
                new StimulusInput.Regular(scaled(r.period(), 1 / dt), firsts(r.from(), dt, stampEnd), r.count());
        };
    }

    private static double[] scaled(double[] values, double factor) {
        double[] result = new double[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = values[i] * factor;
        }
        return result;
    }

    private static double[] firsts(double[] times, double dt, boolean stampEnd) {
        double[] result = scaled(times, 1 / dt);
        for (int i = 0; i < result.length; i++) {
            result[i] = stampEnd ? result[i] - 1 : result[i];
            requireTick(Math.floor(result[i] + 0.5), times[i], dt);
        }
        return result;
    }

    private static long[][] ticks(double[][] times, double dt, boolean stampEnd) {
        long[][] result = new long[times.length][];
        for (int i = 0; i < times.length; i++) {
            result[i] = new long[times[i].length];
            for (int k = 0; k < times[i].length; k++) {
                result[i][k] = Math.round(times[i][k] / dt) - (stampEnd ? 1 : 0);
                requireTick(result[i][k], times[i][k], dt);
            }
            java.util.Arrays.sort(result[i]);
        }
        return result;
    }

    private static void requireTick(double tick, double time, double dt) {
        if (!(tick >= 0)) {
            throw new IllegalArgumentException("a spike at " + time + " ms lies before the first tick, which ends at "
                    + dt + " ms (write `stamp start` in the target to let times be the starts of ticks)");
        }
    }
}
