package bouton.emulator.engine;

import bouton.image.random.DrawBatch;
import bouton.image.random.PoissonBatch;

/** Poisson counts; the count of a tick is the payload of one event. */
final class PoissonPlayer implements StimulusPlayer {
    private final PoissonBatch draws;
    private final DrawBatch batch = new DrawBatch();
    private final boolean single;
    private final int size;
    private final int[] members;
    private final int[] counts;

    PoissonPlayer(double[] means, boolean single, long seed, long site) {
        this.draws = new PoissonBatch(seed, site, means);
        this.single = single;
        this.size = means.length;
        this.members = new int[size];
        this.counts = new int[size];
    }

    @Override
    public void play(long now, long tick, double[] levels, Emitter spikes) {
        int found = draws.draw(tick, 0, size, batch, members, counts);
        for (int k = 0; k < found; k++) {
            spikes.emit(members[k], single ? 1 : counts[k]);
        }
    }
}
