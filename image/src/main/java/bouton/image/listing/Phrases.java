package bouton.image.listing;

import bouton.image.net.Connectivity;
import bouton.image.net.Lag;
import bouton.image.net.Trigger;
import bouton.image.run.StimulusInput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Parts of an image in words. */
final class Phrases {
    /** Members listed one by one. */
    private static final int LISTED = 10;

    private Phrases() {}

    /**
     * @param own names of the instances the handler is for
     * @param source names of a projection's source; of the instances themselves if they are neurons
     * @param target names of a projection's target; of the instances themselves if they are neurons
     */
    static String trigger(Trigger trigger, Names own, Names source, Names target) {
        return switch (trigger) {
            case Trigger.EveryTick t -> "every tick";
            case Trigger.Every t -> "every " + ticks(t.period()) + ", first after " + t.from();
            case Trigger.PreEvent t -> "on pre." + source.event(t.event()) + later(t.lag(), own);
            case Trigger.PostEvent t -> "on post." + target.event(t.event()) + later(t.lag(), own);
            case Trigger.Global t -> "on event " + own.globalEvent(t.event());
            case Trigger.Due t -> "when task " + t.task() + " is due";
            case Trigger.OwnEvent t -> "on " + own.event(t.event());
            case Trigger.Arrival t ->
                t.linear()
                        ? "on the sum of arrivals at " + own.port(t.port())
                        : "on each arrival at " + own.port(t.port());
        };
    }

    static String lag(Lag lag, Names names) {
        if (lag.field() < 0) {
            return ticks(lag.ticks());
        }
        String field = "self." + names.field(lag.field()) + " ticks";
        return lag.ticks() == 0 ? field : lag.ticks() + " + " + field;
    }

    static String connectivity(Connectivity connectivity) {
        return switch (connectivity) {
            case Connectivity.OneToOne c -> "one to one";
            case Connectivity.AllToAll c -> "all to all" + self(c.self());
            case Connectivity.Probability c -> "each pair with probability " + c.p() + self(c.self());
            case Connectivity.FanIn c ->
                "each target from " + count(c.k(), "random source") + self(c.self()) + repeats(c.multiple());
            case Connectivity.FanOut c ->
                "each source to " + count(c.k(), "random target") + self(c.self()) + repeats(c.multiple());
            case Connectivity.Total c ->
                count(c.n(), "synapse") + " between random pairs" + self(c.self()) + repeats(c.multiple());
            case Connectivity.Pairs c -> count(c.pre().length, "listed synapse");
            case Connectivity.Displaced c ->
                "each pair with a probability by displacement, " + range(c.p()) + self(c.self());
        };
    }

    static String input(StimulusInput input) {
        return switch (input) {
            case StimulusInput.Silent i -> "silent";
            case StimulusInput.Levels i -> "level " + range(i.values());
            case StimulusInput.LevelRows i -> "levels in " + count(i.rows().length, "row") + ", one a tick";
            case StimulusInput.EventTicks i -> {
                long events = 0;
                for (long[] ticks : i.ticks()) {
                    events += ticks.length;
                }
                yield count(events, "listed event") + " in " + count(i.ticks().length, "train");
            }
            case StimulusInput.PoissonMeans i -> "poisson, " + range(i.perTick()) + " events a tick";
            case StimulusInput.Regular i ->
                "regular, period " + range(i.period()) + " ticks, first after " + range(i.first())
                        + (i.count() == -1 ? "" : ", " + count(i.count(), "event"));
        };
    }

    static String members(List<Integer> members) {
        if (members.isEmpty()) {
            return "all";
        }
        String listed = members.stream().limit(LISTED).map(String::valueOf).collect(Collectors.joining(" "));
        return count(members.size(), "member") + ": " + listed + (members.size() > LISTED ? " …" : "");
    }

    /** A unit, and the factor to it if there is one. */
    static String unit(String unit, double scale) {
        return scale == 1 ? unit : unit + ", shown x " + scale;
    }

    static String count(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    static String ticks(long count) {
        return count(count, "tick");
    }

    private static String later(Lag lag, Names own) {
        return lag.isNone() ? "" : ", " + lag(lag, own) + " later";
    }

    private static String self(boolean self) {
        return self ? "" : ", none to itself";
    }

    private static String repeats(boolean multiple) {
        return multiple ? ", pairs may repeat" : "";
    }

    private static String range(double[] values) {
        if (values.length == 0) {
            return "of nothing";
        }
        double least = Arrays.stream(values).min().getAsDouble();
        double most = Arrays.stream(values).max().getAsDouble();
        List<String> ends = new ArrayList<>(List.of(String.valueOf(least)));
        if (Double.compare(least, most) != 0) {
            ends.add(String.valueOf(most));
        }
        return String.join(" .. ", ends);
    }
}
