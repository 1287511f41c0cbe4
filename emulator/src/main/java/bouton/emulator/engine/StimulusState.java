package bouton.emulator.engine;

import bouton.emulator.state.Columns;
import bouton.emulator.state.Partition;
import bouton.image.net.Stimulus;
import bouton.image.run.StateSink;
import bouton.image.run.StateSource;
import bouton.image.run.StimulusInput;

/** A stimulus while it runs. */
final class StimulusState extends GroupState {
    private final Stimulus stimulus;
    private final long seed;
    private final double[] levels;
    private StimulusPlayer player;
    private long start;

    StimulusState(Stimulus stimulus, Partition partition, Columns columns, long seed, int counters) {
        super(stimulus, partition, columns, 0, counters);
        this.stimulus = stimulus;
        this.seed = seed;
        this.levels = new double[stimulus.size()];
        this.player = StimulusPlayers.of(stimulus, partition, stimulus.initial(), seed, levels);
        store();
    }

    /** From a tick on, the stimulus does this. */
    void present(StimulusInput input, long tick) {
        player = StimulusPlayers.of(stimulus, partition(), input, seed, levels);
        start = tick;
    }

    /** From a tick on these are the levels, and they can be seen at once. */
    void drive(double[] values, long tick) {
        present(new StimulusInput.Levels(values), tick);
        System.arraycopy(values, 0, levels, 0, levels.length);
        store();
    }

    /** Plays a tick: events and levels of the sources of a part. */
    void play(long tick, int part) {
        player.play(tick - start, tick, part, levels, channels(part)[0]);
        System.arraycopy(
                levels,
                partition().start(part),
                columns().doubles(part)[0],
                0,
                partition().length(part));
        send(tick, part);
    }

    @Override
    void saveTraffic(StateSink out, long tick) {
        super.saveTraffic(out, tick);
        out.longs("player", player.kind().ordinal(), start);
        player.save(out, tick - start);
        out.doubles("levels", levels);
    }

    @Override
    void restoreTraffic(StateSource in, long tick) {
        super.restoreTraffic(in, tick);
        long[] saved = new long[2];
        in.into("player", saved);
        start = saved[1];
        player = StimulusPlayers.restore(stimulus, partition(), StimulusPlayer.Kind.values()[(int) saved[0]], seed, in);
        in.into("levels", levels);
    }

    private void store() {
        for (int b = 0; b < columns().blocks(); b++) {
            System.arraycopy(
                    levels,
                    columns().blockStart(b),
                    columns().doubles(b)[0],
                    0,
                    columns().blockSize(b));
        }
    }
}
