package bouton.compiler.machine;

import bouton.image.machine.Expression;
import bouton.image.machine.Machine;
import bouton.image.machine.Memory;
import bouton.image.machine.Statement;

/** The contents of registers and memories, as a host writes them. */
final class Words {
    private final Machine machine;
    private final long[][] registers;
    private final long[][] memories;

    Words(Machine machine) {
        this.machine = machine;
        registers = machine.registers().stream().map(r -> new long[r.size()]).toArray(long[][]::new);
        memories = machine.memories().stream().map(m -> new long[2 * m.words()]).toArray(long[][]::new);
    }

    long[][] registers() {
        return registers;
    }

    long[][] memories() {
        return memories;
    }

    /** A number of a place in memory: slots as in {@code Program.Variable}. */
    static int evaluate(Expression expression, long[] slots) {
        return Math.toIntExact(number(expression, slots));
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

    /** Writes a value that the field can hold. */
    void store(Statement.Store place, long value, long... slots) {
        Memory memory = machine.memories().get(place.memory());
        Memory.Field field = memory.fields().get(place.field());
        int word = evaluate(place.word(), slots);
        int low = field.low() + evaluate(place.lane(), slots) * field.step();
        for (int bit = 0; bit < field.bits(); bit++) {
            int at = low + bit;
            long mask = 1L << (at & 63);
            int half = 2 * word + (at >> 6);
            long[] words = memories[place.memory()];
            words[half] = (value >> bit & 1) != 0 ? words[half] | mask : words[half] & ~mask;
        }
    }
}
