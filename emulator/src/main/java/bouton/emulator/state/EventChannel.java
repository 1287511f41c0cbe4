package bouton.emulator.state;

import bouton.image.run.StateSink;
import bouton.image.run.StateSource;
import org.jspecify.annotations.Nullable;

/**
 * Events of one kind that the members of a part emit: those of the current tick, of the ticks before it that some handler has yet to
 * see, and those that already belong to the next tick.
 */
public final class EventChannel extends Padded {
    // The events of tick t at t % length.
    private EventList[] ring;
    private final @Nullable OwnEvents own;
    private EventList target;

    /**
     * @param longestLag events are read up to this many ticks late
     * @param ownHandlers number of handlers of the neurons' own events
     */
    public EventChannel(int longestLag, int ownHandlers) {
        ring = emptyRing(longestLag);
        own = ownHandlers == 0 ? null : new OwnEvents(ownHandlers);
        target = ring[0];
    }

    private static EventList[] emptyRing(int longestLag) {
        // One for each lag, and one for the next tick.
        EventList[] lists = new EventList[longestLag + 2];
        for (int k = 0; k < lists.length; k++) {
            lists[k] = new EventList();
        }
        return lists;
    }

    /** Between two ticks, before tick {@code tick}: from here on events are read up to {@code longestLag} ticks late. */
    public void lengthen(int longestLag, long tick) {
        if (longestLag + 2 <= ring.length) {
            return;
        }
        EventList[] longer = emptyRing(longestLag);
        for (long t = tick; t >= 0 && t > tick - ring.length + 1; t--) {
            longer[(int) (t % longer.length)] = ring[(int) (t % ring.length)];
        }
        ring = longer;
        aim(tick);
    }

    /** From here on events belong to this tick. */
    public void aim(long tick) {
        target = ring[(int) (tick % ring.length)];
    }

    public void emit(int member, double payload) {
        target.add(member, payload);
        if (own != null) {
            own.add(member, payload);
        }
    }

    /** Emits events of members that are ascending, with their counts as payloads. */
    public void emitAll(int[] members, int[] counts, int n) {
        if (own == null) {
            target.addAll(members, counts, n);
            return;
        }
        for (int k = 0; k < n; k++) {
            emit(members[k], counts[k]);
        }
    }

    /** Brings the events of the tick aimed at into their order: from here on several threads may read them. */
    public void settle() {
        target.sort();
    }

    /** Events of a tick, ascending by member so far; empty before tick 0. */
    public EventList at(long tick) {
        EventList list = ring[(int) Math.floorMod(tick, (long) ring.length)];
        list.sort();
        return list;
    }

    /** The emissions for handlers of the neurons' own events. */
    public OwnEvents own() {
        if (own == null) {
            throw new IllegalStateException("no handler of own events");
        }
        return own;
    }

    /** Forgets the emissions that the neurons' own handlers have not seen. */
    public void dropOwn() {
        if (own != null) {
            own.drop();
        }
    }

    /** Ends a tick: makes room for the events of the tick after the next one. */
    public void endTick(long tick) {
        ring[(int) ((tick + 2) % ring.length)].clear();
        if (own != null) {
            own.forget();
        }
    }

    /**
     * Writes down all events that are kept, tick by tick.
     *
     * @param tick number of the tick that comes next
     */
    public void save(StateSink out, String name, long tick) {
        int[] counts = new int[ring.length - 1];
        int all = 0;
        for (int age = 0; age < counts.length; age++) {
            counts[age] = list(tick - age).count();
            all = Math.addExact(all, counts[age]);
        }
        int[] members = new int[all];
        double[] payloads = new double[all];
        int from = 0;
        for (int age = 0; age < counts.length; age++) {
            list(tick - age).copyTo(members, payloads, from);
            from += counts[age];
        }
        out.ints(name + " counts", counts);
        out.ints(name + " members", members);
        out.doubles(name + " payloads", payloads);
        if (own != null) {
            own.save(out, name + " own");
        }
    }

    /** Takes back what {@link #save} has written, for as long as it was kept or longer; then {@link #aim} again. */
    public void restore(StateSource in, String name, long tick) {
        int[] counts = in.ints(name + " counts");
        int[] members = in.ints(name + " members");
        double[] payloads = new double[members.length];
        in.into(name + " payloads", payloads);
        ring = emptyRing(Math.max(counts.length, ring.length - 1) - 1);
        int from = 0;
        for (int age = 0; age < counts.length; age++) {
            list(tick - age).addAll(members, payloads, from, from + counts[age]);
            from += counts[age];
        }
        if (own != null) {
            own.restore(in, name + " own");
        }
    }

    private EventList list(long tick) {
        return ring[(int) Math.floorMod(tick, (long) ring.length)];
    }

    /** Bytes held. */
    public long bytes() {
        long bytes = 0;
        for (EventList list : ring) {
            bytes += list.bytes();
        }
        return bytes;
    }
}
