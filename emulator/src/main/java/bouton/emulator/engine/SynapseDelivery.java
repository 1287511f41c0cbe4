package bouton.emulator.engine;

import bouton.emulator.connect.Wiring;
import bouton.emulator.interpret.Frame;
import bouton.emulator.interpret.SynapseLinks;
import bouton.emulator.state.Columns;
import bouton.emulator.state.Partition;
import bouton.emulator.state.PortSlot;
import bouton.emulator.state.PortState;
import bouton.emulator.state.SentValues;
import bouton.image.net.Lag;
import bouton.image.net.Projection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Deliveries of synapses to the ports of the part that they end on, and values of their sources on the way to them. */
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
    private final Partition sources;
    private final int firstTarget;
    private final Lag delay;
    private final Lag deliverLag;

    // For the kernel that runs: by port, whether it adds at once and else the tick of the opening.
    private final boolean[] atOnce;
    private final long[] opening;
    private boolean lagged;
    private @Nullable ProjectionState mirror;
    private int mirrorField;
    private int[] mirrorPositions = {};
    private long tick;
    // Tick as of which values have arrived: between two ticks the one before.
    private long arrivalTick;

    SynapseDelivery(
            Projection projection, Wiring wiring, Columns synapses, GroupState source, GroupState target, int part) {
        this.wiring = wiring;
        this.synapses = synapses;
        this.source = source;
        this.sources = source.partition();
        this.ports = target.ports(part);
        this.firstTarget = target.partition().start(part);
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
        PortSlot slot = slot(port);
        for (int i = from; i < to; i++) {
            PortSlot into = slot == null ? laggedSlot(port, synapses.place(i)) : slot;
            into.add(targets[i], amounts[i] * times);
        }
    }

    @Override
    public @Nullable PortSlot slot(int port) {
        return atOnce[port] ? ports[port].open() : lagged ? null : ports[port].coming(opening[port]);
    }

    @Override
    public PortSlot laggedSlot(int port, int position) {
        return ports[port].coming(Math.max(tick + lag(deliverLag, position), opening[port]));
    }

    @Override
    public void arrived(int out, double[] values, Frame synapses, int from, int to) {
        for (int i = from; i < to; i++) {
            values[i] = arrived(out, synapses.sources()[i], synapses.place(i));
        }
    }

    @Override
    public double arrived(int out, int member, int position) {
        SentValues sent = source.sent(sources.partOf(member))[out];
        long ticks = sent == null ? 0 : lag(delay, position);
        return sent == null || ticks == 0
                ? source.columns().asDouble(source.group().sent().get(out), member)
                : sent.at(arrivalTick - ticks, sources.offsetOf(member));
    }

    /** From here on the opposite of the synapse at position p is the one at {@code positions[p]} of another projection. */
    void mirror(ProjectionState other, int field, int[] positions) {
        mirror = other;
        mirrorField = field;
        mirrorPositions = positions;
    }

    @Override
    public void mirrored(double[] values, Frame synapses, int from, int to) {
        for (int i = from; i < to; i++) {
            values[i] = mirrored(synapses.sources()[i], synapses.place(i));
        }
    }

    @Override
    public double mirrored(int member, int position) {
        ProjectionState other = Objects.requireNonNull(mirror, "no mirror");
        // The opposite synapse ends on our source.
        return other.parts()[sources.partOf(member)].columns().getDouble(mirrorField, mirrorPositions[position]);
    }

    @Override
    public int number(int position, int source) {
        return wiring.number(position, source);
    }

    @Override
    public int target(int local) {
        return firstTarget + local;
    }

    @Override
    public String describe(int position) {
        int member = wiring.source(position);
        return wiring.number(position, member) + " (from " + member + " to " + target(wiring.target(position)) + ")";
    }

    private long lag(Lag lag, int position) {
        return lag.field() < 0 ? lag.ticks() : lag.ticks() + synapses.getLong(lag.field(), position);
    }
}
