package bouton.emulator.machine.generate;

import bouton.emulator.machine.MachineState;
import bouton.image.machine.Machine;
import java.util.ArrayList;
import java.util.List;

/** What operations may be started with: what decoders give them. */
final class Starts {
    private final MachineState state;

    Starts(MachineState state) {
        this.state = state;
    }

    static List<Interval> entry(Machine machine) {
        return machine.queue().fields().stream()
                .map(field -> Interval.bits(field.bits()))
                .toList();
    }

    /** Intervals of the parameters of an operation. */
    List<Interval> parameters(int operation) {
        Machine machine = state.machine();
        List<List<Interval>> found = new ArrayList<>();
        find(machine.request(), List.of(Interval.bits(machine.input().width())), operation, found);
        find(machine.entry(), entry(machine), operation, found);
        int count = machine.operations().get(operation).body().parameters();
        List<Interval> hull = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int index = i;
            hull.add(
                    found.stream().map(f -> f.get(index)).reduce(Interval::hull).orElse(Interval.ALL));
        }
        return hull;
    }

    private void find(Machine.Body decoder, List<Interval> parameters, int operation, List<List<Interval>> found) {
        Specialiser specialiser = new Specialiser(new Methods(state, 0));
        List<Term> slots = new ArrayList<>();
        parameters.forEach(p -> slots.add(specialiser.slot(p)));
        find(specialiser.body(decoder, slots), operation, found);
    }

    private static void find(List<Act> acts, int operation, List<List<Interval>> found) {
        for (Act act : acts) {
            switch (act) {
                case Act.Start s
                when s.operation() == operation ->
                    found.add(s.arguments().stream().map(Term::interval).toList());
                case Act.When w -> {
                    find(w.then(), operation, found);
                    find(w.otherwise(), operation, found);
                }
                default -> {}
            }
        }
    }
}
