package bouton.emulator.cost;

import bouton.image.chip.Boundary;
import bouton.image.chip.CoreKind;
import bouton.image.chip.Cost;
import bouton.image.chip.Hardware;
import bouton.image.chip.Operation;
import bouton.image.chip.Slice;
import bouton.image.chip.Tile;
import bouton.image.chip.Unit;
import bouton.image.net.Scope;
import bouton.image.net.Trigger;
import bouton.image.run.Charge;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts together the charges of a run from the spikes of each neuron, the updates of each slice, and the number of ticks. */
final class Charges {
    private final Plan plan;
    private final Hardware hardware;
    private final Places places;
    private final List<PartCosts> parts;
    private final List<Periodic> periodic;
    private final long ticks;
    private final int host;
    private final List<Charge> result = new ArrayList<>();

    Charges(Plan plan, List<PartCosts> parts, List<Periodic> periodic, long ticks) {
        this.plan = plan;
        this.hardware = plan.hardware();
        this.places = new Places(plan.image());
        this.parts = parts;
        this.periodic = periodic;
        this.ticks = ticks;
        this.host = plan.floor().host();
    }

    List<Charge> all() {
        for (int g = 0; g < plan.image().groups().size(); g++) {
            neurons(g);
            @Nullable Fanout[] channels = plan.fanouts(g);
            for (int channel = 0; channel < channels.length; channel++) {
                Fanout fanout = channels[channel];
                if (fanout != null) {
                    messages(g, channel, channel == channels.length - 1, fanout);
                }
            }
        }
        for (int p = 0; p < plan.image().projections().size(); p++) {
            for (Learner learner : plan.learners(p)) {
                if (learner.trigger() instanceof Trigger.PostEvent post) {
                    following(p, learner, post.event());
                }
            }
        }
        for (Periodic each : periodic) {
            for (int c = 0; c < host; c++) {
                learning(each.projection(), each.learner(), c, each.runs(c));
            }
        }
        return result;
    }

    private void add(Operation operation, int core, Scope scope, int at, long count, Cost cost) {
        if (count > 0) {
            result.add(new Charge(operation, core == host ? -1 : core, scope, at, count, cost));
        }
    }

    private List<PartCosts> parts(int group) {
        return parts.stream().filter(p -> p.group() == group).toList();
    }

    private void neurons(int group) {
        Scope scope = new Scope.OfGroup(group);
        long[] updates = new long[host];
        long[] members = new long[host];
        for (PartCosts part : parts(group)) {
            for (int k = 0; k < part.slices().size(); k++) {
                Slice s = part.slices().get(k);
                updates[s.core()] += part.updates()[k];
                members[s.core()] += s.size();
            }
        }
        for (int c = 0; c < host; c++) {
            CoreKind kind = hardware.kindOf(c);
            Unit soma = kind.somaUnit(group);
            long looks = ticks * members[c];
            add(Operation.NEURON_ACCESS, c, scope, places.group(group), looks, soma.access());
            add(Operation.NEURON_UPDATE, c, scope, places.update(group), updates[c], soma.update());
            if (soma.everyTick()) {
                Cost forced = soma.update().withoutTime();
                add(Operation.FORCED_UPDATE, c, scope, places.update(group), looks - updates[c], forced);
            }
            if (kind.boundary() == Boundary.DENDRITE) {
                Cost dendrite = kind.dendriteUnit(group).dendrite();
                add(Operation.DENDRITE, c, scope, places.update(group), looks, dendrite);
            }
        }
        for (int e = 0; e < plan.image().groups().get(group).events().size(); e++) {
            long[] spikes = new long[host + 1];
            for (PartCosts part : parts(group)) {
                for (int m = 0; m < part.length(); m++) {
                    spikes[plan.floor().coreOf(group, part.start() + m)] += part.spikes(e)[m];
                }
            }
            for (int c = 0; c < host; c++) {
                Cost cost = hardware.kindOf(c).somaUnit(group).spike();
                add(Operation.SPIKE, c, scope, places.emission(group, e), spikes[c], cost);
            }
        }
    }

    /** What became of the messages of a channel. */
    private final class Sums {
        private final long[] out = new long[host + 1];
        private final long[] in = new long[host + 1];
        private final long[][] hops = new long[4][host];
        private final long[][] synapses;
        private long hosted;

        Sums(Fanout fanout) {
            synapses = new long[fanout.projections().size()][host + 1];
        }

        void add(Fanout fanout, int member, int core, long times) {
            int end = fanout.end(member);
            hosted += core == host && fanout.start(member) < end ? times : 0;
            for (int e = fanout.start(member); e < end; e++) {
                int to = fanout.core(e);
                out[core] += times;
                in[to] += times;
                for (int k = 0; k < synapses.length; k++) {
                    synapses[k][to] += times * fanout.count(e, k);
                }
                if (core != host && to != host) {
                    hop(hardware.tileOf(core), hardware.tileOf(to), to, times);
                }
            }
        }

        private void hop(Tile from, Tile to, int core, long times) {
            hops[0][core] += times * Math.max(to.y() - from.y(), 0);
            hops[1][core] += times * Math.max(to.x() - from.x(), 0);
            hops[2][core] += times * Math.max(from.y() - to.y(), 0);
            hops[3][core] += times * Math.max(from.x() - to.x(), 0);
        }
    }

    private void messages(int group, int channel, boolean values, Fanout fanout) {
        Sums sums = new Sums(fanout);
        for (PartCosts part : parts(group)) {
            for (int m = 0; m < part.length(); m++) {
                long times = values ? ticks : part.spikes(channel)[m];
                if (times > 0) {
                    int member = part.start() + m;
                    sums.add(fanout, member, plan.floor().coreOf(group, member), times);
                }
            }
        }
        Scope scope = new Scope.OfGroup(group);
        int at = values ? places.group(group) : places.emission(group, channel);
        add(Operation.HOST, host, scope, at, sums.hosted + sums.in[host], hardware.host());
        for (int c = 0; c < host; c++) {
            CoreKind kind = hardware.kindOf(c);
            Tile tile = hardware.tileOf(c);
            add(Operation.MESSAGE_OUT, c, scope, at, sums.out[c], kind.out());
            add(Operation.MESSAGE_IN, c, scope, at, sums.in[c], kind.in());
            add(Operation.HOP_NORTH, c, scope, at, sums.hops[0][c], tile.north());
            add(Operation.HOP_EAST, c, scope, at, sums.hops[1][c], tile.east());
            add(Operation.HOP_SOUTH, c, scope, at, sums.hops[2][c], tile.south());
            add(Operation.HOP_WEST, c, scope, at, sums.hops[3][c], tile.west());
            for (int k = 0; k < sums.synapses.length; k++) {
                int p = fanout.projections().get(k);
                arrivals(p, c, plan.meets(p, values ? -1 : channel) ? sums.synapses[k][c] : 0);
            }
        }
        if (!values) {
            learning(group, channel, fanout, sums);
        }
    }

    private void arrivals(int p, int core, long count) {
        CoreKind kind = hardware.kindOf(core);
        Scope scope = new Scope.OfProjection(p);
        add(
                Operation.SYNAPSE,
                core,
                scope,
                places.delivery(p),
                count,
                kind.synapseUnit(p).synapse());
        if (kind.boundary() != Boundary.DENDRITE) {
            Cost dendrite = kind.dendriteUnit(plan.floor().target(p)).dendrite();
            add(Operation.DENDRITE, core, scope, places.delivery(p), count, dendrite);
        }
    }

    /** What source events make synapses learn. */
    private void learning(int group, int event, Fanout fanout, Sums sums) {
        for (int k = 0; k < sums.synapses.length; k++) {
            int p = fanout.projections().get(k);
            long[] rows = null;
            for (Learner learner : plan.learners(p)) {
                if (learner.trigger() instanceof Trigger.PreEvent pre && pre.event() == event) {
                    rows = rows == null ? rows(group, event, fanout, k) : rows;
                    for (int c = 0; c < host; c++) {
                        learning(p, learner, c, learner.accesses() ? sums.synapses[k][c] : rows[c]);
                    }
                }
            }
        }
    }

    /** By core, how many spikes met at least one synapse of a projection. */
    private long[] rows(int group, int event, Fanout fanout, int k) {
        long[] rows = new long[host + 1];
        for (PartCosts part : parts(group)) {
            for (int m = 0; m < part.length(); m++) {
                int member = part.start() + m;
                for (int e = fanout.start(member); e < fanout.end(member); e++) {
                    rows[fanout.core(e)] += fanout.count(e, k) > 0 ? part.spikes(event)[m] : 0;
                }
            }
        }
        return rows;
    }

    /** What events of targets make synapses learn. */
    private void following(int p, Learner learner, int event) {
        int group = plan.floor().target(p);
        long[] runs = new long[host + 1];
        for (PartCosts part : parts(group)) {
            for (int m = 0; m < part.length(); m++) {
                int member = part.start() + m;
                runs[plan.floor().coreOf(group, member)] +=
                        part.spikes(event)[m] * Plan.runs(learner, plan.fanIn(p, member));
            }
        }
        for (int c = 0; c < host; c++) {
            learning(p, learner, c, runs[c]);
        }
    }

    private void learning(int p, Learner learner, int core, long runs) {
        CoreKind kind = hardware.kindOf(core);
        Scope scope = new Scope.OfProjection(p);
        int first = learner.words().keySet().stream().findFirst().orElse(-1);
        learner.words()
                .forEach((at, words) ->
                        add(Operation.LEARNING_WORD, core, scope, places.learning(p, at), runs * words, kind.word()));
        if (learner.accesses()) {
            add(Operation.LEARNING_ACCESS, core, scope, places.learning(p, first), runs, kind.access());
        }
    }
}
