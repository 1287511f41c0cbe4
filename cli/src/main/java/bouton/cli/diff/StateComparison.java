package bouton.cli.diff;

import java.util.ArrayList;
import java.util.List;

/** Compares the states of all populations at the end of every tick. */
final class StateComparison {
    private final List<State> states = new ArrayList<>();

    private static final class State {
        final ObservedValues.Observed observed;
        final String name;
        final int squares;
        final int count;
        final int max;
        final Differing all = new Differing();

        State(ObservedValues.Observed observed, String name, Timeline timeline) {
            this.observed = observed;
            this.name = name;
            this.squares = timeline.column(Timeline.Kind.SUM);
            this.count = timeline.column(Timeline.Kind.SUM);
            this.max = timeline.column(Timeline.Kind.MAX);
        }
    }

    StateComparison(List<ObservedValues.Observed> observed, List<String> groups, Timeline timeline) {
        for (ObservedValues.Observed o : observed) {
            if (o.state()) {
                states.add(new State(o, groups.get(o.group()) + "." + o.name(), timeline));
            }
        }
    }

    /** When {@code from} + 1 … {@code to} ticks have run. */
    void compare(Rows first, Rows second, long from, long to, Timeline timeline) {
        for (State s : states) {
            Differing here = new Differing();
            for (long ticks = from + 1; ticks <= to; ticks++) {
                double[] a = first.at(s.observed.probe(), ticks);
                double[] b = second.at(s.observed.probe(), ticks);
                if (a != null && b != null) {
                    here.add(a, b);
                }
            }
            s.all.add(here);
            timeline.add(s.squares, here.squares());
            timeline.add(s.count, here.count());
            timeline.max(s.max, here.max());
        }
    }

    List<ValueFigures> figures() {
        return states.stream()
                .map(s -> s.all.figures(s.name, s.observed.unit(), s.observed.scale()))
                .toList();
    }

    List<Series> series(Timeline timeline) {
        List<Series> all = new ArrayList<>();
        for (State s : states) {
            double scale = Math.abs(s.observed.scale());
            double[] rms = timeline.values(s.squares);
            double[] count = timeline.values(s.count);
            double[] max = timeline.values(s.max);
            for (int k = 0; k < rms.length; k++) {
                rms[k] = count[k] == 0 ? 0 : Math.sqrt(rms[k] / count[k]) * scale;
                max[k] *= scale;
            }
            all.add(new Series(s.name, "state, rms", s.observed.unit(), rms));
            all.add(new Series(s.name, "state, largest", s.observed.unit(), max));
        }
        return all;
    }
}
