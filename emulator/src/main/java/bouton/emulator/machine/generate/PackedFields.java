package bouton.emulator.machine.generate;

import bouton.emulator.machine.MachineState;
import bouton.emulator.machine.PackedWords;
import bouton.image.machine.Memory;
import bouton.image.machine.Operator;
import java.util.ArrayList;
import java.util.List;

/** Fields of words that are kept as they are: bits of one of their halves, or of both. */
final class PackedFields {
    private static final int HALF = Long.SIZE;

    private final Specialiser specialiser;
    private final MachineState state;

    PackedFields(Specialiser specialiser, MachineState state) {
        this.specialiser = specialiser;
        this.state = state;
    }

    boolean isPacked(int memory) {
        return state.packed(memory) != null;
    }

    /** What a half lies in. */
    Interval interval(int memory) {
        PackedWords words = state.packed(memory);
        return words != null && words.isInt() ? new Interval(Integer.MIN_VALUE, Integer.MAX_VALUE) : Interval.ALL;
    }

    private static Term from(Memory.Field field, Term lane) {
        Term step = Terms.of(Operator.MULTIPLY, lane, Terms.constant(field.step()));
        return Terms.of(Operator.ADD, step, Terms.constant(field.low()));
    }

    Term load(int memory, Memory.Field field, Term word, Term lane) {
        Interval interval = new Interval(field.least(), field.most());
        Term from = from(field, lane);
        if (!(from instanceof Term.Constant c)) {
            Term half = specialiser.half(memory, 0, word);
            return new Term.Extract(half, from, field.bits(), field.signed(), interval);
        }
        int number = (int) c.value() / HALF;
        int low = (int) c.value() % HALF;
        Term half = specialiser.half(memory, number, word);
        if (low + field.bits() <= HALF) {
            return new Term.Extract(half, Terms.constant(low), field.bits(), field.signed(), interval);
        }
        int first = HALF - low;
        Term a = new Term.Extract(half, Terms.constant(low), first, false, Interval.bits(first));
        Term b = new Term.Extract(
                specialiser.half(memory, number + 1, word),
                Terms.ZERO,
                field.bits() - first,
                false,
                Interval.bits(field.bits() - first));
        Term both = Terms.of(Operator.OR, a, Terms.of(Operator.SHIFT_LEFT, b, Terms.constant(first)));
        return Terms.wrapped(field.bits(), field.signed(), both);
    }

    void store(int memory, Memory.Field field, Term word, Term lane, Term value, List<Act> acts) {
        Term from = from(field, lane);
        if (!(from instanceof Term.Constant c)) {
            insert(memory, 0, word, value, from, field.bits(), acts);
            return;
        }
        int number = (int) c.value() / HALF;
        int low = (int) c.value() % HALF;
        int first = Math.min(field.bits(), HALF - low);
        insert(memory, number, word, value, Terms.constant(low), first, acts);
        if (first < field.bits()) {
            Term rest = Terms.of(Operator.SHIFT_RIGHT, value, Terms.constant(first));
            insert(memory, number + 1, word, rest, Terms.ZERO, field.bits() - first, acts);
        }
    }

    private void insert(int memory, int number, Term word, Term value, Term from, int bits, List<Act> acts) {
        Term before = specialiser.half(memory, number, word);
        Term after = new Term.Insert(before, value, from, bits, interval(memory));
        specialiser.storeHalf(memory, number, word, after, acts);
    }

    /** Fields of other layouts that share bits with one. */
    List<Integer> overlapping(int memory, int field) {
        List<Memory.Field> fields = state.machine().memories().get(memory).fields();
        Memory.Field one = fields.get(field);
        List<Integer> result = new ArrayList<>();
        for (int f = 0; f < fields.size(); f++) {
            if (f != field && !fields.get(f).layout().equals(one.layout()) && shareBits(one, fields.get(f))) {
                result.add(f);
            }
        }
        return result;
    }

    private static boolean shareBits(Memory.Field a, Memory.Field b) {
        for (int i = 0; i < a.lanes(); i++) {
            for (int j = 0; j < b.lanes(); j++) {
                int p = a.low() + i * a.step();
                int q = b.low() + j * b.step();
                if (p < q + b.bits() && q < p + a.bits()) {
                    return true;
                }
            }
        }
        return false;
    }
}
