package bouton.emulator.engine;

import bouton.image.ir.BinaryOp;
import bouton.image.ir.Instruction;
import bouton.image.ir.Kernel;
import bouton.image.ir.Type;
import bouton.image.ir.Word;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What every tick does to a word that synapses share at their source: sums, differences and products with constants, one after
 * another, such as the decay of a trace. So the values of all ticks since an event can be had when they are needed, with
 * the same bits.
 */
final class Evolution {
    /** A step; the other operand is a constant. */
    private record Operation(BinaryOp op, double constant, boolean constantFirst) {
        double apply(double x) {
            double a = constantFirst ? constant : x;
            double b = constantFirst ? x : constant;
            return switch (op) {
                case ADD -> a + b;
                case SUB -> a - b;
                default -> a * b;
            };
        }
    }

    /** Nothing happens. */
    static final Evolution NONE = new Evolution(List.of());

    private final Operation[] operations;

    private Evolution(List<Operation> operations) {
        this.operations = operations.toArray(new Operation[0]);
    }

    private Evolution then(Operation operation) {
        List<Operation> longer = new ArrayList<>(List.of(operations));
        longer.add(operation);
        return new Evolution(longer);
    }

    /** How many values can be followed at a time: the processor works on all of them while it waits for each. */
    static final int LANES = 4;

    /**
     * {@code values[lane][1 .. ticks[lane]]} become the values after so many ticks of what {@code values[lane][0]} is now.
     *
     * @param lanes at most {@link #LANES}
     */
    void follow(double[][] values, int[] ticks, int lanes) {
        int common = 0;
        if (isFactor() && lanes == LANES) {
            common = Math.min(Math.min(ticks[0], ticks[1]), Math.min(ticks[2], ticks[3]));
            multiply(values[0], values[1], values[2], values[3], common);
        }
        for (int lane = 0; lane < lanes; lane++) {
            follow(values[lane], common, ticks[lane]);
        }
    }

    private void multiply(double[] first, double[] second, double[] third, double[] fourth, int ticks) {
        double factor = operations[0].constant();
        double a = first[0];
        double b = second[0];
        double c = third[0];
        double d = fourth[0];
        for (int k = 1; k <= ticks; k++) {
            a *= factor;
            b *= factor;
            c *= factor;
            d *= factor;
            first[k] = a;
            second[k] = b;
            third[k] = c;
            fourth[k] = d;
        }
    }

    private void follow(double[] values, int from, int to) {
        double x = values[from];
        if (isFactor()) {
            double factor = operations[0].constant();
            for (int k = from + 1; k <= to; k++) {
                x *= factor;
                values[k] = x;
            }
            return;
        }
        for (int k = from + 1; k <= to; k++) {
            x = next(x);
            values[k] = x;
        }
    }

    /** The value after some ticks. */
    double after(double value, int ticks) {
        double x = value;
        if (isFactor()) {
            double factor = operations[0].constant();
            for (int k = 0; k < ticks; k++) {
                x *= factor;
            }
            return x;
        }
        for (int k = 0; k < ticks && operations.length > 0; k++) {
            x = next(x);
        }
        return x;
    }

    private double next(double value) {
        double x = value;
        for (Operation operation : operations) {
            x = operation.apply(x);
        }
        return x;
    }

    /** Whether it is one multiplication. */
    private boolean isFactor() {
        return operations.length == 1 && operations[0].op() == BinaryOp.MUL;
    }

    /**
     * What kernels that run one after another in every tick do to words of the sources.
     *
     * @param fields number of these words
     * @return by field; empty if it is something else
     */
    static Optional<List<Evolution>> of(List<Kernel> kernels, int fields) {
        Reading reading = new Reading(fields);
        return kernels.stream().allMatch(reading::understands) ? Optional.of(reading.result()) : Optional.empty();
    }

    /** Reads kernels without branches; each word becomes something of itself and of constants. */
    private static final class Reading {
        /** A value of a register: a constant, or what becomes of a word. */
        private record Value(int field, double constant, Evolution evolution) {
            boolean isConstant() {
                return field < 0;
            }
        }

        private final Value[] words;

        Reading(int fields) {
            words = new Value[fields];
            for (int f = 0; f < fields; f++) {
                words[f] = new Value(f, 0, NONE);
            }
        }

        List<Evolution> result() {
            List<Evolution> evolutions = new ArrayList<>();
            for (Value word : words) {
                evolutions.add(word.evolution());
            }
            return evolutions;
        }

        boolean understands(Kernel kernel) {
            Map<Integer, Value> registers = new HashMap<>();
            return kernel.body().instructions().stream().allMatch(i -> understands(i, registers));
        }

        private boolean understands(Instruction instruction, Map<Integer, Value> registers) {
            return switch (instruction) {
                case Instruction.Const c -> registers.put(c.dst(), new Value(-1, c.value(), NONE)) == null;
                case Instruction.Load l
                when isOfSource(l.word()) && isReal(l.type()) ->
                    registers.put(l.dst(), words[l.word().field()]) == null;
                case Instruction.Store s
                when isOfSource(s.word()) && isReal(s.type()) && !s.plastic() -> {
                    Value value = registers.get(s.src());
                    boolean own = value != null && value.field() == s.word().field();
                    if (own) {
                        words[s.word().field()] = value;
                    }
                    yield own;
                }
                case Instruction.Binary b when isReal(b.type()) -> binary(b, registers);
                default -> false;
            };
        }

        private static boolean isReal(Type type) {
            return type instanceof Type.Float64;
        }

        private static boolean isOfSource(Word word) {
            return word.space() == Word.Space.ROW;
        }

        private static boolean binary(Instruction.Binary i, Map<Integer, Value> registers) {
            Value a = registers.get(i.a());
            Value b = registers.get(i.b());
            boolean known = i.op() == BinaryOp.ADD || i.op() == BinaryOp.SUB || i.op() == BinaryOp.MUL;
            if (!known || a == null || b == null || a.isConstant() == b.isConstant()) {
                return false;
            }
            Value word = a.isConstant() ? b : a;
            Operation operation = new Operation(i.op(), a.isConstant() ? a.constant() : b.constant(), a.isConstant());
            Evolution evolution = word.evolution().then(operation);
            return registers.put(i.dst(), new Value(word.field(), 0, evolution)) == null;
        }
    }
}
