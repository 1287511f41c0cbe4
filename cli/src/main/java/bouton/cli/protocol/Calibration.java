package bouton.cli.protocol;

import bouton.compiler.Compiled;
import bouton.image.run.Recorder;
import bouton.image.run.Session;
import java.io.IOException;

/**
 * Follows a run in float64 that only shows how large values become. What the experiment requires and records is told when it
 * runs on the chip.
 */
final class Calibration implements ExperimentListener {
    private static final Recorder NOTHING = new Recorder() {
        @Override
        public boolean wants(int group, int event) {
            return false;
        }

        @Override
        public void events(int group, int event, long tick, int[] members, int count) {}

        @Override
        public void values(int probe, long ticks, double[] values) {}
    };

    private final ExperimentListener listener;
    private boolean stopped;

    /** @param listener is asked whether to stop */
    Calibration(ExperimentListener listener) {
        this.listener = listener;
    }

    boolean isStopped() {
        return stopped;
    }

    @Override
    public Recorder begin(Point point, Compiled compiled) {
        return NOTHING;
    }

    @Override
    public boolean progress(long done, long planned) throws IOException {
        stopped |= !listener.calibrating(done, planned);
        return !stopped;
    }

    @Override
    public void record(String name, double[] values, String unit) {}

    @Override
    public void require(Requirement result) {}

    @Override
    public void end(Point point, Session session, boolean complete) {}
}
