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
    private final PartEmitter[] emitters;
    private long start;

    StimulusState(Stimulus stimulus, Partition partition, Columns columns, long seed, int counters) {
        super(stimulus, partition, columns, 0, counters);
        this.stimulus = stimulus;
        this.seed = seed;
        this.levels = new double[stimulus.size()];
        this.emitters = new PartEmitter[partition.parts()];
        for (int k = 0; k < emitters.length; k++) {
            emitters[k] = new PartEmitter(k);
        }
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

    /** Plays a tick: its events and levels. What does not play part by part plays with part 0. */
    void play(long tick, int part) {
        if (player.playsByPart()) {
            play(tick, part, partition().start(part), partition().length(part));
        } else if (part == 0) {
            player.play(tick - start, tick, 0, levels.length, levels, this::emit);
            store();
            send(tick);
        }
    }

    private void play(long tick, int part, int first, int length) {
        player.play(tick - start, tick, first, first + length, levels, emitters[part]);
        System.arraycopy(levels, first, columns().doubles(part)[0], 0, length);
        send(tick, part);
    }

    /** Takes the events of a part. */
    private final class PartEmitter implements StimulusPlayer.Emitter {
        private final int part;

        PartEmitter(int part) {
            this.part = part;
        }

        @Override
        public void emit(int source, double payload) {
            channels(part)[0].emit(source, payload);
        }

        @Override
        public void emitAll(int[] sources, int[] counts, int n) {
            channels(part)[0].emitAll(sources, counts, n);
        }
    }

    private void emit(int source, double payload) {
        channels(partition().partOf(source))[0].emit(source, payload);
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
