package bouton.cli.command;

import bouton.cli.protocol.ExperimentListener;
import bouton.cli.protocol.Point;
import bouton.cli.protocol.Requirement;
import bouton.compiler.Compiled;
import bouton.image.run.Recorder;
import bouton.image.run.Session;
import java.util.ArrayList;
import java.util.List;

/** Listens to a run for its requirements, and keeps nothing else. */
final class Requirements implements ExperimentListener {
    private final List<Requirement> failed = new ArrayList<>();
    private long total;
    private boolean allowsForSteps;

    long total() {
        return total;
    }

    /** Whether requirements may be looser by steps of a chip's words. */
    boolean allowsForSteps() {
        return allowsForSteps;
    }

    List<Requirement> failed() {
        return failed;
    }

    @Override
    public Recorder begin(Point point, Compiled compiled) {
        return Recorder.NOTHING;
    }

    @Override
    public boolean progress(long done, long planned) {
        return true;
    }

    @Override
    public void record(String name, double[] values, String unit) {}

    @Override
    public void require(Requirement result) {
        total++;
        if (!result.passed()) {
            failed.add(result);
        }
    }

    @Override
    public void allowsForSteps(boolean allows) {
        allowsForSteps |= allows;
    }

    @Override
    public void end(Point point, Session session, boolean complete) {}
}
