package bouton.emulator.engine;

import bouton.emulator.state.Partition;
import bouton.image.net.Stimulus;
import bouton.image.random.RandomKey;
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
                yield (now, tick, from, to, level, spikes) -> {};
            }
            case StimulusInput.Levels constant -> {
                spread(stimulus, constant.values(), levels);
                yield (now, tick, from, to, level, spikes) -> {};
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
                yield (now, tick, from, to, level, spikes) ->
                        spread(stimulus, all[(int) Math.min(now, all.length - 1)], level);
            }
            case StimulusInput.EventTicks events -> {
                check(stimulus, events.ticks().length);
                Arrays.fill(levels, 0);
                yield new EventTickPlayer(stimulus.name(), events.ticks(), size);
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
                yield new PoissonPlayer(partition, all, stimulus.single(), seed, RandomKey.site(stimulus.name()));
            }
            case StimulusInput.Regular regular -> {
                Arrays.fill(levels, 0);
                double[] period = new double[size];
                double[] first = new double[size];
                spread(stimulus, regular.period(), period);
                spread(stimulus, regular.first(), first);
                yield new RegularPlayer(stimulus.name(), period, first, regular.count());
            }
        };
    }

    /** One value for all sources or one for each. */
    private static void spread(Stimulus stimulus, double[] values, double[] target) {
        check(stimulus, values.length);
        if (values.length == target.length) {
            System.arraycopy(values, 0, target, 0, target.length);
        } else {
            Arrays.fill(target, values[0]);
        }
    }

    private static void check(Stimulus stimulus, int length) {
        if (length != 1 && length != stimulus.size()) {
            throw new IllegalArgumentException(
                    "stimulus " + stimulus.name() + " of " + stimulus.size() + " sources gets " + length + " values");
        }
    }
}
