package bouton.cli.bench;

import bouton.image.net.Image;
import bouton.image.net.Population;
import bouton.image.run.Recorder;
import bouton.image.run.RunMonitor;
import bouton.image.run.Session;
import java.util.ArrayList;
import java.util.List;

/**
 * One run of a network in a session of its own.
 *
 * @param compile seconds
 * @param build seconds
 * @param run seconds
 * @param spikes of each neuron, for every group of the image; none for stimuli
 */
record Trial(double compile, double build, double run, List<long[]> spikes) {
    /** Looks at the session when the run has ended. */
    interface Look {
        Look NONE = (prepared, session) -> {};

        void at(Prepared prepared, Session session);
    }

    static Trial of(Workload.OfNetwork workload, Plan plan, Look look) {
        // What earlier sessions have left is collected before the clock starts, not while it runs.
        System.gc();
        long start = System.nanoTime();
        Prepared prepared = Prepared.of(workload, plan.neurons(workload), plan.ms(workload));
        long compiled = System.nanoTime();
        try (Session session = plan.engine().provider().open(prepared.compiled().image(), Recorder.NOTHING)) {
            long built = System.nanoTime();
            session.run(prepared.ticks(), RunMonitor.NONE);
            long ended = System.nanoTime();
            look.at(prepared, session);
            return new Trial(
                    (compiled - start) / 1e9, (built - compiled) / 1e9, (ended - built) / 1e9, spikes(session));
        }
    }

    private static List<long[]> spikes(Session session) {
        Image image = session.image();
        List<long[]> spikes = new ArrayList<>();
        for (int g = 0; g < image.groups().size(); g++) {
            spikes.add(image.groups().get(g) instanceof Population ? session.counts(g, 0) : new long[0]);
        }
        return spikes;
    }
}
