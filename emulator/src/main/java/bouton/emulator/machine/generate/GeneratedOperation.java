package bouton.emulator.machine.generate;

/** An operation or decoder as bytecode. */
public interface GeneratedOperation {
    /**
     * Runs it.
     *
     * @param arguments first those of the body; if it is an operation that an entry began, then the fields of that entry; if it
     *     is a decoder, place for the arguments of what it begins, which replace its own
     * @return of an operation the number of its steps, of a decoder the number of the operation
     */
    int run(long[] arguments);
}
