package bouton.image.machine;

import bouton.image.ir.Overflow;
import java.util.List;

/** What a body does, one after the other. */
public sealed interface Statement {
    /** Gives a slot its value; what is bound inside a {@link When} or {@link For} is not read outside of it. */
    record Let(int slot, Expression value) implements Statement {}

    /** @param overflow what becomes of a value that the field cannot hold */
    record Store(int memory, int field, Expression word, Expression lane, Expression value, Overflow overflow)
            implements Statement {}

    /** All bits of a word of memory become those of another, those too that belong to no field. */
    record Copy(int memory, Expression to, Expression from) implements Statement {}

    record When(Expression condition, List<Statement> then, List<Statement> otherwise) implements Statement {
        public When {
            then = List.copyOf(then);
            otherwise = List.copyOf(otherwise);
        }
    }

    /** With {@code from}, …, {@code to} in the slot; not at all if {@code to} is less. Both are evaluated once. */
    record For(int slot, Expression from, Expression to, List<Statement> body) implements Statement {
        public For {
            body = List.copyOf(body);
        }
    }

    /** @param arguments one for each parameter of the kernel, evaluated before it runs */
    record Call(int kernel, List<Expression> arguments) implements Statement {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * The end of a clock cycle; only in operations, and never inside a {@link When}. A step, which is all between two of these,
     * acts in one cycle. While the output is busy the controller stands still: a step acts in the first cycle in which it is
     * not.
     */
    record Cycle() implements Statement {}

    /** From the next statement on the controller is in this state. Only in operations, behind a {@link Cycle}. */
    record Enter(int state) implements Statement {}

    /** A word of memory is read through its port in this cycle: for waveforms; what is loaded is loaded by {@link Expression.Load}. */
    record Read(int memory, Expression word) implements Statement {}

    /** Puts an entry into the main queue at the end of the cycle; where it is full the entry is dropped. */
    record Push(List<Expression> entry) implements Statement {
        public Push {
            entry = List.copyOf(entry);
        }
    }

    /**
     * Puts an entry into the timing wheel at the end of the cycle, if the wheel turns.
     *
     * @param slots how many slots behind the present one
     * @param mark 0 or 1, kept with the entry
     * @param entry those of its fields that the wheel keeps
     */
    record Later(Expression slots, Expression mark, List<Expression> entry) implements Statement {
        public Later {
            entry = List.copyOf(entry);
        }
    }

    /** Takes away the entry that the scheduler offers, at the end of the cycle. */
    record Pop() implements Statement {}

    /**
     * Sends packets over the output, one after the other, beginning with the next cycle. Several in one cycle are one sequence,
     * in the order in which they ran.
     */
    record Send(List<Expression> packets) implements Statement {
        public Send {
            packets = List.copyOf(packets);
        }
    }

    /** Only in decoders: begins an operation. */
    record Start(int operation, List<Expression> arguments) implements Statement {
        public Start {
            arguments = List.copyOf(arguments);
        }
    }
}
