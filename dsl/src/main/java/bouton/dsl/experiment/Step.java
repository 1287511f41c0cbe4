package bouton.dsl.experiment;

import bouton.dsl.source.Span;
import bouton.dsl.syntax.Item;
import java.util.List;
import java.util.Optional;

/** A checked statement of an experiment. */
public sealed interface Step {
    Span span();

    /** @param window which of {@link Experiment#windows}; -1 without a name */
    record Run(Formula duration, int window, Span span) implements Step {}

    /**
     * Runs until a condition holds at the end of a tick, at most so long.
     *
     * @param window which of {@link Experiment#windows}; -1 without a name
     */
    record RunUntil(Formula condition, Formula most, int window, Span span) implements Step {}

    /** @param until tested after each round; then {@code times} is the most there are */
    record Repeat(Formula times, Optional<Formula> until, List<Step> body, Span span) implements Step {
        public Repeat {
            body = List.copyOf(body);
        }
    }

    /** An event of the network happens. */
    record Emit(int event, Optional<Formula> payload, Span span) implements Step {}

    /** Back to initial values: of everything but weights and parameters, or of one variable. */
    record Reset(Place place, Optional<String> name, Span span) implements Step {}

    /** A protocol with its arguments. */
    record Call(List<Formula.Binding> bindings, List<Step> body, Span span) implements Step {
        public Call {
            bindings = List.copyOf(bindings);
            body = List.copyOf(body);
        }
    }

    /** Stimuli fall silent and time passes. */
    record Rest(Formula duration, Span span) implements Step {}

    record Present(int group, Input input, Span span) implements Step {}

    /**
     * Writes a parameter, state, weight or trace.
     *
     * @param places all of them
     * @param chosen members; empty for all
     */
    record Write(List<Place> places, String name, List<Members.Range> chosen, Formula value, Span span)
            implements Step {
        public Write {
            places = List.copyOf(places);
            chosen = List.copyOf(chosen);
        }
    }

    /** Stores to weights of these places go on or stop. */
    record Learning(List<Place> places, boolean on, Span span) implements Step {
        public Learning {
            places = List.copyOf(places);
        }
    }

    record Record(int index, Formula value, Span span) implements Step {}

    record Require(Formula condition, Span span) implements Step {}

    /** Of a variable, or of the element {@code at} of a list. */
    record Assign(int slot, Optional<Formula> at, Item.Operator operator, Formula value, Span span) implements Step {}

    record If(Formula condition, List<Step> then, List<Step> otherwise, Span span) implements Step {
        public If {
            then = List.copyOf(then);
            otherwise = List.copyOf(otherwise);
        }
    }

    /** @param to empty: {@code from} is a list or rows of data; else whole numbers, both ends included */
    record For(int slot, Formula from, Optional<Formula> to, List<Step> body, Span span) implements Step {
        public For {
            body = List.copyOf(body);
        }
    }
}
