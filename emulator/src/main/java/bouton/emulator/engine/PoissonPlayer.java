package bouton.emulator.engine;

import bouton.image.random.Draws;
import bouton.image.run.StateSink;

/** Poisson counts; the count of a tick is the payload of one event. */
final class PoissonPlayer implements StimulusPlayer {
    private final double[] means;
    private final boolean single;
    private final long seed;
    private final long site;

    PoissonPlayer(double[] means, boolean single, long seed, long site) {
        this.means = means;
        this.single = single;
        this.seed = seed;
        this.site = site;
    }

    @Override
    public void play(long now, long tick, double[] levels, Emitter spikes) {
        for (int i = 0; i < means.length; i++) {
            long count = Draws.poisson(seed, site, i, tick, 0, means[i]);
            if (count > 0) {
                spikes.emit(i, single ? 1 : count);
            }
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
