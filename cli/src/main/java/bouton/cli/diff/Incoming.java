package bouton.cli.diff;

import bouton.image.net.Image;
import bouton.image.run.Session;
import java.util.ArrayList;
import java.util.List;

/** The synapses onto a neuron, by projection: their numbers and sources. */
record Incoming(int projection, int[] numbers, int[] sources) {
    /** More are not looked at, tick by tick. */
    static final int MOST = 4096;

    static List<Incoming> of(Session session, int group, int neuron) {
        Image image = session.image();
        List<Incoming> all = new ArrayList<>();
        for (int p = 0; p < image.projections().size(); p++) {
            if (image.projections().get(p).target() == group) {
                int[][] ends = session.synapses(p);
                int[] numbers = java.util.stream.IntStream.range(0, ends[1].length)
                        .filter(k -> ends[1][k] == neuron)
                        .limit(MOST)
                        .toArray();
                if (numbers.length > 0) {
                    int[] sources = java.util.Arrays.stream(numbers)
                            .map(k -> ends[0][k])
                            .toArray();
                    all.add(new Incoming(p, numbers, sources));
                }
            }
        }
        return all;
    }
}
