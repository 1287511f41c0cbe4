package bouton.emulator.cost;

import bouton.image.chip.CoreKind;
import bouton.image.net.Image;
import bouton.image.net.Trigger;
import java.util.ArrayList;
import java.util.List;

/**
 * Learning that runs for all synapses, sources or targets of a projection at once: in every tick, every so often, or at an event
 * of the network.
 */
final class Periodic {
    private final int projection;
    private final Learner learner;
    // By core, the host last.
    private final long[] runs;
    private final long[] time;
    private long times;

    private Periodic(Plan plan, int projection, Learner learner) {
        this.projection = projection;
        this.learner = learner;
        int cores = plan.floor().cores();
        this.runs = new long[cores + 1];
        this.time = new long[cores + 1];
        for (int c = 0; c < cores; c++) {
            CoreKind kind = plan.hardware().kindOf(c);
            runs[c] = plan.runsOn(projection, learner, c);
            time[c] = runs[c] * learner.time(kind);
        }
    }

    static List<Periodic> of(Plan plan) {
        List<Periodic> result = new ArrayList<>();
        Image image = plan.image();
        for (int p = 0; p < image.projections().size(); p++) {
            for (Learner learner : plan.learners(p)) {
                boolean ofEvents =
                        learner.trigger() instanceof Trigger.PreEvent || learner.trigger() instanceof Trigger.PostEvent;
                if (!ofEvents) {
                    result.add(new Periodic(plan, p, learner));
                }
            }
        }
        return result;
    }

    /** Adds the time of a tick, if it is due, by core. */
    void tick(long tick, long[] learning) {
        boolean due = switch (learner.trigger()) {
            case Trigger.EveryTick t -> true;
            case Trigger.Every t -> tick + 1 >= t.from() && (tick + 1 - t.from()) % t.period() == 0;
            default -> false;
        };
        if (due) {
            run(learning);
        }
    }

    /** An event of the network has happened. */
    void global(int event, long[] learning) {
        if (learner.trigger() instanceof Trigger.Global g && g.event() == event) {
            run(learning);
        }
    }

    private void run(long[] learning) {
        times++;
        for (int c = 0; c < learning.length; c++) {
            learning[c] += time[c];
        }
    }

    int projection() {
        return projection;
    }

    Learner learner() {
        return learner;
    }

    /** How often it ran on a core, for how many. */
    long runs(int core) {
        return times * runs[core];
    }

    /** How often it was due. */
    long times() {
        return times;
    }

    void setTimes(long saved) {
        times = saved;
    }
}
