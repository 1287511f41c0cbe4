package bouton.cli.bench;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A peer beside a workload: started, warmed up, run in turn with Bouton, asked for its figures. Its failures stay here. */
final class PeerRuns implements AutoCloseable {
    private final Peer peer;
    private final List<Double> builds = new ArrayList<>();
    private final List<Double> runs = new ArrayList<>();
    private @Nullable PeerProcess process;
    private Result.@Nullable OfPeer trouble;
    private long spikes;

    PeerRuns(Peer peer) {
        this.peer = peer;
    }

    Peer peer() {
        return peer;
    }

    /** Starts it, and runs it once without counting. */
    void start(Plan plan, Workload.OfNetwork workload, Scratch scratch) {
        try {
            PeerProcess started = PeerProcess.start(
                    plan.python(),
                    peer,
                    workload,
                    plan.neurons(workload),
                    plan.ms(workload),
                    plan.engine().threads(),
                    scratch);
            process = started;
            started.run();
        } catch (PeerProcess.MissingException e) {
            trouble = new Result.OfPeer.Missing(peer);
        } catch (PeerProcess.FailedException e) {
            trouble = new Result.OfPeer.Failed(peer, String.valueOf(e.getMessage()));
        }
    }

    /** Runs it once, if it can be run. */
    void run() {
        PeerProcess running = process;
        if (running == null || trouble != null) {
            return;
        }
        try {
            PeerProcess.Trial trial = running.run();
            builds.add(trial.build());
            runs.add(trial.run());
            spikes = trial.spikes();
        } catch (PeerProcess.FailedException e) {
            trouble = new Result.OfPeer.Failed(peer, String.valueOf(e.getMessage()));
        }
    }

    Result.OfPeer result() {
        PeerProcess running = process;
        if (trouble != null) {
            return trouble;
        }
        if (running == null || runs.isEmpty()) {
            throw new IllegalStateException(peer.title() + " has not run");
        }
        return new Result.OfPeer.Ran(peer, running.version(), new Measured(builds), new Measured(runs), spikes);
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }
}
