package bouton.emulator.machine.generate;

import java.util.List;

/** What generated code does, one after the other. */
sealed interface Act {
    record Let(Term.Slot slot, Term value) implements Act {}

    /** The value fits into the column. */
    record Store(int memory, int field, Term place, Term value) implements Act {}

    /** A word of memory becomes another one. */
    record Copy(int memory, Term to, Term from) implements Act {}

    record When(Term condition, List<Act> then, List<Act> otherwise) implements Act {}

    record For(Term.Slot slot, Term from, Term to, List<Act> body) implements Act {}

    /** @param arguments those that are not folded in */
    record Invoke(KernelMethod method, List<Term> arguments) implements Act {}

    /**
     * A call that is put off to the operation's end.
     *
     * @param arguments all of them
     * @param resolved number of the word, written out
     * @param facts of the kernel
     */
    record Batch(List<Term> arguments, Term resolved, Facts facts) implements Act {}

    record Cycle() implements Act {}

    record Enter(int state) implements Act {}

    record Push(List<Term> entry) implements Act {}

    record Pop() implements Act {}

    record Send(Term packet) implements Act {}

    record Spike(List<Term> arguments) implements Act {}

    /** Of decoders: says which operation begins, and ends. */
    record Start(int operation, List<Term> arguments) implements Act {}
}
