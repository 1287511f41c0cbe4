package bouton.image.run;

import java.util.Arrays;

/**
 * What a stimulus of n sources does from now on. Arrays belong to the input: do not write to them. Levels are in internal
 * units. A one-element array holds for all sources.
 */
public sealed interface StimulusInput {
    /** No events, level 0. */
    record Silent() implements StimulusInput {}

    /** A constant level per source. */
    record Levels(double[] values) implements StimulusInput {
        @Override
        public boolean equals(Object other) {
            return other instanceof Levels l && Arrays.equals(values, l.values);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }
    }

    /** Row t for the t-th tick from now (0, 1, …); the last row stays. */
    record LevelRows(double[][] rows) implements StimulusInput {
        @Override
        public boolean equals(Object other) {
            return other instanceof LevelRows l && Arrays.deepEquals(rows, l.rows);
        }

        @Override
        public int hashCode() {
            return Arrays.deepHashCode(rows);
        }
    }

    /** Events of source i in the ticks ticks[i] from now (0, 1, …), ascending; equal numbers are several events. */
    record EventTicks(long[][] ticks) implements StimulusInput {
        @Override
        public boolean equals(Object other) {
            return other instanceof EventTicks e && Arrays.deepEquals(ticks, e.ticks);
        }

        @Override
        public int hashCode() {
            return Arrays.deepHashCode(ticks);
        }
    }

    /** Poisson counts with this mean number of events per tick and source. The count of a tick is the event's multiplicity. */
    record PoissonMeans(double[] perTick) implements StimulusInput {
        @Override
        public boolean equals(Object other) {
            return other instanceof PoissonMeans p && Arrays.equals(perTick, p.perTick);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(perTick);
        }
    }

    /**
     * Events in ticks round(first + k period - 1/2 up) of now, k = 0 .. count - 1, precisely: in tick floor(first[i] + k *
     * period[i] + 0.5) from now. count -1: without end.
     */
    record Regular(double[] period, double[] first, long count) implements StimulusInput {
        @Override
        public boolean equals(Object other) {
            return other instanceof Regular r
                    && Arrays.equals(period, r.period)
                    && Arrays.equals(first, r.first)
                    && count == r.count;
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(period) + 31 * Arrays.hashCode(first) + (int) count;
        }
    }
}
