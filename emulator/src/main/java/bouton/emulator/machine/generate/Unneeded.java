package bouton.emulator.machine.generate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Leaves out what nobody sees: values that are not read, and stores that another one follows to the same place. */
final class Unneeded {
    private final BitSet read = new BitSet();

    private Unneeded() {}

    // ---- values

    static List<Act> lets(List<Act> acts) {
        List<Act> before = acts;
        while (true) {
            Unneeded pass = new Unneeded();
            before.forEach(pass::reads);
            List<Act> after = pass.left(before);
            if (after.equals(before)) {
                return after;
            }
            before = after;
        }
    }

    private List<Act> left(List<Act> acts) {
        List<Act> result = new ArrayList<>();
        for (Act act : acts) {
            switch (act) {
                case Act.Let l -> {
                    // a look at a head that was never written is told, whatever becomes of it
                    if (read.get(l.slot().number()) || Facts.head(l.value())) {
                        result.add(l);
                    }
                }
                case Act.When w -> result.add(new Act.When(w.condition(), left(w.then()), left(w.otherwise())));
                case Act.For f -> result.add(new Act.For(f.slot(), f.from(), f.to(), left(f.body())));
                default -> result.add(act);
            }
        }
        return result;
    }

    private void reads(Act act) {
        switch (act) {
            case Act.Let a -> reads(a.value());
            case Act.Store a -> {
                reads(a.place());
                reads(a.value());
            }
            case Act.Copy a -> {
                reads(a.to());
                reads(a.from());
            }
            case Act.When a -> {
                reads(a.condition());
                a.then().forEach(this::reads);
                a.otherwise().forEach(this::reads);
            }
            case Act.For a -> {
                reads(a.from());
                reads(a.to());
                a.body().forEach(this::reads);
            }
            case Act.Invoke a -> a.arguments().forEach(this::reads);
            case Act.Batch a -> a.arguments().forEach(this::reads);
            case Act.Push a -> a.entry().forEach(this::reads);
            case Act.Send a -> reads(a.packet());
            case Act.Spike a -> a.arguments().forEach(this::reads);
            case Act.Start a -> a.arguments().forEach(this::reads);
            case Act.Cycle _, Act.Enter _, Act.Pop _ -> {}
        }
    }

    private void reads(Term term) {
        switch (term) {
            case Term.Slot t -> read.set(t.number());
            case Term.Load t -> reads(t.place());
            case Term.Bank t -> reads(t.index());
            case Term.Operation t -> {
                reads(t.left());
                reads(t.right());
            }
            case Term.Choice t -> {
                reads(t.condition());
                reads(t.then());
                reads(t.otherwise());
            }
            case Term.Constant _, Term.Head _, Term.Bus _ -> {}
        }
    }

    // ---- stores

    /** Between two stores to one place there must be nothing that could look at it. */
    static List<Act> stores(List<Act> acts) {
        List<Act> result = new ArrayList<>();
        for (int i = 0; i < acts.size(); i++) {
            if (!(acts.get(i) instanceof Act.Store s) || !isOverwritten(s, acts.subList(i + 1, acts.size()))) {
                result.add(acts.get(i));
            }
        }
        return result;
    }

    private static boolean isOverwritten(Act.Store store, List<Act> behind) {
        for (Act act : behind) {
            switch (act) {
                case Act.Let l -> {
                    if (loads(l.value(), store)) {
                        return false;
                    }
                }
                case Act.Store s -> {
                    if (loads(s.place(), store) || loads(s.value(), store)) {
                        return false;
                    }
                    if (isSame(s, store)) {
                        return true;
                    }
                }
                case Act.Cycle _ -> {}
                default -> {
                    return false;
                }
            }
        }
        return false;
    }

    private static boolean isSame(Act.Store a, Act.Store b) {
        return a.memory() == b.memory()
                && a.field() == b.field()
                && a.place().equals(b.place())
                && KnownFields.isFixed(a.place());
    }

    private static boolean loads(Term term, Act.Store store) {
        return switch (term) {
            case Term.Load t -> (t.memory() == store.memory() && t.field() == store.field()) || loads(t.place(), store);
            case Term.Bank t -> loads(t.index(), store);
            case Term.Operation t -> loads(t.left(), store) || loads(t.right(), store);
            case Term.Choice t -> loads(t.condition(), store) || loads(t.then(), store) || loads(t.otherwise(), store);
            case Term.Constant _, Term.Slot _, Term.Head _, Term.Bus _ -> false;
        };
    }
}
