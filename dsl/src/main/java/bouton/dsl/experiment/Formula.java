package bouton.dsl.experiment;

import bouton.dsl.model.Builtin;
import bouton.dsl.model.DataTable;
import bouton.dsl.model.Term;
import bouton.dsl.source.Span;
import bouton.dsl.unit.Dimension;
import bouton.dsl.unit.Unit;
import java.util.List;
import java.util.Optional;

/** A checked expression of an experiment. Numbers are in internal units, truth values are 0 or 1. */
public sealed interface Formula {
    Type type();

    Span span();

    /** @param unit as written, to show results in */
    record Constant(double value, Optional<Unit> unit, Type type, Span span) implements Formula {}

    /** Something that has been reported; never in an experiment without errors. */
    record Faulty(Span span) implements Formula {
        @Override
        public Type type() {
            return Type.FAULTY;
        }
    }

    /** The time at the end of the ticks that have run. */
    record Time(Span span) implements Formula {
        @Override
        public Type type() {
            return Type.number(Dimension.TIME);
        }
    }

    /** Length of a tick. */
    record Tick(Span span) implements Formula {
        @Override
        public Type type() {
            return Type.number(Dimension.TIME);
        }
    }

    /** A value that is known everywhere in the network, as of now. */
    record GlobalValue(int cell, Type type, Span span) implements Formula {}

    /** A parameter of the network. */
    record NetworkParam(String name, Type type, Span span) implements Formula {}

    /** A {@code let}, a state, the name of a loop or of a sweep, a function's parameter. */
    record Variable(int slot, String name, Type type, Span span) implements Formula {}

    /** All that a {@code record} has appended. */
    record RecordList(int index, String name, Type type, Span span) implements Formula {}

    record ListOf(List<Formula> elements, Type type, Span span) implements Formula {
        public ListOf {
            elements = List.copyOf(elements);
        }
    }

    record Data(DataTable table, Type type, Span span) implements Formula {}

    /** All rows of data with named parts. */
    record Rows(DataSet set, Type type, Span span) implements Formula {}

    /** The part of a row, or of all rows. */
    record Part(Formula of, String name, Type type, Span span) implements Formula {}

    /** A row as the list of all its numbers. */
    record WholeRow(Formula of, Type type, Span span) implements Formula {}

    /** {@code of[index]}; negative indices count from the end. */
    record Element(Formula of, Formula index, Type type, Span span) implements Formula {}

    /** {@code of[from .. to]}. */
    record Slice(Formula of, Members.Range range, Type type, Span span) implements Formula {}

    record Negate(Formula operand, Type type, Span span) implements Formula {}

    record Not(Formula operand, Type type, Span span) implements Formula {}

    record Arithmetic(Term.ArithmeticOperator operator, Formula left, Formula right, Type type, Span span)
            implements Formula {}

    /**
     * A comparison.
     *
     * @param tolerance of {@code ==} and {@code !=}
     */
    record Compare(
            Term.Comparison comparison,
            Formula left,
            Formula right,
            Optional<Tolerance> tolerance,
            Type type,
            Span span)
            implements Formula {}

    /**
     * How far two sides may be apart.
     *
     * @param relative a part of the right side, else an absolute distance
     */
    record Tolerance(Formula value, boolean relative) {}

    record Logic(boolean and, Formula left, Formula right, Type type, Span span) implements Formula {}

    record Choose(Formula condition, Formula then, Formula otherwise, Type type, Span span) implements Formula {}

    record Apply(Builtin function, List<Formula> arguments, Type type, Span span) implements Formula {
        public Apply {
            arguments = List.copyOf(arguments);
        }
    }

    /** @param site its number among the draws of the experiment: key of its stream */
    record Draw(Term.DrawKind kind, List<Formula> arguments, int site, Type type, Span span) implements Formula {
        public Draw {
            arguments = List.copyOf(arguments);
        }
    }

    /** The elements in a random order. */
    record Shuffled(Formula list, int site, Type type, Span span) implements Formula {}

    /** {@code size} zeros, but a one at {@code index}. */
    record OneHot(Formula index, Formula size, Type type, Span span) implements Formula {}

    record Summary(Statistic statistic, List<Formula> arguments, Type type, Span span) implements Formula {
        public Summary {
            arguments = List.copyOf(arguments);
        }
    }

    /** A statistic for each combination of the keys' elements, in the order in which they first occur. */
    record Over(Summary summary, List<Formula> keys, Type type, Span span) implements Formula {
        public Over {
            keys = List.copyOf(keys);
        }
    }

    /**
     * The value of an expression for every member of a set; lists are joined.
     *
     * @param where only members for which it holds
     * @param during for every tick of this run ({@link Experiment#windows}, -1 for the last); empty: as of now
     */
    record Each(Members members, Optional<Formula> where, Formula body, Optional<Integer> during, Type type, Span span)
            implements Formula {}

    /** A function of the user: its parameters, then its body. */
    record Call(List<Binding> bindings, Formula body, Type type, Span span) implements Formula {
        public Call {
            bindings = List.copyOf(bindings);
        }
    }

    record Binding(int slot, Formula value) {}

    /** Whose value. */
    enum End {
        SELF,
        PRE,
        POST
    }

    /**
     * A value of the current member, or of the neuron at an end of the current synapse.
     *
     * @param place whose value is read
     * @param sample which of {@link Experiment#samples}; -1: the value as of now
     */
    record MemberValue(Place place, End end, String name, int sample, Type type, Span span) implements Formula {}

    /** How much a value of the current member has changed in the last tick. */
    record Change(MemberValue of, Type type, Span span) implements Formula {}

    /**
     * What one step of the words stands for in which a place keeps a value, in the value's dimension; 0 where the target
     * computes with it in float64.
     */
    record Lsb(Place place, String name, Type type, Span span) implements Formula {}

    /** Number of the current member, or of the neuron at an end of it. */
    record MemberIndex(End end, Type type, Span span) implements Formula {}

    /** The element of a list with the number of the current member. */
    record MemberOf(Formula list, Type type, Span span) implements Formula {}

    /**
     * Events of the current member.
     *
     * @param use which of {@link Experiment#events}
     * @param window which of {@link Experiment#windows}; -1 for the last run
     */
    record MemberEvents(EventUse.Function function, int use, int window, Type type, Span span) implements Formula {}
}
