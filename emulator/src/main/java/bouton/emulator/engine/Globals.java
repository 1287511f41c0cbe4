package bouton.emulator.engine;

import bouton.emulator.interpret.Program;
import bouton.emulator.state.EventList;
import bouton.image.net.GlobalEvent;
import bouton.image.net.GlobalValue;
import bouton.image.net.Image;
import bouton.image.net.Scope;
import bouton.image.net.Stimulus;
import bouton.image.run.StateSink;
import bouton.image.run.StateSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Events and values of the whole network while it runs. */
final class Globals {
    private final World world;
    private final Image image;
    private final double[] cells;
    private final List<List<EventStep>> handlers = new ArrayList<>();
    private final Program[] readers;
    private final double[][] reduced;
    private long emittedAt = Long.MIN_VALUE;
    private long emitted;

    /** What a handler of a global event does. */
    interface EventStep {
        /**
         * Runs it for all instances.
         *
         * @param drawTick the tick in the key of its draws
         * @param rule when what it delivers is added
         */
        void run(long tick, long drawTick, double payload, SynapseDelivery.Rule rule);
    }

    Globals(World world) {
        this.world = world;
        this.image = world.image();
        this.cells = world.linker().globals();
        for (int e = 0; e < image.globalEvents().size(); e++) {
            handlers.add(new ArrayList<>());
        }
        readers = new Program[cells.length];
        reduced = new double[cells.length][];
        for (int c = 0; c < cells.length; c++) {
            if (image.globals().get(c).source() instanceof GlobalValue.Reduction r) {
                readers[c] = world.linker().linkReader(new Scope.OfGroup(r.group()), r.reader());
                reduced[c] = new double
                        [r.members().isEmpty() ? size(r.group()) : r.members().size()];
            }
        }
    }

    private int size(int group) {
        return image.groups().get(group).size();
    }

    /** Adds a handler; neurons come before synapses, each in text order. */
    void add(int event, EventStep step) {
        handlers.get(event).add(step);
    }

    /** Before the first tick, values are those of the initial states. */
    void start() {
        for (int c = 0; c < cells.length; c++) {
            switch (image.globals().get(c).source()) {
                case GlobalValue.Sent s -> send(c, s);
                case GlobalValue.Reduction r -> reduce(c, r, 0);
                case GlobalValue.Trace t -> {}
                case GlobalValue.EventTrace t -> {}
            }
        }
    }

    /** Stimuli have played: traces decay, and take in the stimuli's events; levels are new. */
    void time(long tick) {
        for (int c = 0; c < cells.length; c++) {
            switch (image.globals().get(c).source()) {
                case GlobalValue.Sent s when isStimulus(s.group()) -> send(c, s);
                case GlobalValue.Trace t -> {
                    cells[c] *= t.decay();
                    if (isStimulus(t.group())) {
                        grow(c, t, tick);
                    }
                }
                case GlobalValue.EventTrace t -> cells[c] *= t.decay();
                case GlobalValue.Sent s -> {}
                case GlobalValue.Reduction r -> {}
            }
        }
    }

    /** Levels have been written outside of stage TIME. */
    void levels() {
        for (int c = 0; c < cells.length; c++) {
            if (image.globals().get(c).source() instanceof GlobalValue.Sent s && isStimulus(s.group())) {
                send(c, s);
            }
        }
    }

    /** Synapses have advanced: events of the network follow their causes of the tick before. */
    void follow(long tick) {
        for (int e = 0; e < image.globalEvents().size(); e++) {
            GlobalEvent event = image.globalEvents().get(e);
            if (event.group() >= 0) {
                wired(e, event, tick);
            }
        }
    }

    /** Events of the tick before act now. */
    private void wired(int number, GlobalEvent event, long tick) {
        GroupState group = world.groups().get(event.group());
        for (int part = 0; part < group.parts(); part++) {
            EventList events = group.channels(part)[event.event()].at(tick - 1);
            for (int k = 0; k < events.count(); k++) {
                if (event.member() < 0 || event.member() == events.member(k)) {
                    happen(number, events.payload(k), tick, SynapseDelivery.Rule.NEXT_TICK);
                }
            }
        }
    }

    /** A population has sent its values. */
    void sent(int group, long tick) {
        for (int c = 0; c < cells.length; c++) {
            switch (image.globals().get(c).source()) {
                case GlobalValue.Sent s when s.group() == group -> send(c, s);
                case GlobalValue.Trace t when t.group() == group -> grow(c, t, tick);
                default -> {}
            }
        }
    }

    /** Whether anything waits for what this population sends. */
    boolean waitsFor(int group) {
        return image.globals().stream().anyMatch(g -> switch (g.source()) {
            case GlobalValue.Sent s -> s.group() == group;
            case GlobalValue.Trace t -> t.group() == group;
            case GlobalValue.EventTrace t -> false;
            case GlobalValue.Reduction r -> false;
        });
    }

    private boolean isStimulus(int group) {
        return image.groups().get(group) instanceof Stimulus;
    }

    private void send(int cell, GlobalValue.Sent s) {
        cells[cell] = world.groups().get(s.group()).columns().asDouble(s.field(), s.member());
    }

    private void grow(int cell, GlobalValue.Trace t, long tick) {
        GroupState group = world.groups().get(t.group());
        for (int part = 0; part < group.parts(); part++) {
            EventList events = group.channels(part)[t.event()].at(tick);
            for (int k = 0; k < events.count(); k++) {
                if (t.member() < 0 || t.member() == events.member(k)) {
                    cells[cell] += events.payload(k);
                }
            }
        }
    }

    /** Reductions of a population, those of every tick ({@code periodic} false) or the due ones. */
    void reduce(int group, boolean periodic, long tick) {
        for (int c = 0; c < cells.length; c++) {
            if (image.globals().get(c).source() instanceof GlobalValue.Reduction r
                    && r.group() == group
                    && (periodic ? r.period() > 0 && (tick + 1) % r.period() == 0 : r.period() == 0)) {
                reduce(c, r, tick);
            }
        }
    }

    private void reduce(int cell, GlobalValue.Reduction r, long tick) {
        double[] values = reduced[cell];
        Readout readout = new Readout(world, new Scope.OfGroup(r.group()));
        if (r.members().isEmpty()) {
            readout.readAll(readers[cell], tick, values);
        } else {
            readout.prepare(tick);
            for (int i = 0; i < values.length; i++) {
                values[i] = readout.readMember(readers[cell], r.members().get(i));
            }
        }
        cells[cell] = result(r, values);
    }

    private static double result(GlobalValue.Reduction r, double[] x) {
        return switch (r.operation()) {
            case SUM -> sum(x);
            case MEAN -> sum(x) / x.length;
            case MIN -> x[best(x, -1)];
            case MAX -> x[best(x, 1)];
            case ARGMAX -> r.members().isEmpty() ? best(x, 1) : r.members().get(best(x, 1));
            case LARGEST -> {
                double[] sorted = x.clone();
                Arrays.sort(sorted);
                yield sorted[sorted.length - r.rank()];
            }
        };
    }

    private static double sum(double[] x) {
        double sum = 0;
        for (double v : x) {
            sum += v;
        }
        return sum;
    }

    private static int best(double[] x, int sign) {
        int best = 0;
        for (int i = 1; i < x.length; i++) {
            if (sign * x[i] > sign * x[best]) {
                best = i;
            }
        }
        return best;
    }

    /** Goes on behind another one of the same session: what is emitted in one tick draws anew each time. */
    void follow(Globals before) {
        emittedAt = before.emittedAt;
        emitted = before.emitted;
    }

    /** Writes down values, and how many events of this tick have drawn. */
    void save(StateSink out) {
        out.doubles("globals", cells);
        out.longs("emitted", emittedAt, emitted);
    }

    /** Takes back what {@link #save} has written. */
    void restore(StateSource in) {
        in.into("globals", cells);
        long[] saved = new long[2];
        in.into("emitted", saved);
        emittedAt = saved[0];
        emitted = saved[1];
    }

    double value(int cell) {
        return cells[cell];
    }

    /** Between two ticks, before tick {@code tick}, an event of the network happens: all its handlers run. */
    void emit(int event, double payload, long tick) {
        happen(event, payload, tick, SynapseDelivery.Rule.NEXT_OPENING);
    }

    private void happen(int event, double payload, long tick, SynapseDelivery.Rule rule) {
        // Several events in one tick draw anew.
        emitted = emittedAt == tick ? emitted + 1 : 0;
        emittedAt = tick;
        long drawTick = tick + (emitted << 41);
        for (int c = 0; c < cells.length; c++) {
            if (image.globals().get(c).source() instanceof GlobalValue.EventTrace t && t.event() == event) {
                cells[c] += payload;
            }
        }
        for (EventStep step : handlers.get(event)) {
            step.run(tick, drawTick, payload, rule);
        }
    }
}
