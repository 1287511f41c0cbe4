package bouton.emulator.engine;

import bouton.image.net.Image;
import bouton.image.net.Lag;
import bouton.image.net.Projection;
import java.util.ArrayList;
import java.util.List;

/** How long the things that a group sends or gets are under way at most, in ticks. */
final class LongestLags {
    private LongestLags() {}

    /** Of an event of a group, to any handler of synapses. */
    static int ofEvent(List<ProjectionState> projections, int group, int event) {
        int longest = 0;
        for (ProjectionState projection : projections) {
            Projection p = projection.projection();
            List<Lag> lags = new ArrayList<>();
            if (p.source() == group) {
                lags.addAll(HandlerLags.ofSource(p, event));
            }
            if (p.target() == group) {
                lags.addAll(HandlerLags.ofTarget(p, event));
            }
            for (Lag lag : lags) {
                longest = Math.max(longest, projection.longest(lag));
            }
        }
        return longest;
    }

    /** Of a delivery to a port of a population, at least 1. */
    static int ofDelivery(List<ProjectionState> projections, int group) {
        int longest = 1;
        for (ProjectionState projection : projections) {
            if (projection.projection().target() == group) {
                longest = Math.max(
                        longest, projection.longest(projection.projection().deliverLag()));
            }
        }
        return longest;
    }

    /** Of a sent value of a group, to any synapse that reads it. */
    static int ofSentValue(Image image, List<ProjectionState> projections, int group, int out) {
        int longest = 0;
        for (int p = 0; p < projections.size(); p++) {
            ProjectionState projection = projections.get(p);
            if (projection.projection().source() == group && ArrivalUse.reads(image, p, out)) {
                longest = Math.max(
                        longest, projection.longest(projection.projection().delay()));
            }
        }
        return longest;
    }
}
