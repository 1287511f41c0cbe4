package bouton.emulator.machine.stepped;

import bouton.emulator.machine.Circuits;
import bouton.emulator.machine.MachineState;
import bouton.image.machine.Expression;

/** Values of expressions. */
final class Evaluator {
    private final MachineState state;
    private final Circuits circuits;

    Evaluator(MachineState state, Circuits circuits) {
        this.state = state;
        this.circuits = circuits;
    }

    long value(Expression expression, long[] slots) {
        return switch (expression) {
            case Expression.Constant e -> e.value();
            case Expression.Local e -> slots[e.slot()];
            case Expression.Load e ->
                state.column(e.memory(), e.field())
                        .get(place(e.memory(), e.field(), value(e.word(), slots), value(e.lane(), slots)));
            case Expression.Register e -> state.register(e.register(), Math.toIntExact(value(e.index(), slots)));
            case Expression.Head e -> circuits.head(e.field());
            case Expression.Bus _ -> circuits.bus();
            case Expression.Operation e -> e.operator().apply(value(e.left(), slots), value(e.right(), slots));
            case Expression.Select e ->
                value(e.condition(), slots) != 0 ? value(e.then(), slots) : value(e.otherwise(), slots);
        };
    }

    /** Where a field's values has that of a word and lane. */
    int place(int memory, int field, long word, long lane) {
        var description = state.machine().memories().get(memory);
        int lanes = description.fields().get(field).lanes();
        if (word < 0 || word >= description.words() || lane < 0 || lane >= lanes) {
            throw new IndexOutOfBoundsException(
                    "memory " + description.name() + " has no word " + word + ", lane " + lane);
        }
        return (int) word * lanes + (int) lane;
    }
}
