package bouton.emulator.machine.generate;

import bouton.image.machine.Operator;

/** An integer to be computed, and what it lies in. */
sealed interface Term {
    Interval interval();

    /** Whether it is computed and kept in 32 bits. */
    default boolean isInt() {
        return interval().isInt();
    }

    default boolean isTruth() {
        return interval().within(Interval.TRUTH);
    }

    default boolean isConstant(long value) {
        return this instanceof Constant c && c.value == value;
    }

    record Constant(long value) implements Term {
        @Override
        public Interval interval() {
            return Interval.of(value);
        }
    }

    /** What a local variable holds. */
    record Slot(int number, Interval interval) implements Term {}

    /** An element of a column. */
    record Load(int memory, int field, Term place, Interval interval) implements Term {}

    /** An element of a register bank. */
    record Bank(int register, Term index, Interval interval) implements Term {}

    record Head(int field, Interval interval) implements Term {}

    record Bus(Interval interval) implements Term {}

    record Operation(Operator operator, Term left, Term right, Interval interval) implements Term {}

    record Choice(Term condition, Term then, Term otherwise, Interval interval) implements Term {}
}
