package bouton.emulator.machine.generate;

import java.util.List;

/** Goes over all places of memories and registers that acts load from or store to; tells those that a subclass asks for. */
abstract class Places {
    /** A word that is loaded, stored, or copied from or to. */
    void place(int memory, Term place) {}

    /** A field that is loaded or stored by itself: its column is used. */
    void field(int memory, int field) {}

    /** A register with an index that is read. */
    void bank(int register) {}

    /** A kernel that is called. */
    void inner(Act.Invoke invoke) {}

    void acts(List<Act> acts) {
        acts.forEach(this::act);
    }

    private void act(Act act) {
        switch (act) {
            case Act.Let a -> term(a.value());
            case Act.Store a -> {
                place(a.memory(), a.place());
                field(a.memory(), a.field());
                term(a.place());
                term(a.value());
            }
            case Act.Copy a -> {
                place(a.memory(), a.to());
                place(a.memory(), a.from());
                term(a.to());
                term(a.from());
            }
            case Act.When a -> {
                term(a.condition());
                acts(a.then());
                acts(a.otherwise());
            }
            case Act.For a -> {
                term(a.from());
                term(a.to());
                acts(a.body());
            }
            case Act.Invoke a -> {
                a.arguments().forEach(this::term);
                inner(a);
            }
            case Act.Batch a -> a.arguments().forEach(this::term);
            case Act.Push a -> a.entry().forEach(this::term);
            case Act.Send a -> term(a.packet());
            case Act.Spike a -> a.arguments().forEach(this::term);
            case Act.Start a -> a.arguments().forEach(this::term);
            case Act.Cycle _, Act.Enter _, Act.Pop _ -> {}
        }
    }

    private void term(Term term) {
        switch (term) {
            case Term.Load t -> {
                place(t.memory(), t.place());
                field(t.memory(), t.field());
                term(t.place());
            }
            case Term.Bank t -> {
                bank(t.register());
                term(t.index());
            }
            case Term.Operation t -> {
                term(t.left());
                term(t.right());
            }
            case Term.Choice t -> {
                term(t.condition());
                term(t.then());
                term(t.otherwise());
            }
            case Term.Constant _, Term.Slot _, Term.Head _, Term.Bus _ -> {}
        }
    }
}
