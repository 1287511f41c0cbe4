package bouton.emulator.machine.generate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Branches that only compute and store, and little: they can both be gone, and what is stored be chosen. */
final class Selection {
    /** Above this weight a branch costs less than what it skips. */
    private static final long MOST_WEIGHT = 60;

    private Selection() {}

    /** A column of a memory. */
    private record Field(int memory, int field) {}

    static boolean isPossible(Term condition, List<Act> then, List<Act> otherwise) {
        boolean empty = then.isEmpty() && otherwise.isEmpty();
        return !empty
                && condition.isTruth()
                && condition.isInt()
                && isSimple(then)
                && isSimple(otherwise)
                && Facts.of(then).weight() + Facts.of(otherwise).weight() <= MOST_WEIGHT;
    }

    /** Nothing is loaded from a column behind a store to it, and no place is stored to twice. */
    private static boolean isSimple(List<Act> acts) {
        Set<Field> changed = new HashSet<>();
        for (Act act : acts) {
            switch (act) {
                case Act.Let l -> {
                    if (loads(l.value(), changed)) {
                        return false;
                    }
                }
                case Act.Store s -> {
                    boolean plain = s.place().isInt() && s.value().isInt() && !loads(s.place(), changed);
                    if (!plain || loads(s.value(), changed) || !changed.add(new Field(s.memory(), s.field()))) {
                        return false;
                    }
                }
                default -> {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean loads(Term term, Set<Field> from) {
        return switch (term) {
            case Term.Load t -> from.contains(new Field(t.memory(), t.field())) || loads(t.place(), from);
            case Term.Constant _, Term.Slot _, Term.Head _, Term.Bus _ -> false;
            case Term.Bank t -> loads(t.index(), from);
            case Term.Operation t -> loads(t.left(), from) || loads(t.right(), from);
            case Term.Choice t -> loads(t.condition(), from) || loads(t.then(), from) || loads(t.otherwise(), from);
        };
    }

    static List<Act> lets(List<Act> acts) {
        return acts.stream().filter(Act.Let.class::isInstance).toList();
    }

    /** One store for each place of either branch. */
    static List<Act.Store> stores(List<Act> then, List<Act> otherwise) {
        List<Act.Store> result = new ArrayList<>();
        for (Act act : concat(then, otherwise)) {
            if (act instanceof Act.Store s && result.stream().noneMatch(r -> isSame(r, s))) {
                result.add(s);
            }
        }
        return result;
    }

    private static List<Act> concat(List<Act> a, List<Act> b) {
        List<Act> result = new ArrayList<>(a);
        result.addAll(b);
        return result;
    }

    private static boolean isSame(Act.Store a, Act.Store b) {
        return a.memory() == b.memory() && a.field() == b.field() && a.place().equals(b.place());
    }

    /** What a branch stores to a place; what is there if it does not. */
    static Term stored(List<Act> branch, Act.Store place, Term old) {
        for (Act act : branch) {
            if (act instanceof Act.Store s && isSame(s, place)) {
                return s.value();
            }
        }
        return old;
    }
}
