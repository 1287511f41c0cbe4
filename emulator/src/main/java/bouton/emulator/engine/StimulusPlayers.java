package bouton.emulator.engine;

import bouton.emulator.state.Partition;
import bouton.image.net.Stimulus;
import bouton.image.random.RandomKey;
import bouton.image.run.StateSource;
import bouton.image.run.StimulusInput;
import java.util.Arrays;

/** Makes the players of stimulus inputs. */
final class StimulusPlayers {
    private static final double LARGEST_MEAN = 1e9;

    private StimulusPlayers() {}

    /**
     * A player that begins in the next tick.
     *
     * @param levels set to the levels of its first tick
     * @throws IllegalArgumentException if the input does not fit the stimulus
     */
    static StimulusPlayer of(Stimulus stimulus, Partition partition, StimulusInput input, long seed, double[] levels) {
        int size = stimulus.size();
        return switch (input) {
            case StimulusInput.Silent silent -> {
                Arrays.fill(levels, 0);
                yield new StillPlayer();
            }
            case StimulusInput.Levels constant -> {
                spread(stimulus, constant.values(), levels);
                yield new StillPlayer();
            }
            case StimulusInput.LevelRows rows -> {
                double[][] all = rows.rows();
                if (all.length == 0) {
                    throw new IllegalArgumentException("stimulus " + stimulus.name() + ": no rows of levels");
                }
                for (double[] row : all) {
                    check(stimulus, row.length);
                }
                spread(stimulus, all[0], levels);
                yield new RowPlayer(partition, all, 0);
            }
            case StimulusInput.EventTicks events -> {
                check(stimulus, events.ticks().length);
                Arrays.fill(levels, 0);
                yield EventTickPlayer.of(partition, stimulus.name(), events.ticks());
            }
            case StimulusInput.PoissonMeans means -> {
                Arrays.fill(levels, 0);
                double[] all = new double[size];
                spread(stimulus, means.perTick(), all);
                for (double mean : all) {
                    if (!(mean >= 0 && mean <= LARGEST_MEAN)) {
                        throw new IllegalArgumentException("stimulus " + stimulus.name() + ": a mean of " + mean
                                + " events in a tick; possible are 0 to 1e9");
                    }
                }
                yield poisson(stimulus, partition, all, seed);
            }
            case StimulusInput.Regular regular -> {
                Arrays.fill(levels, 0);
                double[] period = new double[size];
                double[] first = new double[size];
                spread(stimulus, regular.period(), period);
                spread(stimulus, regular.first(), first);
                yield new RegularPlayer(partition, stimulus.name(), period, first, regular.count());
            }
        };
    }

    private static PoissonPlayer poisson(Stimulus stimulus, Partition partition, double[] means, long seed) {
        return new PoissonPlayer(partition, means, stimulus.single(), seed, RandomKey.site(stimulus.name()));
    }

    /** A player that has been saved. */
    static StimulusPlayer restore(
            Stimulus stimulus, Partition partition, StimulusPlayer.Kind kind, long seed, StateSource in) {
        return switch (kind) {
            case STILL -> new StillPlayer();
            case ROWS -> RowPlayer.restore(partition, in);
            case EVENT_TICKS -> new EventTickPlayer(partition, in.longs("events"));
            case POISSON -> {
                double[] means = new double[stimulus.size()];
                in.into("means", means);
                yield poisson(stimulus, partition, means, seed);
            }
            case REGULAR -> RegularPlayer.restore(partition, in);
        };
    }

    /** One value for all sources or one for each. */
    private static void spread(Stimulus stimulus, double[] values, double[] target) {
        check(stimulus, values.length);
        RowPlayer.spread(values, target);
    }

    private static void check(Stimulus stimulus, int length) {
        if (length != 1 && length != stimulus.size()) {
            throw new IllegalArgumentException(
                    "stimulus " + stimulus.name() + " of " + stimulus.size() + " sources gets " + length + " values");
        }
    }
}
