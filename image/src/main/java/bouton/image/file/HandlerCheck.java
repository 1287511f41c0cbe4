package bouton.image.file;

import bouton.image.net.Handler;
import bouton.image.net.Image;
import bouton.image.net.Lag;
import bouton.image.net.Per;
import bouton.image.net.Population;
import bouton.image.net.Projection;
import bouton.image.net.Stage;
import bouton.image.net.Trigger;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Checks that what triggers a handler exists and can happen in its stage and phase ({@link Stage}). */
final class HandlerCheck {
    /** Where neurons may act in every tick, and in DELIVER beside their arrivals. */
    private static final Set<Stage> EVERY_TICK =
            EnumSet.of(Stage.TIME, Stage.INTEGRATE, Stage.REDUCE, Stage.THRESHOLD, Stage.RESET, Stage.PERIODIC);

    private final Image image;
    private final Problems problems;
    private final String where;

    HandlerCheck(Image image, Problems problems, String where) {
        this.image = image;
        this.problems = problems;
        this.where = where;
    }

    void ofPopulation(Handler h, Population p) {
        inOrder(h);
        problems.unless(h.per() == Per.INSTANCE, where, "a population has no " + h.per() + " to run for");
        switch (h.trigger()) {
            case Trigger.EveryTick t -> {
                boolean withArrivals = h.stage() == Stage.DELIVER && h.phase() == Stage.ARRIVAL;
                problems.unless(
                        withArrivals || EVERY_TICK.contains(h.stage()),
                        where,
                        "runs in every tick, which cannot be in " + h.stage());
            }
            case Trigger.Every t -> stage(h, "runs now and then", Stage.PERIODIC);
            case Trigger.Due t -> {
                exists(t.task(), p.tasks(), "task");
                stage(h, "has been deferred", Stage.THRESHOLD);
            }
            case Trigger.Global t -> global(h, t);
            case Trigger.OwnEvent t -> {
                exists(t.event(), p.events().size(), "event");
                stage(h, "follows an event of its own neuron", Stage.RESET);
            }
            case Trigger.Arrival t -> {
                exists(t.port(), p.ports().size(), "port");
                stage(h, "takes arrivals", Stage.DELIVER);
                problems.unless(h.phase() == Stage.ARRIVAL, where, "takes arrivals in phase " + h.phase());
            }
            case Trigger.PreEvent t -> problems.add(where, "a neuron cannot wait for an event of a source");
            case Trigger.PostEvent t -> problems.add(where, "a neuron cannot wait for an event of a target");
        }
    }

    void ofProjection(Handler h, Projection p) {
        inOrder(h);
        switch (h.trigger()) {
            case Trigger.EveryTick t -> {
                if (h.per() == Per.INSTANCE) {
                    stage(h, "runs in every tick", Stage.TIME, Stage.TRANSMIT, Stage.DELIVER, Stage.LEARN);
                } else {
                    stage(h, "runs in every tick per " + h.per(), Stage.TIME);
                }
            }
            case Trigger.Every t -> stage(h, "runs now and then", Stage.PERIODIC);
            case Trigger.PreEvent t -> {
                exists(t.event(), image.groups().get(p.source()).events().size(), "event");
                stage(h, "follows an event of the source", Stage.DELIVER, Stage.LEARN);
                atOnce(h, Per.SOURCE, t.lag());
            }
            case Trigger.PostEvent t -> {
                exists(t.event(), image.groups().get(p.target()).events().size(), "event");
                stage(h, "follows an event of the target", Stage.LEARN);
                atOnce(h, Per.TARGET, t.lag());
            }
            case Trigger.Global t -> global(h, t);
            case Trigger.Due t -> problems.add(where, "a synapse defers nothing");
            case Trigger.OwnEvent t -> problems.add(where, "a synapse has no events of its own");
            case Trigger.Arrival t -> problems.add(where, "nothing arrives at ports of a synapse");
        }
        if (h.stage() == Stage.DELIVER) {
            problems.unless(
                    h.phase() > Stage.OPEN_PORTS && h.phase() < Stage.ARRIVAL,
                    where,
                    "phase " + h.phase() + " of DELIVER is not for synapses");
        }
    }

    /** What does not run per synapse follows events that reach all synapses of its end at once. */
    private void atOnce(Handler h, Per end, Lag lag) {
        problems.unless(
                h.per() == Per.INSTANCE || h.per() == end,
                where,
                "runs per " + h.per() + " and follows an event of the " + end);
        problems.unless(
                h.per() == Per.INSTANCE || lag.field() < 0,
                where,
                "runs per " + h.per() + " with a lag that differs from synapse to synapse");
    }

    private void global(Handler h, Trigger.Global t) {
        exists(t.event(), image.globalEvents().size(), "global event");
        stage(h, "follows an event of the network", Stage.TIME);
    }

    private void inOrder(Handler h) {
        problems.unless(image.order().contains(h.stage()), where, "the order of stages leaves out " + h.stage());
        problems.unless(h.phase() >= 0, where, "phase " + h.phase());
    }

    private void stage(Handler h, String what, Stage... allowed) {
        problems.unless(List.of(allowed).contains(h.stage()), where, what + ", which cannot be in " + h.stage());
    }

    private void exists(int index, int count, String what) {
        problems.unless(
                index >= 0 && index < count, where, what + " number " + index + " does not exist, there are " + count);
    }
}
