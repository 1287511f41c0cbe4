package bouton.emulator.machine.generate;

import java.util.List;

/** Goes over all terms of acts that are elements of columns, and over all stores. */
abstract class UsedColumns {
    abstract void memory(int memory, int field);

    abstract void bank(int register);

    void acts(List<Act> acts) {
        acts.forEach(this::act);
    }

    private void act(Act act) {
        switch (act) {
            case Act.Let a -> term(a.value());
            case Act.Store a -> {
                memory(a.memory(), a.field());
                term(a.place());
                term(a.value());
            }
            case Act.Copy a -> {
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
            case Act.Invoke a -> a.arguments().forEach(this::term);
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
                memory(t.memory(), t.field());
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
