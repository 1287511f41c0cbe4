package bouton.cli.statistics;

import bouton.image.net.Group;
import bouton.image.net.Image;
import bouton.image.net.Population;
import bouton.image.run.StateSink;
import bouton.image.run.StateSource;
import java.util.ArrayList;
import java.util.List;

/** Counts the spikes (event number 0) of every group while a session runs. */
public final class Activity {
    private final List<Group> groups;
    private final Intervals[] intervals;

    public Activity(Image image) {
        groups = image.groups();
        intervals = new Intervals[groups.size()];
        for (int g = 0; g < intervals.length; g++) {
            intervals[g] = new Intervals(groups.get(g).size());
        }
    }

    /** See {@link bouton.image.run.Recorder#events}. */
    public void events(int group, int event, long tick, int[] members, int count) {
        if (event == 0) {
            intervals[group].add(tick, members, count);
        }
    }

    /** Writes down what has been counted. */
    public void save(StateSink out) {
        for (Intervals i : intervals) {
            i.save(out);
        }
    }

    /** Takes back what {@link #save} has written. */
    public void restore(StateSource in) {
        for (Intervals i : intervals) {
            i.restore(in);
        }
    }

    /** A figure per group, in the order of the image, over {@code simulated} ms. */
    public List<GroupFigures> figures(double simulated) {
        List<GroupFigures> figures = new ArrayList<>();
        for (int g = 0; g < intervals.length; g++) {
            Group group = groups.get(g);
            long spikes = intervals[g].events();
            double rate = simulated > 0 ? spikes / (simulated / 1000) / group.size() : 0;
            figures.add(new GroupFigures(
                    group.name(),
                    group instanceof Population,
                    group.size(),
                    spikes,
                    rate,
                    intervals[g].coefficientOfVariation()));
        }
        return figures;
    }
}
