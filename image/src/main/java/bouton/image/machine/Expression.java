package bouton.image.machine;

/** Integers. All arithmetic is exact: the compiler has shown that no value needs more than 63 bits. True is 1, false is 0. */
public sealed interface Expression {
    record Constant(long value) implements Expression {}

    /** A parameter of the body, or what {@link Statement.Let} or {@link Statement.For} has bound. */
    record Local(int slot) implements Expression {}

    /**
     * A field of a word of memory, as it stands when this is evaluated: what was stored before, in the same cycle too, is seen.
     *
     * @param field of the memory
     * @param word number of the word
     * @param lane for fields that a word holds several times; 0 for others
     */
    record Load(int memory, int field, Expression word, Expression lane) implements Expression {}

    /** @param index in a register bank; 0 for a single register */
    record Register(int register, Expression index) implements Expression {}

    /**
     * What the scheduler offers in this cycle: fields of the entry at its head, which a timing wheel may change from one cycle
     * to the next. 0 if the main queue is read where nothing was written.
     *
     * @param field of the queue's entries; their number: the mark of an entry of the wheel (0 for one of the main queue)
     */
    record Head(int field) implements Expression {}

    /** The address on the input bus in this cycle. */
    record Bus() implements Expression {}

    record Operation(Operator operator, Expression left, Expression right) implements Expression {}

    /** {@code then} where the condition is not 0. */
    record Select(Expression condition, Expression then, Expression otherwise) implements Expression {}
}
