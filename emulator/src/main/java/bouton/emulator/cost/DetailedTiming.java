package bouton.emulator.cost;

import bouton.emulator.state.EventChannel;
import bouton.image.chip.Boundary;
import bouton.image.chip.CoreKind;
import bouton.image.chip.Slice;
import bouton.image.chip.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * The time of a tick as SANA-FE's detailed model has it: cores work off their neurons and send as they go; messages leave in the
 * order of time over all cores, wait where their path is full, and are worked off one by one where they arrive. A neuron's
 * messages go out behind its own work; work behind a core's last message counts as well.
 */
final class DetailedTiming {
    private final Plan plan;
    private final Mesh mesh;
    private final Messages messages;
    private final int host;
    // By core: pieces of slices in the order in which the core serves them.
    private final List<List<Piece>> pieces = new ArrayList<>();
    private final TimeHeap senders = new TimeHeap();
    private final TimeHeap arrivals = new TimeHeap();
    private final int[] next;
    private final long[] free;
    private int[] from = new int[64];
    private long inFlight;
    private long inFlightTime;
    private long[] keys = new long[64];

    private record Piece(PartCosts part, Slice slice) {}

    DetailedTiming(Plan plan, List<PartCosts> parts) {
        this.plan = plan;
        this.mesh = new Mesh(plan.hardware());
        this.host = plan.floor().host();
        this.messages = new Messages(host + 1);
        this.next = new int[host + 1];
        this.free = new long[host + 1];
        for (int c = 0; c < host; c++) {
            pieces.add(new ArrayList<>());
        }
        for (Slice slice : plan.hardware().slices()) {
            for (PartCosts part : parts) {
                for (Slice piece : part.slices()) {
                    boolean inside =
                            piece.group() == slice.group() && piece.from() >= slice.from() && piece.to() <= slice.to();
                    if (inside) {
                        pieces.get(slice.core()).add(new Piece(part, piece));
                    }
                }
            }
        }
    }

    /**
     * The time of a tick, without the barrier.
     *
     * @param channels of a part
     * @param late by core: work that comes in behind all messages
     */
    long time(long tick, Function<PartCosts, EventChannel[]> channels, List<PartCosts> parts, long[] late) {
        messages.clear();
        for (int core = 0; core < host; core++) {
            messages.begin(core);
            long rest = 0;
            for (Piece piece : pieces.get(core)) {
                rest = piece(tick, core, piece, channels.apply(piece.part), rest, late);
            }
            if (rest > 0) {
                messages.add(-1, rest, 0, core);
            }
        }
        messages.begin(host);
        for (PartCosts part : parts) {
            if (part.slices().isEmpty()) {
                hosted(tick, part, channels.apply(part));
            }
        }
        long last = run();
        for (int core = 0; core < host; core++) {
            last = late[core] == 0 ? last : Math.max(last, free[core] + late[core]);
        }
        return last;
    }

    /** Events of a part in the order of its members; how many. */
    private int events(long tick, PartCosts part, EventChannel[] channels) {
        int count = 0;
        for (int e = 0; e < channels.length; e++) {
            var events = channels[e].at(tick);
            for (int k = 0; k < events.count(); k++) {
                for (long times = part.times(events, k); times > 0; times--) {
                    count = key(count, events.member(k), e);
                }
            }
        }
        for (int m = 0; part.sendsValues() && m < part.length(); m++) {
            count = key(count, part.start() + m, channels.length);
        }
        Arrays.sort(keys, 0, count);
        return count;
    }

    private int key(int count, int member, int channel) {
        if (count == keys.length) {
            keys = Arrays.copyOf(keys, 2 * count);
        }
        keys[count] = (long) member << 32 | channel;
        return count + 1;
    }

    private long piece(long tick, int core, Piece piece, EventChannel[] channels, long before, long[] late) {
        PartCosts part = piece.part;
        CoreKind kind = plan.hardware().kindOf(core);
        Unit soma = kind.somaUnit(part.group());
        boolean behind = kind.boundary() == Boundary.AXON_OUT;
        long each = soma.access().time()
                + (kind.boundary() == Boundary.DENDRITE
                        ? kind.dendriteUnit(part.group()).dendrite().time()
                        : 0);
        long rest = before;
        int served = piece.slice.from();
        int count = events(tick, part, channels);
        for (int k = 0; k < count; k++) {
            int member = (int) (keys[k] >>> 32);
            if (member < piece.slice.from() || member >= piece.slice.to()) {
                continue;
            }
            int channel = (int) keys[k];
            long work = work(tick, part, served, member + 1, each, soma)
                    + (channel < channels.length ? soma.spike().time() : 0);
            served = Math.max(served, member + 1);
            late[core] += behind ? work : 0;
            rest += behind ? 0 : work;
            rest = send(core, part.group(), channel, member, kind.out().time(), rest);
        }
        long work = work(tick, part, served, piece.slice.to(), each, soma);
        late[core] += behind ? work : 0;
        return rest + (behind ? 0 : work);
    }

    /** Time for the neurons {@code from .. to - 1}, which need not be any. */
    private static long work(long tick, PartCosts part, int from, int to, long each, Unit soma) {
        if (from >= to) {
            return 0;
        }
        int active = part.activity().count(part.slot(tick), from - part.start(), to - part.start());
        return (to - from) * each + active * soma.update().time();
    }

    /** Sends to all that listen; what is left of the time that the sender has worked. */
    private long send(int sender, int group, int channel, int member, long out, long worked) {
        Fanout fanout = plan.fanouts(group)[channel];
        long rest = worked;
        for (int e = fanout == null ? 0 : fanout.start(member); fanout != null && e < fanout.end(member); e++) {
            messages.add(fanout.core(e), rest + out, fanout.time(e), sender);
            rest = 0;
        }
        return rest;
    }

    /** The host sends one event after the other; all messages of one leave at once. */
    private void hosted(long tick, PartCosts part, EventChannel[] channels) {
        int count = events(tick, part, channels);
        for (int k = 0; k < count; k++) {
            send(
                    host,
                    part.group(),
                    (int) keys[k],
                    (int) (keys[k] >>> 32),
                    0,
                    plan.hardware().host().time());
        }
    }

    private long run() {
        senders.clear();
        arrivals.clear();
        mesh.clear();
        inFlight = 0;
        inFlightTime = 0;
        Arrays.fill(free, 0);
        if (from.length < messages.end(host)) {
            from = new int[Math.max(messages.end(host), 2 * from.length)];
        }
        for (int s = 0; s <= host; s++) {
            next[s] = messages.first(s);
            if (next[s] < messages.end(s)) {
                senders.add(messages.generation(next[s]), s);
            }
        }
        long last = 0;
        while (!senders.isEmpty()) {
            long now = senders.time();
            int sender = senders.poll();
            int message = next[sender]++;
            long sent = now;
            if (messages.target(message) >= 0) {
                sent = deliver(message, sender, now);
                last = Math.max(last, free[messages.target(message)]);
            }
            last = Math.max(last, sent);
            if (next[sender] < messages.end(sender)) {
                senders.add(sent + messages.generation(next[sender]), sender);
            }
        }
        return last;
    }

    /** Brings a message to its receiver; when it has left its sender. */
    private long deliver(int message, int sender, long now) {
        arrived(now);
        int to = messages.target(message);
        long processing = messages.processing(message);
        long sent = now;
        long delay = 0;
        if (sender != host && to != host) {
            int hops = mesh.hops(sender, to);
            double load = mesh.load(sender, to);
            double mean = inFlight == 0 ? 0 : (double) inFlightTime / inFlight;
            double room = (double) (hops + 1) * plan.hardware().linkBuffer();
            if (load > room) {
                sent += Math.round((load - room) * mean);
            }
            delay = Math.max(mesh.hopTime(sender, to), Math.round(load * mean / (hops + 1)));
            mesh.enter(sender, to);
            inFlight++;
            inFlightTime += processing;
        }
        long received = Math.max(free[to], sent + delay);
        free[to] = received + processing;
        from[message] = sender;
        if (sender != host && to != host) {
            arrivals.add(received, message);
        }
        return sent;
    }

    /** Messages that have been received by now are on no link any more. */
    private void arrived(long now) {
        boolean some = inFlight > 0;
        while (!arrivals.isEmpty() && arrivals.time() <= now) {
            int message = arrivals.poll();
            mesh.leave(from[message], messages.target(message));
            inFlight--;
            inFlightTime -= messages.processing(message);
        }
        if (some && inFlight == 0) {
            // Sums of fractions need not have come back to 0.
            mesh.clear();
        }
    }
}
