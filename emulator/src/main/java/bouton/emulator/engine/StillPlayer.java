package bouton.emulator.engine;

import bouton.emulator.state.EventChannel;
import bouton.image.run.StateSink;

/** No events, and levels that stay as they are. */
final class StillPlayer implements StimulusPlayer {
    @Override
    public void play(long now, long tick, int part, double[] levels, EventChannel spikes) {}

    @Override
    public Kind kind() {
        return Kind.STILL;
    }

    @Override
    public void save(StateSink out, long now) {}
}
