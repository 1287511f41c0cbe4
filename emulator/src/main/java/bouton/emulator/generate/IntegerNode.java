package bouton.emulator.generate;

/**
 * A value in an {@link IntegerFlow}. Operands are numbers of nodes in front of it. Truth values are masks: all bits set, or none.
 */
sealed interface IntegerNode {
    /** What two values become; that of {@code MIN} and {@code MAX} is the smaller or larger one. */
    enum Op {
        ADD,
        SUB,
        MUL,
        AND,
        OR,
        XOR,
        SHL,
        SHR,
        MIN,
        MAX
    }

    record Constant(long value) implements IntegerNode {}

    /** A word of the instance, as it is before the kernel; a truth value is 0 or 1. */
    record Column(int field) implements IntegerNode {}

    /** The sum of a port. */
    record Sum(int port) implements IntegerNode {}

    /** Whether the tick is not yet behind an s64 word. */
    record Running(int field) implements IntegerNode {}

    /** Random bits, as {@link bouton.image.ir.Instruction.RandomBits} has them. */
    record Random(int bits, long site, int use) implements IntegerNode {}

    record Binary(Op op, int a, int b) implements IntegerNode {}

    /** The low bits, as a two's complement number of that width. */
    record Wrap(int a, int bits) implements IntegerNode {}

    /** mask ? a : b */
    record Choice(int mask, int a, int b) implements IntegerNode {}
}
