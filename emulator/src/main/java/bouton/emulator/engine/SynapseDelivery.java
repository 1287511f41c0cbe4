package bouton.emulator.engine;

import bouton.emulator.connect.Wiring;
import bouton.emulator.interpret.Frame;
import bouton.emulator.interpret.SynapseLinks;
import bouton.emulator.state.Columns;
import bouton.emulator.state.PortState;
import bouton.emulator.state.SentValues;
import bouton.image.net.Lag;
import bouton.image.net.Projection;
import org.jspecify.annotations.Nullable;

/** Deliveries of a projection to its target's ports, and values of its source on their way to it. */
final class SynapseDelivery implements SynapseLinks {
    /** When a delivery is added, by the place of its kernel. */
    enum Rule {
        /** In stage DELIVER: at once, if the port has opened in this tick. */
        DELIVER,
        /** The same where neurons have read ports that opened in TRANSMIT: for those, at their next opening. */
        DELIVER_APART,
        /** At once, if the port opens at the start of stage TRANSMIT and has opened in this tick. */
        TRANSMIT,
        /** At the opening that is the synapse's deliver lag away. */
        LEARN_LAG,
        /** At the next opening. */
        NEXT_OPENING,
        /** At the opening of the next tick, even if the port has still to open in this one. */
        NEXT_TICK
    }

    private final Wiring wiring;
    private final Columns synapses;
    private final GroupState source;
    private final PortState[] ports;
    private final Lag delay;
    private final Lag deliverLag;

    // For the kernel that runs: by port, whether it adds at once and else the tick of the opening.
    private final boolean[] atOnce;
    private final long[] opening;
    private boolean lagged;
    private @Nullable Columns mirrorColumns;
    private int mirrorField;
    private int[] mirrorPositions = {};
    private long tick;
    // Tick as of which values have arrived: between two ticks the one before.
    private long arrivalTick;

    SynapseDelivery(Projection projection, Wiring wiring, Columns synapses, GroupState source, GroupState target) {
        this.wiring = wiring;
        this.synapses = synapses;
        this.source = source;
        this.ports = target.ports();
        this.delay = projection.delay();
        this.deliverLag = projection.deliverLag();
        this.atOnce = new boolean[ports.length];
        this.opening = new long[ports.length];
    }

    /**
     * Prepares for a kernel.
     *
     * @param arrivalTick values are read as they arrive in this tick
     */
    void prepare(Rule rule, long tick, long arrivalTick) {
        this.tick = tick;
        this.arrivalTick = arrivalTick;
        lagged = rule == Rule.LEARN_LAG && !deliverLag.isNone();
        for (int p = 0; p < ports.length; p++) {
            PortState port = ports[p];
            boolean here = switch (rule) {
                case DELIVER -> true;
                case DELIVER_APART -> !port.opensAtTransmit();
                case TRANSMIT -> port.opensAtTransmit();
                case LEARN_LAG, NEXT_OPENING, NEXT_TICK -> false;
            };
            atOnce[p] = here && port.isOpen(tick);
            opening[p] = rule == Rule.NEXT_TICK ? tick + 1 : port.nextOpening(tick);
        }
    }

    @Override
    public void deliver(int port, double[] amounts, Frame synapses, int from, int to) {
        int[] targets = synapses.targets();
        double times = synapses.multiplicity();
        if (atOnce[port]) {
            ports[port].addNow(targets, amounts, times, from, to);
            return;
        }
        if (!lagged) {
            ports[port].addAt(opening[port], targets, amounts, times, from, to);
            return;
        }
        for (int i = from; i < to; i++) {
            long due = Math.max(tick + lag(deliverLag, synapses.place(i)), opening[port]);
            ports[port].addAt(due, targets, amounts, times, i, i + 1);
        }
    }

    @Override
    public void arrived(int out, double[] values, Frame synapses, int from, int to) {
        SentValues sent = source.sent()[out];
        int field = source.group().sent().get(out);
        for (int i = from; i < to; i++) {
            int member = synapses.sources()[i];
            long ticks = sent == null ? 0 : lag(delay, synapses.place(i));
            values[i] = sent == null || ticks == 0
                    ? source.columns().asDouble(field, member)
                    : sent.at(arrivalTick - ticks, member);
        }
    }

    /** From here on the opposite of the synapse at position p is the one at {@code positions[p]} of another projection. */
    void mirror(Columns columns, int field, int[] positions) {
        mirrorColumns = columns;
        mirrorField = field;
        mirrorPositions = positions;
    }

    @Override
    public void mirrored(double[] values, Frame synapses, int from, int to) {
        Columns columns = java.util.Objects.requireNonNull(mirrorColumns, "no mirror");
        for (int i = from; i < to; i++) {
            values[i] = columns.getDouble(mirrorField, mirrorPositions[synapses.place(i)]);
        }
    }

    @Override
    public String describe(int position) {
        return wiring.number(position) + " (from " + wiring.source(position) + " to " + wiring.target(position) + ")";
    }

    private long lag(Lag lag, int position) {
        return lag.field() < 0 ? lag.ticks() : lag.ticks() + synapses.getLong(lag.field(), position);
    }
}
