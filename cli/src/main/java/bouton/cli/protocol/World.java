package bouton.cli.protocol;

import bouton.compiler.Compiled;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.experiment.Experiment;
import bouton.dsl.experiment.Place;
import bouton.dsl.model.Network;
import bouton.image.net.Scope;
import bouton.image.run.Session;
import bouton.image.run.StateSink;
import bouton.image.run.StateSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a protocol sees at a sweep point: its own variables and lists, and the session. */
final class World {
    private final Experiment experiment;
    private final Compiled compiled;
    private final Session session;
    private final RunStore events;
    private final @Nullable Value[] slots;
    private final List<RecordStore> records = new ArrayList<>();
    private final Map<Place, Map<String, double[]>> values = new HashMap<>();
    private final Map<Experiment.ChangeUse, double[]> before = new HashMap<>();
    private final Set<Integer> swept = new HashSet<>();
    private final Map<Integer, int[][]> synapses = new HashMap<>();
    private boolean askedForSteps;

    World(Experiment experiment, Compiled compiled, Session session, RunStore events) {
        this.experiment = experiment;
        this.compiled = compiled;
        this.session = session;
        this.events = events;
        this.slots = new Value[experiment.slots()];
        experiment.records().forEach(r -> records.add(new RecordStore(r.type().rank())));
    }

    Experiment experiment() {
        return experiment;
    }

    /** A value of the network, in internal units. */
    double global(int cell) {
        return compiled.global(cell, session.global(cell));
    }

    /** An event of the network happens with this value, in internal units. */
    void emit(int event, double payload) {
        session.emit(event, compiled.payload(event, payload));
    }

    Compiled compiled() {
        return compiled;
    }

    Network network() {
        return compiled.network();
    }

    Session session() {
        return session;
    }

    RunStore events() {
        return events;
    }

    double dt() {
        return compiled.target().dt();
    }

    Value get(int slot) {
        Value value = slots[slot];
        if (value == null) {
            throw new IllegalStateException("variable " + slot + " is read before it has a value");
        }
        return value;
    }

    void put(int slot, Value value) {
        slots[slot] = value;
    }

    /** Gives a swept name its value. */
    void putSwept(int slot, double value) {
        put(slot, new Value.Number(value));
        swept.add(slot);
    }

    boolean isSwept(int slot) {
        return swept.contains(slot);
    }

    RecordStore record(int index) {
        return records.get(index);
    }

    static Scope scope(Place place) {
        return place.projection() ? new Scope.OfProjection(place.index()) : new Scope.OfGroup(place.index());
    }

    /**
     * A value of every member, in internal units; read once until something changes.
     *
     * @throws Fault if it is a state that the chip does not keep
     */
    double[] values(Place place, String name) {
        if (!compiled.keeps(scope(place), name)) {
            throw new Fault(Diagnostic.of(
                            Code.F234,
                            experiment.span(),
                            "the chip keeps no `%s` of `%s`, which this experiment reads".formatted(name, name(place)))
                    .note("its lowering of the model has no field for it"));
        }
        return values.computeIfAbsent(place, p -> new HashMap<>())
                .computeIfAbsent(
                        name,
                        n -> session.evaluate(
                                scope(place), compiled.reader(scope(place), n).kernel()));
    }

    /** What one step of a value's words stands for, in internal units. */
    double step(Place place, String name) {
        double step = compiled.step(scope(place), name);
        askedForSteps |= step > 0;
        return step;
    }

    /** Whether the experiment knows of steps that are not 0. */
    boolean hasAskedForSteps() {
        return askedForSteps;
    }

    /** Notes the values that changes are measured from: a tick is about to run. */
    void keepBefore() {
        for (Experiment.ChangeUse use : experiment.changes()) {
            before.put(use, values(use.place(), use.name()));
        }
    }

    /** The values before the last tick; null if none has run. */
    double @Nullable [] before(Place place, String name) {
        return before.get(new Experiment.ChangeUse(place, name));
    }

    /** The session is about to change: what was read holds no longer. */
    void changed() {
        values.clear();
    }

    /** Writes down variables, records and the values that changes are measured from. */
    void save(StateSink out, SavedValues saved) {
        for (Value slot : slots) {
            saved.save(out, "variable", slot);
        }
        for (RecordStore record : records) {
            record.save(out);
        }
        for (Experiment.ChangeUse use : experiment.changes()) {
            double[] old = before.get(use);
            out.flag("has run", old != null);
            out.doubles("before", old == null ? new double[0] : old);
        }
    }

    void restore(StateSource in, SavedValues saved) {
        for (int s = 0; s < slots.length; s++) {
            slots[s] = saved.restore(in, "variable");
        }
        for (RecordStore record : records) {
            record.restore(in);
        }
        for (Experiment.ChangeUse use : experiment.changes()) {
            boolean hasRun = in.flag("has run");
            double[] old = in.doubles("before");
            if (hasRun) {
                before.put(use, old);
            }
        }
    }

    /** Source and target of every synapse. */
    int[][] synapses(int projection) {
        return synapses.computeIfAbsent(projection, session::synapses);
    }

    int size(Place place) {
        return place.projection()
                ? synapses(place.index())[0].length
                : network().groups().get(place.index()).size();
    }

    String name(Place place) {
        return place.projection()
                ? network().projections().get(place.index()).name()
                : network().groups().get(place.index()).name();
    }

    /** A list that {@code record} appends to. */
    static final class RecordStore {
        private final int rank;
        private double[] numbers = new double[16];
        private int count;
        private final List<double[]> lists = new ArrayList<>();

        RecordStore(int rank) {
            this.rank = rank;
        }

        void append(Value value) {
            if (rank > 0) {
                lists.add(value.numbers());
                return;
            }
            if (count == numbers.length) {
                numbers = java.util.Arrays.copyOf(numbers, Math.max(16, 2 * count));
            }
            numbers[count++] = ((Value.Number) value).value();
        }

        void save(StateSink out) {
            out.doubles("record", numbers, count);
            out.longs("lists", lists.size());
            for (double[] list : lists) {
                out.doubles("list", list);
            }
        }

        void restore(StateSource in) {
            numbers = in.doubles("record");
            count = numbers.length;
            for (long left = in.number("lists"); left > 0; left--) {
                lists.add(in.doubles("list"));
            }
        }

        Value value() {
            return rank > 0
                    ? Value.Lists.of(List.copyOf(lists))
                    : new Value.Numbers(java.util.Arrays.copyOf(numbers, count));
        }
    }
}
