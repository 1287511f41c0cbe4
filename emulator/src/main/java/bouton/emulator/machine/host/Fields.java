package bouton.emulator.machine.host;

import bouton.emulator.machine.Column;
import bouton.emulator.machine.MachineState;
import bouton.image.machine.Expression;
import bouton.image.machine.Machine;
import bouton.image.machine.Memory;
import bouton.image.machine.Statement;

/** One field of the words of many neurons or synapses. */
final class Fields {
    private final Memory.Field field;
    private final Column column;
    private final int[] places;

    /** @param slots numbers of the neuron, or of the row and the target, of each instance */
    Fields(Machine machine, MachineState state, Statement.Store place, long[][] slots) {
        field = machine.memories().get(place.memory()).fields().get(place.field());
        column = state.column(place.memory(), place.field());
        places = new int[slots.length];
        for (int i = 0; i < places.length; i++) {
            long word = number(place.word(), slots[i]);
            places[i] = Math.toIntExact(word * field.lanes() + number(place.lane(), slots[i]));
        }
    }

    private static long number(Expression expression, long[] slots) {
        return switch (expression) {
            case Expression.Constant c -> c.value();
            case Expression.Local l -> slots[l.slot()];
            case Expression.Operation o -> o.operator().apply(number(o.left(), slots), number(o.right(), slots));
            case Expression.Select s ->
                number(s.condition(), slots) != 0 ? number(s.then(), slots) : number(s.otherwise(), slots);
            default -> throw new IllegalArgumentException("not the number of a place: " + expression);
        };
    }

    int size() {
        return places.length;
    }

    long get(int instance) {
        return column.get(places[instance]);
    }

    /** Whether the field can hold a value. */
    boolean holds(long value) {
        return value >= field.least() && value <= field.most();
    }

    void set(int instance, long value) {
        column.set(places[instance], value);
    }

    /** What it is called, and what it can hold. */
    String range() {
        return "`%s` of the chip holds %,d to %,d".formatted(field.name(), field.least(), field.most());
    }
}
