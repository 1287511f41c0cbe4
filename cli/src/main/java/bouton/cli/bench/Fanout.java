package bouton.cli.bench;

import bouton.image.net.Image;
import bouton.image.net.Population;
import bouton.image.net.Projection;
import bouton.image.run.Session;
import java.util.List;

/** How many synapses between neurons each neuron reaches, to count synaptic events. */
final class Fanout {
    private final long[][] synapses;
    private long total;

    private Fanout(Image image) {
        synapses = new long[image.groups().size()][];
        for (int g = 0; g < synapses.length; g++) {
            synapses[g] = new long[image.groups().get(g).size()];
        }
    }

    /** Of all projections but those of stimuli. */
    static Fanout of(Session session) {
        Image image = session.image();
        Fanout fanout = new Fanout(image);
        for (int p = 0; p < image.projections().size(); p++) {
            Projection projection = image.projections().get(p);
            if (image.groups().get(projection.source()) instanceof Population) {
                int[] sources = session.synapses(p)[0];
                for (int source : sources) {
                    fanout.synapses[projection.source()][source]++;
                }
                fanout.total += sources.length;
            }
        }
        return fanout;
    }

    /** All of them. */
    long total() {
        return total;
    }

    /** The synaptic events that so many spikes of each neuron make. */
    long events(List<long[]> spikes) {
        long events = 0;
        for (int g = 0; g < synapses.length; g++) {
            long[] of = spikes.get(g);
            for (int s = 0; s < of.length; s++) {
                events += of[s] * synapses[g][s];
            }
        }
        return events;
    }
}
