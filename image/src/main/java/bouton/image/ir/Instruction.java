package bouton.image.ir;

import java.util.List;

/**
 * One instruction. Registers are numbered from 0, each is written by one instruction only (on any path) before it is
 * read. {@code at} is an index into {@link bouton.image.net.Image#origins()}: the place in the user's text, -1 for none.
 */
public sealed interface Instruction {
    /** Index of the place in the user's text, or -1. */
    int at();

    /** dst = value, float64. */
    record Const(int dst, double value, int at) implements Instruction {}

    /** dst = value, an integer of the type. */
    record ConstInt(int dst, Type.Int type, long value, int at) implements Instruction {}

    /** dst = word. */
    record Load(int dst, Type type, Word word, int at) implements Instruction {}

    /**
     * word = src. An integer word takes its register's value through {@code overflow}.
     *
     * @param plastic the word is a `weight`: the store is left out while learning is switched off for the instance
     */
    record Store(Word word, Type type, int src, Overflow overflow, boolean plastic, int at) implements Instruction {}

    /** dst = a op b. {@code overflow} and {@code rounding} matter for integers only. */
    record Binary(int dst, BinaryOp op, Type type, int a, int b, Overflow overflow, Rounding rounding, int at)
            implements Instruction {}

    /** dst = op a. */
    record Unary(int dst, UnaryOp op, Type type, int a, Overflow overflow, int at) implements Instruction {}

    /** dst = a op b, a truth value; {@code type} is that of a and b. */
    record Compare(int dst, CompareOp op, Type type, int a, int b, int at) implements Instruction {}

    /** dst = condition ? a : b. */
    record Select(int dst, Type type, int condition, int a, int b, int at) implements Instruction {}

    /** dst = src as another type. Truth values become 0 and 1; from float64 to integers it rounds and then overflows. */
    record Convert(int dst, Type to, Type from, int src, Rounding rounding, Overflow overflow, int at)
            implements Instruction {}

    /**
     * dst = min(max(src, lo), hi), all of one type, a float64 or an integer; counts into saturation counter {@code counter}
     * whenever that changes the value. NaN stays NaN and is counted.
     */
    record Clamp(int dst, Type type, int src, int lo, int hi, int counter, int at) implements Instruction {
        /** A clamp of a float64. */
        public Clamp(int dst, int src, int lo, int hi, int counter, int at) {
            this(dst, Type.F64, src, lo, hi, counter, at);
        }
    }

    /** dst = table[row][column], float64; row and column are s64 registers, clamped to the table. */
    record TableAt(int dst, int table, int row, int column, int at) implements Instruction {}

    /**
     * dst = a draw, float64. Key: (seed, site, instance, tick, use). In a init kernel the tick of the key is -1. A draw that
     * falls outside of lo .. hi is drawn again: attempt k (0, 1, …) has the use number {@code use + k * }{@value #ATTEMPT}.
     *
     * @param lo register of the smallest value that is accepted, -1: no bound
     * @param hi register of the largest value that is accepted, -1: no bound
     * @param site hash of the declaration's path
     * @param use which draw of that declaration it is, below {@value #ATTEMPT}
     */
    record Draw(int dst, Distribution distribution, List<Integer> arguments, int lo, int hi, long site, int use, int at)
            implements Instruction {
        /** Distance of the use numbers of two attempts. */
        public static final int ATTEMPT = 1 << 12;

        /** Attempts after which a range counts as out of reach. */
        public static final int MOST_ATTEMPTS = 1 << 16;

        public Draw {
            arguments = List.copyOf(arguments);
            if (distribution.arity() >= 0 && distribution.arity() != arguments.size()) {
                throw new IllegalArgumentException(distribution + " with " + arguments.size() + " arguments");
            }
            if (arguments.isEmpty()) {
                throw new IllegalArgumentException(distribution + " without arguments");
            }
            if (use < 0 || use >= ATTEMPT) {
                throw new IllegalArgumentException("use number " + use);
            }
        }

        /** A draw without bounds. */
        public Draw(int dst, Distribution distribution, List<Integer> arguments, long site, int use, int at) {
            this(dst, distribution, arguments, -1, -1, site, use, at);
        }

        public boolean isBounded() {
            return lo >= 0 || hi >= 0;
        }
    }

    /**
     * dst = a random integer, each of 0 .. 2^bits - 1 equally likely, as a value of an integer type that holds them all. It is
     * the upper {@code bits} bits of the 64 of {@link bouton.image.random.Draws#bits} under the key (seed, site, instance,
     * tick, use), as that of a {@link Draw}; in an init kernel the tick of the key is -1. In a handler per source or target the
     * instance is that member. Stochastic rounding of x to a
     * multiple of 2^bits is {@code x + r} rounded down: it goes up with the probability that is the dropped part.
     *
     * @param bits 1 .. 63
     * @param site hash of the declaration's path
     * @param use which draw of that declaration it is, below {@value Draw#ATTEMPT}
     */
    record RandomBits(int dst, Type.Int type, int bits, long site, int use, int at) implements Instruction {
        public RandomBits {
            if (bits < 1 || bits > 63) {
                throw new IllegalArgumentException(bits + " random bits");
            }
            if (use < 0 || use >= Draw.ATTEMPT) {
                throw new IllegalArgumentException("use number " + use);
            }
        }
    }

    /** dst = a value of the engine. */
    record Read(int dst, Special special, int at) implements Instruction {}

    /** dst = the source's sent value number {@code out} as it has arrived at this synapse (its delay ago), float64. */
    record Arrived(int dst, int out, int at) implements Instruction {}

    /** dst = value number {@code cell} of {@link bouton.image.net.Image#globals()}, float64. */
    record ReadGlobal(int dst, int cell, int at) implements Instruction {}

    /** dst = the word of the opposite synapse that {@link bouton.image.net.Projection#mirror()} names, float64. */
    record Mirrored(int dst, int at) implements Instruction {}

    /**
     * dst = sum of what has been delivered to port {@code port} of this neuron; {@code type} is that of the port, see {@link
     * bouton.image.net.Port}.
     */
    record PortSum(int dst, Type type, int port, int at) implements Instruction {
        /** The sum of a port that adds float64 values. */
        public PortSum(int dst, int port, int at) {
            this(dst, Type.F64, port, at);
        }
    }

    /**
     * Adds src to port {@code port} of the synapse's target; {@code type} is that of the port, see {@link
     * bouton.image.net.Port}. A port of integers takes an integer register of any width.
     */
    record Deliver(int port, Type type, int src, int at) implements Instruction {
        /** A delivery to a port that adds float64 values. */
        public Deliver(int port, int src, int at) {
            this(port, Type.F64, src, at);
        }
    }

    /** Emits event {@code event} of this neuron, with a payload (float64 register) or without (-1). */
    record Emit(int event, int payload, int at) implements Instruction {}

    /** Keeps src, float64, as the value of this tick in delay line {@code line} of this neuron's population. */
    record Remember(int line, int src, int at) implements Instruction {}

    /** dst = what delay line {@code line} kept for this neuron its lag ago, float64. */
    record Recall(int dst, int line, int at) implements Instruction {}

    /**
     * Has the handler of {@link bouton.image.net.Trigger.Due} {@code task} run for this neuron in the tick so many ticks after
     * this one; {@code ticks} is an s64 register, at least 0.
     */
    record Defer(int task, int ticks, int at) implements Instruction {}

    /** Runs one of two blocks. Registers written in a block are not read behind it. */
    record If(int condition, Block then, Block otherwise, int at) implements Instruction {}

    /**
     * The exact propagator of a linear system with constant coefficients: with M the n x n matrix in {@code matrix} (row
     * major), {@code dst[r * n + c]} = exp(M h)[r][c] for the first {@code rows} rows. Meant for init kernels, where
     * coefficients differ from instance to instance.
     *
     * @param dst rows * n registers
     * @param step register of h
     */
    record Propagator(List<Integer> dst, int rows, int n, List<Integer> matrix, int step, int at)
            implements Instruction {
        public Propagator {
            dst = List.copyOf(dst);
            matrix = List.copyOf(matrix);
            if (rows < 1 || rows > n || dst.size() != rows * n || matrix.size() != n * n) {
                throw new IllegalArgumentException("propagator of shape " + rows + " x " + n);
            }
        }
    }

    /**
     * Integrates the float64 words {@code states} from the start to the end of the tick with an adaptive Dormand-Prince
     * 5(4) solver. {@code derivative} reads the trial values through ordinary loads of those words and {@link Yield}s the
     * derivatives in their order; register {@code time} of it, if not -1, is preset to the time since the start of the tick.
     *
     * @param step register of dt
     * @param tolerance absolute and relative tolerance of a step
     * @param crossings conditions that act inside the tick; each may act several times
     */
    record Adaptive(
            List<Word> states,
            Kernel derivative,
            int time,
            int step,
            double tolerance,
            List<Crossing> crossings,
            int at)
            implements Instruction {
        public Adaptive {
            states = List.copyOf(states);
            crossings = List.copyOf(crossings);
        }
    }

    /** Result number {@code index} of a kernel that computes values (a reader, a derivative) is src, float64. */
    record Yield(int index, int src, int at) implements Instruction {}

    /**
     * A condition of an adaptive integration.
     *
     * @param margin yields one value, negative before the crossing and 0 or positive from it on
     * @param body runs at the crossing; the integration goes on from the words as it leaves them
     */
    record Crossing(Kernel margin, Kernel body) {}
}
