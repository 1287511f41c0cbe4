package bouton.emulator.engine;

import bouton.emulator.state.EventChannel;
import bouton.emulator.state.Partition;
import bouton.image.random.DrawBatch;
import bouton.image.random.PoissonBatch;
import bouton.image.run.StateSink;

/** Poisson counts; the count of a tick is the payload of one event. */
final class PoissonPlayer implements StimulusPlayer {
    private final Partition partition;
    private final double[] means;
    private final PoissonBatch draws;
    private final boolean single;
    // What a part works with.
    private final DrawBatch[] batches;
    private final int[][] members;
    private final int[][] counts;

    PoissonPlayer(Partition partition, double[] means, boolean single, long seed, long site) {
        this.partition = partition;
        this.means = means;
        this.draws = new PoissonBatch(seed, site, means);
        this.single = single;
        int parts = partition.parts();
        this.batches = new DrawBatch[parts];
        this.members = new int[parts][];
        this.counts = new int[parts][];
        for (int k = 0; k < parts; k++) {
            batches[k] = new DrawBatch();
            members[k] = new int[partition.length(k)];
            counts[k] = new int[partition.length(k)];
        }
    }

    @Override
    public void play(long now, long tick, int part, double[] levels, EventChannel spikes) {
        int from = partition.start(part);
        int found = draws.draw(tick, from, from + partition.length(part), batches[part], members[part], counts[part]);
        if (single) {
            for (int k = 0; k < found; k++) {
                spikes.emit(members[part][k], 1);
            }
        } else {
            spikes.emitAll(members[part], counts[part], found);
        }
    }

    @Override
    public Kind kind() {
        return Kind.POISSON;
    }

    @Override
    public void save(StateSink out, long now) {
        out.doubles("means", means);
    }
}
