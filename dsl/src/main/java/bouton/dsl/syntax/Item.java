package bouton.dsl.syntax;

import bouton.dsl.source.Span;
import java.util.List;
import java.util.Optional;

/** Items of a body: declarations, handlers and statements alike. Which may stand where is checked by the checker. */
public sealed interface Item {
    Span span();

    /** The word that starts the item, as people know it. */
    default String word() {
        return switch (this) {
            case Param p -> "param";
            case Variable v -> v.weight() ? "weight" : "state";
            case Trace t -> "trace";
            case Let l -> "let";
            case PortItem p -> "in";
            case Compartment c -> "compartment";
            case Out o -> "out";
            case EventItem e -> "event";
            case On o -> "on";
            case Every e -> "every";
            case Ode o -> o.name().text() + "'";
            case Deliver d -> "deliver";
            case Emit e -> "emit";
            case Hold h -> "hold";
            case After a -> "after";
            case If i -> "if";
            case Order o -> "order";
            case PopulationItem p -> "population";
            case StimulusItem s -> "stimulus";
            case Project p -> "project";
            case ProbeItem p -> "probe";
            case Broadcast b -> "broadcast";
            case Reduce r -> "reduce";
            case MirrorItem m -> "mirror";
            case Sweep s -> "sweep";
            case Run r -> "run";
            case RunUntil r -> "run";
            case Repeat r -> "repeat";
            case Protocol p -> "protocol";
            case Reset r -> "reset";
            case Across a -> "across";
            case Call c -> c.name().text();
            case Rest r -> "rest";
            case Present p -> "present";
            case SetItem s -> "set";
            case Record r -> "record";
            case Require r -> "require";
            case For f -> "for";
            case Method m -> "method";
            case Stamp s -> "stamp";
            case Place p -> "place";
            case AssignUnit a -> "assign";
            case Assign a -> "assignment";
            case Unknown u -> u.first().text();
            case Faulty f -> "item";
        };
    }

    /** {@code = value} or {@code ~ value}. */
    record Initial(boolean drawn, Expr value) {}

    record Bounds(Expr lo, Expr hi, Span span) {}

    record Annotation(Ident name, List<Expr.Arg> arguments, Span span) {
        public Annotation {
            arguments = List.copyOf(arguments);
        }
    }

    /** @param dims size of an array; empty for one value */
    record Param(
            Ident name,
            List<Expr> dims,
            Optional<UnitSyntax> unit,
            Optional<Initial> initial,
            Optional<Bounds> bounds,
            List<Annotation> annotations,
            Span span)
            implements Item {}

    /** @param dims size of an array; empty for one value */
    record Variable(
            boolean weight,
            Ident name,
            List<Expr> dims,
            Optional<UnitSyntax> unit,
            Optional<Initial> initial,
            Optional<Bounds> bounds,
            List<Annotation> annotations,
            Span span)
            implements Item {}

    /** {@code trace x = accumulate(pre, tau) from start}. */
    record Trace(
            Ident name, Ident kind, Path event, Expr tau, Optional<Expr> start, List<Annotation> annotations, Span span)
            implements Item {}

    record Let(Ident name, Expr value, Span span) implements Item {}

    /** @param dims size of an array; empty for one port */
    record PortItem(
            Ident name,
            List<Expr> dims,
            Optional<UnitSyntax> unit,
            Optional<Path> from,
            List<Annotation> annotations,
            Span span)
            implements Item {}

    /** A part of a neuron with names of its own. */
    record Compartment(Ident name, List<Item> items, Span span) implements Item {
        public Compartment {
            items = List.copyOf(items);
        }
    }

    record Out(Ident name, Optional<Expr> value, Span span) implements Item {}

    record EventItem(Ident name, Optional<Expr> from, Span span) implements Item {}

    record On(TriggerSyntax trigger, List<Item> body, Span span) implements Item {
        public On {
            body = List.copyOf(body);
        }
    }

    record Every(Expr period, Optional<Expr> from, List<Item> body, Span span) implements Item {
        public Every {
            body = List.copyOf(body);
        }
    }

    record Ode(Ident name, Expr value, Optional<Ident> unless, List<Annotation> annotations, Span span)
            implements Item {}

    record Deliver(Expr value, Optional<Path> to, Span span) implements Item {}

    record Emit(Ident event, Optional<Expr> payload, Span span) implements Item {}

    record Hold(Ident flag, Expr duration, Span span) implements Item {}

    /** Statements that run some time later. */
    record After(Expr time, List<Item> body, Span span) implements Item {
        public After {
            body = List.copyOf(body);
        }
    }

    record If(Expr condition, List<Item> then, List<Item> otherwise, Span span) implements Item {
        public If {
            then = List.copyOf(then);
            otherwise = List.copyOf(otherwise);
        }
    }

    record Order(List<Ident> names, Span span) implements Item {}

    record PopulationItem(Ident name, List<Expr> dims, Path model, Optional<Expr> at, List<Item> overrides, Span span)
            implements Item {}

    record StimulusItem(
            Ident name, List<Expr> dims, Expr value, Optional<Expr> at, List<Annotation> annotations, Span span)
            implements Item {}

    record Project(
            Optional<Ident> label,
            Expr source,
            Expr target,
            Expr builder,
            Optional<Expr> where,
            Optional<Path> model,
            List<Item> overrides,
            Span span)
            implements Item {}

    record ProbeItem(Expr subject, Optional<Expr> arrow, Optional<Expr> every, Span span) implements Item {}

    /** {@code broadcast source -> target.port { tau = … }}. */
    record Broadcast(Expr source, Path target, List<Item> overrides, Span span) implements Item {
        public Broadcast {
            overrides = List.copyOf(overrides);
        }
    }

    /** {@code reduce name = sum(P : e) every T}. */
    record Reduce(Ident name, Expr value, Optional<Expr> every, Span span) implements Item {}

    /** {@code mirror = A -> B.w}. */
    record MirrorItem(Expr source, Expr target, Span span) implements Item {}

    record Sweep(List<Path> targets, Expr values, Span span) implements Item {}

    record Run(Expr duration, Optional<Ident> window, Span span) implements Item {}

    /** Runs until a condition holds, at most this long. */
    record RunUntil(Expr condition, Expr most, Optional<Ident> window, Span span) implements Item {}

    /** @param until tested after each round; empty: as often as {@code times} says, else at most so often */
    record Repeat(Optional<Expr> until, Expr times, List<Item> body, Span span) implements Item {
        public Repeat {
            body = List.copyOf(body);
        }
    }

    record Protocol(Ident name, List<Ident> parameters, List<Item> body, Span span) implements Item {
        public Protocol {
            parameters = List.copyOf(parameters);
            body = List.copyOf(body);
        }
    }

    record Reset(Expr subject, Optional<Expr> arrow, Span span) implements Item {}

    record Across(List<Item> body, Span span) implements Item {
        public Across {
            body = List.copyOf(body);
        }
    }

    /** Calls a protocol. */
    record Call(Ident name, List<Expr.Arg> arguments, Span span) implements Item {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    record Rest(Expr duration, Span span) implements Item {}

    record Present(Path stimulus, Expr value, Span span) implements Item {}

    record SetItem(Expr target, Optional<Expr> arrow, Expr value, Span span) implements Item {}

    record Record(Ident name, Expr value, Span span) implements Item {}

    record Require(Expr condition, Span span) implements Item {}

    record For(Ident name, Expr values, List<Item> body, Span span) implements Item {}

    record Method(Ident name, Optional<Expr> argument, Span span) implements Item {}

    record Stamp(Ident name, Span span) implements Item {}

    /** {@code place E[0 .. 9] on tile (1, 0) core 3}. */
    record Place(Expr what, List<Step> where, Span span) implements Item {
        public Place {
            where = List.copyOf(where);
        }

        /** {@code core 3} or {@code tile (1, 0)}. */
        public record Step(Ident word, List<Expr> numbers, Span span) {
            public Step {
                numbers = List.copyOf(numbers);
            }
        }
    }

    /** {@code assign E -> I to unit}: a population or a projection to a unit of its cores. */
    record AssignUnit(Expr source, Optional<Expr> arrow, Ident unit, Span span) implements Item {}

    /** {@code target = value} and the like. */
    record Assign(Expr target, Operator operator, Expr value, Span span) implements Item {}

    /** An item whose first word is not known. */
    record Unknown(Ident first, Span span) implements Item {}

    /** An item that could not be read; it has been reported. */
    record Faulty(Span span) implements Item {}

    enum Operator {
        SET("="),
        ADD("+="),
        SUBTRACT("-="),
        MULTIPLY("*="),
        DIVIDE("/="),
        DRAW("~");

        private final String symbol;

        Operator(String symbol) {
            this.symbol = symbol;
        }

        public String symbol() {
            return symbol;
        }
    }

    /** What an {@code on} waits for. */
    sealed interface TriggerSyntax {
        Span span();

        record When(Expr condition, List<Annotation> annotations, Span span) implements TriggerSyntax {}

        record Global(Ident event, Optional<Ident> payload, Span span) implements TriggerSyntax {}

        /** {@code pre}, {@code post.burst}, {@code tick}, {@code spike}, a port. */
        record Event(Path path, Optional<Ident> payload, Optional<Expr> after, Span span) implements TriggerSyntax {}
    }
}
