package bouton.dsl.model;

import bouton.dsl.source.Span;
import bouton.dsl.unit.Dimension;
import java.util.List;

/** A checked expression: one float64 in internal units, or a truth value. */
public sealed interface Term {
    Dimension dimension();

    Span span();

    default boolean isTruth() {
        return false;
    }

    record Constant(double value, Dimension dimension, Span span) implements Term {}

    /** Something that is wrong and has been reported; never in a model without errors. */
    record Poison(Span span) implements Term {
        @Override
        public Dimension dimension() {
            return Dimension.NONE;
        }
    }

    record Truth(boolean value, Span span) implements Term {
        @Override
        public Dimension dimension() {
            return Dimension.NONE;
        }

        @Override
        public boolean isTruth() {
            return true;
        }
    }

    /** Parameter {@code index} of the model. */
    record ParamRef(int index, Dimension dimension, Span span) implements Term {}

    /** State, weight or trace {@code index} of the model. */
    record VariableRef(int index, Dimension dimension, Span span) implements Term {}

    /** A {@code let} of a body. */
    record LocalRef(int id, boolean isTruth, Dimension dimension, Span span) implements Term {}

    /** The sum at port {@code index} of the neuron. */
    record PortRef(int index, Dimension dimension, Span span) implements Term {}

    /** A value at one end of a synapse: graded port {@code index} of the synapse model. */
    record EndRef(int index, Dimension dimension, Span span) implements Term {}

    /** Whether hold {@code index} lasts. */
    record HoldRef(int index, Span span) implements Term {
        @Override
        public Dimension dimension() {
            return Dimension.NONE;
        }

        @Override
        public boolean isTruth() {
            return true;
        }
    }

    /** Time since event {@code index} of {@link Model#sinces}; infinite before the first. */
    record Since(int index, Span span) implements Term {
        @Override
        public Dimension dimension() {
            return Dimension.TIME;
        }
    }

    /** Entry {@code index} of {@link Model#delays}: a value of some time ago. */
    record Delayed(int index, Dimension dimension, Span span) implements Term {}

    /** What came with the event or arrival. */
    record Payload(Dimension dimension, Span span) implements Term {}

    /** The time t. */
    record Time(Span span) implements Term {
        @Override
        public Dimension dimension() {
            return Dimension.TIME;
        }
    }

    /** Number of the instance, or of the neuron at an end of the synapse. */
    record Index(End end, Span span) implements Term {
        @Override
        public Dimension dimension() {
            return Dimension.NONE;
        }
    }

    /** Whose number. */
    enum End {
        SELF,
        PRE,
        POST
    }

    /**
     * An element of data: row and column are numbers, rounded down and clamped to the table.
     */
    record DataRef(DataTable data, Term row, Term column, Span span) implements Term {
        @Override
        public Dimension dimension() {
            return Dimension.NONE;
        }
    }

    record Negate(Term operand, Span span) implements Term {
        @Override
        public Dimension dimension() {
            return operand.dimension();
        }
    }

    record Not(Term operand, Span span) implements Term {
        @Override
        public Dimension dimension() {
            return Dimension.NONE;
        }

        @Override
        public boolean isTruth() {
            return true;
        }
    }

    record Arithmetic(ArithmeticOperator operator, Term left, Term right, Dimension dimension, Span span)
            implements Term {}

    enum ArithmeticOperator {
        ADD,
        SUBTRACT,
        MULTIPLY,
        DIVIDE,
        POWER
    }

    record Compare(Comparison comparison, Term left, Term right, Span span) implements Term {
        @Override
        public Dimension dimension() {
            return Dimension.NONE;
        }

        @Override
        public boolean isTruth() {
            return true;
        }
    }

    enum Comparison {
        LESS,
        LESS_EQUAL,
        GREATER,
        GREATER_EQUAL,
        EQUAL,
        NOT_EQUAL
    }

    record Logic(boolean and, Term left, Term right, Span span) implements Term {
        @Override
        public Dimension dimension() {
            return Dimension.NONE;
        }

        @Override
        public boolean isTruth() {
            return true;
        }
    }

    record Choose(Term condition, Term then, Term otherwise, Span span) implements Term {
        @Override
        public Dimension dimension() {
            return then.dimension();
        }

        @Override
        public boolean isTruth() {
            return then.isTruth();
        }
    }

    record Apply(Builtin function, List<Term> arguments, Dimension dimension, Span span) implements Term {
        public Apply {
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * A random draw.
     *
     * @param use its number among the draws of the declaration
     * @param path path of the declaration: key of the stream
     */
    record Draw(DrawKind kind, List<Term> arguments, String path, int use, Dimension dimension, Span span)
            implements Term {
        public Draw {
            arguments = List.copyOf(arguments);
        }

        @Override
        public boolean isTruth() {
            return kind == DrawKind.CHANCE;
        }
    }

    enum DrawKind {
        UNIFORM,
        NORMAL,
        LOGNORMAL,
        EXPONENTIAL,
        POISSON,
        GAMMA,
        CHOICE,
        /** A truth value. */
        CHANCE
    }

    /** Whether a term is a number that is known when the program is read. */
    default boolean isConstant() {
        return this instanceof Constant;
    }
}
