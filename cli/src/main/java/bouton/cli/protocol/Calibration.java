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
    /** Is told how far it has come. */
    private interface Follower {
        boolean goesOn(long done, long planned) throws IOException;
    }

    private final Follower follower;
    private boolean stopped;

    private Calibration(Follower follower) {
        this.follower = follower;
    }

    /** @param listener is asked whether to stop */
    Calibration(ExperimentListener listener) {
        this(listener::calibrating);
    }

    /** Nobody asks for a stop. */
    static Calibration alone() {
        return new Calibration((done, planned) -> true);
    }

    boolean isStopped() {
        return stopped;
    }

    @Override
    public Recorder begin(Point point, Compiled compiled) {
        return Recorder.NOTHING;
    }

    @Override
    public boolean progress(long done, long planned) throws IOException {
        stopped |= !follower.goesOn(done, planned);
        return !stopped;
    }

    @Override
    public void record(String name, double[] values, String unit) {}

    @Override
    public void require(Requirement result) {}

    @Override
    public void end(Point point, Session session, boolean complete) {}
}
