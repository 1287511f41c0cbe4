package bouton.emulator.machine;

import bouton.image.machine.Memory;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** What a memory holds: a column for each field, and the bits that belong to no field. */
final class MemoryState {
    private static final BigInteger LOW = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    private final Memory memory;
    private final List<Column> columns;
    private final long[] otherLow;
    private final long[] otherHigh;

    MemoryState(Memory memory) {
        this.memory = memory;
        int words = memory.words();
        List<Column> made = new ArrayList<>();
        for (Memory.Field field : memory.fields()) {
            made.add(Column.of(field, words));
        }
        columns = List.copyOf(made);
        otherLow = new long[words];
        otherHigh = new long[memory.bits() > 64 ? words : 0];
        for (int layout = -1; layout < memory.layouts().size(); layout++) {
            requireApart(layout);
        }
    }

    /** Bits of two fields that one word has must not be the same ones. */
    private void requireApart(int layout) {
        BigInteger taken = BigInteger.ZERO;
        for (Memory.Field field : memory.fields()) {
            for (int lane = 0; has(layout, field) && lane < field.lanes(); lane++) {
                BigInteger bits = mask(field, lane);
                if (taken.and(bits).signum() != 0 || bits.bitLength() > memory.bits()) {
                    throw new IllegalArgumentException(
                            "field " + field.name() + " of memory " + memory.name() + " has bits of another or none");
                }
                taken = taken.or(bits);
            }
        }
    }

    private static boolean has(int layout, Memory.Field field) {
        return field.layout().isEmpty() || field.layout().get() == layout;
    }

    private static int low(Memory.Field field, int lane) {
        return field.low() + lane * field.step();
    }

    private static BigInteger mask(Memory.Field field, int lane) {
        return BigInteger.ONE.shiftLeft(field.bits()).subtract(BigInteger.ONE).shiftLeft(low(field, lane));
    }

    Column column(int field) {
        return columns.get(field);
    }

    void set(int word, BigInteger value) {
        if (value.signum() < 0 || value.bitLength() > memory.bits()) {
            throw new IllegalArgumentException("a word of memory " + memory.name() + " has " + memory.bits() + " bits");
        }
        memory.selector().ifPresent(field -> load(field, word, value));
        int layout = layout(word);
        BigInteger others = value;
        for (int f = 0; f < columns.size(); f++) {
            Memory.Field field = memory.fields().get(f);
            boolean here = has(layout, field);
            load(f, word, here ? value : BigInteger.ZERO);
            for (int lane = 0; here && lane < field.lanes(); lane++) {
                others = others.andNot(mask(field, lane));
            }
        }
        otherLow[word] = others.longValue();
        if (otherHigh.length > 0) {
            otherHigh[word] = others.shiftRight(64).longValue();
        }
    }

    private void load(int f, int word, BigInteger value) {
        Memory.Field field = memory.fields().get(f);
        for (int lane = 0; lane < field.lanes(); lane++) {
            columns.get(f)
                    .set(
                            word * field.lanes() + lane,
                            value.shiftRight(low(field, lane)).longValue());
        }
    }

    /** Which layout a word has now; -1 if its selector names none. */
    private int layout(int word) {
        if (memory.selector().isEmpty()) {
            return -1;
        }
        long selected = columns.get(memory.selector().get()).get(word);
        for (int i = 0; i < memory.layouts().size(); i++) {
            if (memory.layouts().get(i).value() == selected) {
                return i;
            }
        }
        return -1;
    }

    BigInteger get(int word) {
        BigInteger value = unsigned(otherLow[word]);
        if (otherHigh.length > 0) {
            value = value.or(unsigned(otherHigh[word]).shiftLeft(64));
        }
        int layout = layout(word);
        for (int f = 0; f < columns.size(); f++) {
            Memory.Field field = memory.fields().get(f);
            for (int lane = 0; has(layout, field) && lane < field.lanes(); lane++) {
                BigInteger bits = unsigned(columns.get(f).get(word * field.lanes() + lane));
                value = value.or(bits.shiftLeft(low(field, lane)).and(mask(field, lane)));
            }
        }
        return value;
    }

    private static BigInteger unsigned(long value) {
        return BigInteger.valueOf(value).and(LOW);
    }
}
