package bouton.dsl.model;

import bouton.dsl.source.Span;
import java.util.List;
import java.util.Optional;

/** A checked statement of a handler. */
public sealed interface Statement {
    Span span();

    /** Variable {@code index} of the model becomes the value, clamped to its range. */
    record Assign(int variable, Term value, Span span) implements Statement {}

    record Let(int id, Term value, Span span) implements Statement {}

    record If(Term condition, List<Statement> then, List<Statement> otherwise, Span span) implements Statement {
        public If {
            then = List.copyOf(then);
            otherwise = List.copyOf(otherwise);
        }
    }

    /** Adds the value to port {@code port} of the target. */
    record Deliver(Term value, int port, Span span) implements Statement {}

    record Emit(int event, Optional<Term> payload, Span span) implements Statement {}

    /** Statements that run in the stage of thresholds so much later, all that are pending for themselves. */
    record After(Term time, List<Statement> body, Span span) implements Statement {
        public After {
            body = List.copyOf(body);
        }
    }

    record Hold(int hold, Term duration, Span span) implements Statement {}
}
