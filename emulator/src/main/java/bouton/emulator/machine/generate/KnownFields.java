package bouton.emulator.machine.generate;

import bouton.image.machine.Operator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What fields are known to hold: what was loaded or stored before. HotSpot does not find out, since to it a store to one array of
 * bytes may change any other.
 */
final class KnownFields {
    private final Map<Place, Term> values;

    /** An element of a column. */
    private record Place(int memory, int field, Term place) {}

    KnownFields() {
        this(new HashMap<>());
    }

    private KnownFields(Map<Place, Term> values) {
        this.values = values;
    }

    KnownFields copy() {
        return new KnownFields(new HashMap<>(values));
    }

    @Nullable
    Term get(int memory, int field, Term place) {
        return values.get(new Place(memory, field, place));
    }

    void loaded(int memory, int field, Term place, Term value) {
        if (isFixed(place)) {
            values.put(new Place(memory, field, place), value);
        }
    }

    /** Whether it is the same whenever it is computed. */
    static boolean isFixed(Term term) {
        return switch (term) {
            case Term.Constant _, Term.Slot _ -> true;
            case Term.Load _, Term.Head _, Term.Bus _ -> false;
            case Term.Bank t -> isFixed(t.index());
            case Term.Operation t -> isFixed(t.left()) && isFixed(t.right());
            case Term.Choice t -> isFixed(t.condition()) && isFixed(t.then()) && isFixed(t.otherwise());
        };
    }

    /** A store: what it may change is not known any more. */
    void stored(int memory, int field, Term place, Term value) {
        values.keySet()
                .removeIf(known -> known.memory == memory && known.field == field && !isApart(known.place, place));
        loaded(memory, field, place, value);
    }

    /** Whether two places are different ones: the same but for what is added to it, as lanes of one word are. */
    private static boolean isApart(Term a, Term b) {
        return base(a).equals(base(b)) && offset(a) != offset(b);
    }

    static Term base(Term place) {
        return switch (place) {
            case Term.Constant _ -> Terms.ZERO;
            case Term.Operation o when o.operator() == Operator.ADD && o.right() instanceof Term.Constant -> o.left();
            default -> place;
        };
    }

    static long offset(Term place) {
        return switch (place) {
            case Term.Constant c -> c.value();
            case Term.Operation o
            when o.operator() == Operator.ADD && o.right() instanceof Term.Constant c -> c.value();
            default -> 0;
        };
    }

    /** Only what is known in both is. */
    void keepCommon(KnownFields other) {
        values.entrySet().removeIf(e -> !e.getValue().equals(other.values.get(e.getKey())));
    }

    void clear() {
        values.clear();
    }

    /** What a memory holds is not known any more. */
    void forget(int memory) {
        values.keySet().removeIf(known -> known.memory == memory);
    }

    /** Acts whose stores are not followed have run. */
    void forget(List<Act> acts) {
        for (Act act : acts) {
            switch (act) {
                case Act.Store s ->
                    values.keySet().removeIf(known -> known.memory == s.memory() && known.field == s.field());
                case Act.Copy c -> forget(c.memory());
                case Act.When w -> {
                    forget(w.then());
                    forget(w.otherwise());
                }
                case Act.For f -> forget(f.body());
                case Act.Invoke i -> forget(i.method().acts());
                case Act.Batch _,
                        Act.Let _,
                        Act.Cycle _,
                        Act.Enter _,
                        Act.Push _,
                        Act.Pop _,
                        Act.Send _,
                        Act.Spike _,
                        Act.Start _ -> {}
            }
        }
    }
}
