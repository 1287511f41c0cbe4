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

    /** {@code values[1 .. ticks]} become the values after so many ticks of what {@code values[0]} is now. */
    void follow(double[] values, int ticks) {
        double x = values[0];
        if (isFactor()) {
            double factor = operations[0].constant();
            for (int k = 1; k <= ticks; k++) {
                x *= factor;
                values[k] = x;
            }
            return;
        }
        for (int k = 1; k <= ticks; k++) {
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
                case Instruction.Load l when isOfSource(l.word()) && isReal(l.type()) ->
                    registers.put(l.dst(), words[l.word().field()]) == null;
                case Instruction.Store s when isOfSource(s.word()) && isReal(s.type()) && !s.plastic() -> {
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
