package bouton.cli.diff;

import bouton.image.net.Group;
import bouton.image.net.Image;
import bouton.image.net.Population;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares the spikes of all groups, tick by tick. */
final class SpikeComparison {
    private final Image image;
    private final List<ObservedValues.Observed> observed;
    private final Rows first;
    private final Rows second;
    private final @Nullable TrainDistances[] trains;
    private final Columns[] columns;
    private final Raster raster = new Raster();
    // States and inputs when the tick of a neuron's first differing spike began: by group and neuron.
    private final Map<Long, double[][]> before = new HashMap<>();
    private long stimulusTick = -1;
    private String stimulus = "";

    private record Columns(int first, int second, int alone, int vanRossum) {}

    /**
     * @param tau of the van Rossum distance, in ticks
     * @param precision of coincidences, in ticks
     * @param first values of the first side
     * @param second of the second
     */
    SpikeComparison(
            Image image,
            List<ObservedValues.Observed> observed,
            Rows first,
            Rows second,
            double tau,
            long precision,
            Timeline timeline) {
        this.image = image;
        this.observed = observed;
        this.first = first;
        this.second = second;
        this.trains = new TrainDistances[image.groups().size()];
        this.columns = new Columns[trains.length];
        for (int g = 0; g < trains.length; g++) {
            if (image.groups().get(g) instanceof Population p) {
                trains[g] = new TrainDistances(p.size(), tau, precision);
                columns[g] = new Columns(
                        timeline.column(Timeline.Kind.SUM),
                        timeline.column(Timeline.Kind.SUM),
                        timeline.column(Timeline.Kind.SUM),
                        timeline.column(Timeline.Kind.SUM));
            }
        }
    }

    /** Spikes of the two sides before tick {@code to}. */
    void compare(SideLog a, SideLog b, long to, Timeline timeline) {
        int i = 0;
        int j = 0;
        while (true) {
            boolean left = i < a.count() && a.tick(i) < to;
            boolean right = j < b.count() && b.tick(j) < to;
            if (!left && !right) {
                return;
            }
            int order = !left ? 1 : !right ? -1 : order(a, i, b, j);
            if (order == 0) {
                both(a.group(i), a.member(i), a.tick(i), timeline);
            } else if (order < 0) {
                alone(a.group(i), a.member(i), a.tick(i), true, timeline);
            } else {
                alone(b.group(j), b.member(j), b.tick(j), false, timeline);
            }
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
    }

    private static int order(SideLog a, int i, SideLog b, int j) {
        int byTick = Long.compare(a.tick(i), b.tick(j));
        if (byTick != 0) {
            return byTick;
        }
        int byGroup = Integer.compare(a.group(i), b.group(j));
        return byGroup != 0 ? byGroup : Integer.compare(a.member(i), b.member(j));
    }

    private void both(int group, int member, long tick, Timeline timeline) {
        TrainDistances t = trains[group];
        if (t != null) {
            t.both(member, tick);
            timeline.add(columns[group].first(), 1);
            timeline.add(columns[group].second(), 1);
            raster.add(tick, group, member, Raster.Owner.BOTH);
        }
    }

    private void alone(int group, int member, long tick, boolean ofFirst, Timeline timeline) {
        TrainDistances t = trains[group];
        if (t == null) {
            if (stimulusTick < 0) {
                stimulusTick = tick;
                stimulus = image.groups().get(group).name();
            }
            return;
        }
        if (t.alone(member, tick, ofFirst)) {
            before.put(key(group, member), values(group, member, tick));
        }
        timeline.add(ofFirst ? columns[group].first() : columns[group].second(), 1);
        timeline.add(columns[group].alone(), 1);
        raster.add(tick, group, member, ofFirst ? Raster.Owner.FIRST : Raster.Owner.SECOND);
    }

    private static long key(int group, int member) {
        return ((long) group << 32) | member;
    }

    /** NaN where a value is not known. */
    private double[][] values(int group, int member, long tick) {
        int n = (int) observed.stream().filter(o -> o.group() == group).count();
        double[][] values = new double[2][n];
        int k = 0;
        for (ObservedValues.Observed o : observed) {
            if (o.group() == group) {
                values[0][k] = value(first, o, member, tick);
                values[1][k++] = value(second, o, member, tick);
            }
        }
        return values;
    }

    private static double value(Rows rows, ObservedValues.Observed o, int member, long tick) {
        double[] all = rows.at(o.probe(), tick);
        return all == null ? Double.NaN : all[member] * o.scale();
    }

    /** The window ends when so many ticks have run. */
    void close(long tick, boolean last, Timeline timeline) {
        for (int g = 0; g < trains.length; g++) {
            TrainDistances t = trains[g];
            if (t != null) {
                timeline.add(columns[g].vanRossum(), last ? t.finish(tick) : t.take(tick));
            }
        }
    }

    List<TrainFigures> figures(long ticks) {
        List<TrainFigures> all = new ArrayList<>();
        for (int g = 0; g < trains.length; g++) {
            TrainDistances t = trains[g];
            if (t != null) {
                all.add(t.figures(image.groups().get(g).name(), ticks, image.dt()));
            }
        }
        return all;
    }

    /** The first differing spike of every neuron that has one: by tick, then what comes first in a tick. */
    List<FirstSpike> firsts() {
        List<FirstSpike> all = new ArrayList<>();
        for (int g = 0; g < trains.length; g++) {
            TrainDistances t = trains[g];
            if (t == null) {
                continue;
            }
            Group group = image.groups().get(g);
            for (int m = 0; m < group.size(); m++) {
                if (t.firstTick(m) >= 0) {
                    all.add(new FirstSpike(
                            group.name(), g, m, t.firstTick(m), t.firstSide(m), t.follows(m), figures(g, m)));
                }
            }
        }
        all.sort((a, b) -> {
            int byTick = Long.compare(a.tick(), b.tick());
            // Without delays a spike reaches populations of a higher rank in its own tick.
            int byRank = Integer.compare(
                    image.population(a.group()).rank(),
                    image.population(b.group()).rank());
            return byTick != 0 ? byTick : byRank;
        });
        return all;
    }

    private List<Figure> figures(int group, int member) {
        double[][] values = before.getOrDefault(key(group, member), new double[2][0]);
        List<Figure> figures = new ArrayList<>();
        int k = 0;
        for (ObservedValues.Observed o : observed) {
            if (o.group() == group && k < values[0].length) {
                figures.add(new Figure(o.name(), o.unit(), values[0][k], values[1][k]));
                k++;
            }
        }
        return figures;
    }

    List<Series> series(Timeline timeline) {
        List<Series> all = new ArrayList<>();
        for (int g = 0; g < trains.length; g++) {
            if (trains[g] != null) {
                String name = image.groups().get(g).name();
                double size = image.groups().get(g).size();
                all.add(new Series(name, "spikes of the first", "1", timeline.values(columns[g].first())));
                all.add(new Series(name, "spikes of the second", "1", timeline.values(columns[g].second())));
                all.add(new Series(name, "spikes of one alone", "1", timeline.values(columns[g].alone())));
                double[] squares = timeline.values(columns[g].vanRossum());
                for (int k = 0; k < squares.length; k++) {
                    squares[k] = Math.sqrt(squares[k] / size);
                }
                all.add(new Series(name, "van Rossum distance", "1", squares));
            }
        }
        return all;
    }

    Raster raster() {
        return raster;
    }

    /** The stimulus that first did something else on the two sides, with the tick; empty if none did. */
    java.util.Optional<String> otherStimulus() {
        return stimulusTick < 0
                ? java.util.Optional.empty()
                : java.util.Optional.of("`" + stimulus + "` in tick " + stimulusTick);
    }
}
