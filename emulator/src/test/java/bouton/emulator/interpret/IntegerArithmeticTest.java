package bouton.emulator.interpret;

import static org.junit.jupiter.api.Assertions.assertEquals;

import bouton.emulator.Emulator;
import bouton.emulator.ImageBuilder;
import bouton.emulator.ImageBuilder.PopulationBuilder;
import bouton.emulator.KernelBuilder;
import bouton.emulator.TestRecorder;
import bouton.image.ir.BinaryOp;
import bouton.image.ir.Instruction;
import bouton.image.ir.Kernel;
import bouton.image.ir.Overflow;
import bouton.image.ir.Rounding;
import bouton.image.ir.Type;
import bouton.image.ir.UnaryOp;
import bouton.image.ir.Word;
import bouton.image.net.Scope;
import bouton.image.run.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/** Integer instructions, as they run in kernels, against {@link ExactIntegers}: all types, overflows and roundings. */
final class IntegerArithmeticTest {
    private static final Scope NEURONS = new Scope.OfGroup(0);
    private static final List<BinaryOp> BINARY = List.of(
            BinaryOp.ADD,
            BinaryOp.SUB,
            BinaryOp.MUL,
            BinaryOp.DIV,
            BinaryOp.MIN,
            BinaryOp.MAX,
            BinaryOp.AND,
            BinaryOp.OR,
            BinaryOp.XOR,
            BinaryOp.SHL,
            BinaryOp.SHR);

    /** Every width from 1 to 64, with and without a sign. */
    private static List<Type.Int> types() {
        List<Type.Int> types = new ArrayList<>();
        for (int bits = 1; bits <= 64; bits++) {
            types.add(new Type.Int(bits, true, 0));
            if (bits < 64) {
                types.add(new Type.Int(bits, false, 0));
            }
        }
        return types;
    }

    /** Small numbers, ends of the range, any bits: what breaks arithmetic. */
    private static long operand(Random random, Type.Int type) {
        long any = random.nextLong();
        long value = switch (random.nextInt(5)) {
            case 0 -> any % 5;
            case 1 -> type.min() + (any & 3);
            case 2 -> type.max() - (any & 3);
            case 3 -> any >> random.nextInt(64);
            default -> 1L << random.nextInt(63);
        };
        return Math.clamp(value, type.min(), type.max());
    }

    private static <T> T any(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }

    /** The result, or a word for a failure. */
    private static String outcome(LongSupplier computation) {
        try {
            return Long.toString(computation.getAsLong());
        } catch (ArithmeticException failure) {
            return "fault";
        }
    }

    @Test
    void unitAgreesWithUnlimitedArithmetic() {
        Random random = new Random(1);
        for (Type.Int type : types()) {
            for (int n = 0; n < 800; n++) {
                BinaryOp op = BINARY.get(random.nextInt(BINARY.size()));
                Overflow overflow = any(random, Overflow.values());
                Rounding rounding = any(random, Rounding.values());
                boolean shift = op == BinaryOp.SHL || op == BinaryOp.SHR;
                long a = operand(random, type);
                long b = shift ? random.nextInt(64) : operand(random, type);
                IntegerUnit unit = new IntegerUnit(type, overflow, rounding, "here");
                assertEquals(
                        outcome(() -> ExactIntegers.binary(op, type, a, b, overflow, rounding)),
                        outcome(() -> unit.apply(op, a, b)),
                        () -> a + " " + op + " " + b + " as " + type + " " + overflow + " " + rounding);
                UnaryOp unary = List.of(UnaryOp.NEG, UnaryOp.ABS, UnaryOp.NOT).get(n % 3);
                assertEquals(
                        outcome(() -> ExactIntegers.unary(unary, type, a, overflow)),
                        outcome(() -> unit.apply(unary, a)),
                        () -> unary + " " + a + " as " + type + " " + overflow);
            }
        }
    }

    @Test
    void conversionFromFloatsAgreesWithUnlimitedArithmetic() {
        Random random = new Random(2);
        for (Type.Int type : types()) {
            for (int n = 0; n < 150; n++) {
                Overflow overflow = any(random, Overflow.values());
                Rounding rounding = any(random, Rounding.values());
                double near = operand(random, type);
                double x = switch (n % 6) {
                    case 0 -> near;
                    case 1 -> near + 0.5;
                    case 2 -> near - 0.25;
                    case 3 -> random.nextGaussian() * Math.scalb(1.0, random.nextInt(80));
                    case 4 -> Math.nextUp(random.nextInt(7) - 3.5);
                    default -> random.nextBoolean() ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
                };
                IntegerUnit unit = new IntegerUnit(type, overflow, rounding, "here");
                assertEquals(
                        outcome(() -> ExactIntegers.convert(x, type, overflow, rounding)),
                        outcome(() -> unit.fromDouble(x)),
                        () -> x + " to " + type + " " + overflow + " " + rounding);
            }
        }
    }

    @Test
    void nanIsNoInteger() {
        for (Overflow overflow : Overflow.values()) {
            IntegerUnit unit = new IntegerUnit(new Type.Int(16, true, 0), overflow, Rounding.EVEN, "here");
            assertEquals("fault", outcome(() -> unit.fromDouble(Double.NaN)));
        }
    }

    /** Random chains of instructions through registers and stored words; more neurons than lanes. */
    @Test
    void kernelsOfIntegersAgreeWithUnlimitedArithmetic() {
        Random random = new Random(3);
        List<Type.Int> types = types();
        for (int n = 0; n < 60; n++) {
            Type.Int type = types.get(random.nextInt(types.size()));
            Type.Int stored = types.get(random.nextInt(types.size()));
            Overflow overflow = random.nextBoolean() ? Overflow.WRAP : Overflow.SATURATE;
            Chain chain = new Chain(random, type, stored, overflow);
            int size = 200;
            ImageBuilder image = new ImageBuilder();
            image.population(new PopulationBuilder("p", size).field(ImageBuilder.field("word", stored)));
            try (Session session = new Emulator().open(image.build(), new TestRecorder())) {
                session.apply(NEURONS, chain.kernel, new double[] {0});
                KernelBuilder read = KernelBuilder.kernel("read");
                // Halves, as float64 holds 53 bits.
                int word = read.load(Word.self(0), stored);
                double[] values = session.evaluate(
                        NEURONS, read.yield(read.toDouble(stored, word)).build());
                for (int i = 0; i < size; i++) {
                    assertEquals((double) chain.expected(i), values[i], chain.kernel + " at " + i);
                }
            }
        }
    }

    /** A chain of instructions that starts from the neuron's number, and its value by unlimited arithmetic. */
    private static final class Chain {
        private record Link(BinaryOp op, long b, Rounding rounding) {}

        private final List<Link> links = new ArrayList<>();
        private final Type.Int type;
        private final Type.Int stored;
        private final Overflow overflow;
        private final Kernel kernel;

        Chain(Random random, Type.Int type, Type.Int stored, Overflow overflow) {
            this.type = type;
            this.stored = stored;
            this.overflow = overflow;
            KernelBuilder k = KernelBuilder.kernel("chain");
            int value = k.convert(type, Type.I64, k.read(bouton.image.ir.Special.SELF_INDEX), Rounding.FLOOR, overflow);
            for (int n = 0; n < 12; n++) {
                BinaryOp op = BINARY.get(random.nextInt(BINARY.size()));
                boolean shift = op == BinaryOp.SHL || op == BinaryOp.SHR;
                long b = shift ? Math.min(random.nextInt(64), type.max()) : operand(random, type);
                b = op == BinaryOp.DIV && b == 0 ? type.min() + (type.signed() ? 0 : 1) : b;
                Rounding rounding = Rounding.values()[random.nextInt(5)];
                links.add(new Link(op, b, rounding));
                value = k.binary(op, type, value, k.integer(type, b), overflow, rounding);
            }
            k.add(new Instruction.Store(Word.self(0), stored, value, overflow, false, -1));
            kernel = k.build();
        }

        long expected(int neuron) {
            long value = ExactIntegers.fit(java.math.BigInteger.valueOf(neuron), type, overflow);
            for (Link link : links) {
                value = ExactIntegers.binary(link.op, type, value, link.b, overflow, link.rounding);
            }
            return ExactIntegers.fit(java.math.BigInteger.valueOf(value), stored, overflow);
        }
    }
}
