package bouton.compiler.quantise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.compiler.kernel.KernelWriter;
import bouton.dsl.chip.Arithmetic;
import bouton.dsl.chip.NumberFormat;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.image.ir.CompareOp;
import bouton.image.ir.Instruction;
import bouton.image.ir.Kernel;
import bouton.image.ir.Type;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random arithmetic of random cores, against float64, which is exact for integers of so few bits. */
final class CalculatorTest {
    private static final int CASES = 2000;

    private final Random random = new Random(6);
    private KernelWriter writer = new KernelWriter();
    private Diagnostics diagnostics = new Diagnostics();
    private double error;
    private int uses;

    private Calculator calculator(Arithmetic arithmetic) {
        writer = new KernelWriter();
        diagnostics = new Diagnostics();
        error = 0;
        Integers.StochasticBits bits = (type, n) -> {
            int dst = writer.register();
            writer.add(new Instruction.RandomBits(dst, type, n, 0, uses++, -1));
            return dst;
        };
        Integers integers = new Integers(writer, arithmetic, bits);
        return new Calculator(
                writer,
                integers,
                arithmetic,
                (exact, step, way, at) -> error = way.error(),
                Cores.findings(diagnostics));
    }

    private Machine machine(Arithmetic a) {
        return new Machine(a.multiplier(), a.constant(), List.of(), random);
    }

    /** An integer that is given. */
    private Atom atom(int bits) {
        long most = (1L << (bits - 1)) - 1;
        long a = random.nextInt(4) == 0 ? -most - 1 : random.nextLong(-most - 1, most + 1);
        long b = random.nextInt(4) == 0 ? most : random.nextLong(-most - 1, most + 1);
        return new Atom(writer.register(), Math.min(a, b), Math.max(a, b));
    }

    private Linear sum(Arithmetic arithmetic, int most) {
        Map<Atom, Double> factors = new LinkedHashMap<>();
        int terms = 1 + random.nextInt(most);
        for (int i = 0; i < terms; i++) {
            int bits = 2 + random.nextInt(Math.min(24, arithmetic.register()) - 1);
            double factor = Math.scalb(random.nextGaussian(), random.nextInt(14) - 9);
            factors.put(atom(bits), random.nextInt(6) == 0 ? Math.rint(factor) : factor);
        }
        return new Linear(random.nextInt(3) == 0 ? 0 : 50 * random.nextGaussian(), factors);
    }

    /** Corners of the ranges, then points inside. */
    private List<Map<Integer, Long>> inputs(Linear number) {
        List<Atom> atoms = new ArrayList<>(number.factors().keySet());
        List<Map<Integer, Long>> result = new ArrayList<>();
        for (int corner = 0; corner < 1 << atoms.size(); corner++) {
            Map<Integer, Long> point = new HashMap<>();
            for (int i = 0; i < atoms.size(); i++) {
                point.put(
                        atoms.get(i).register(),
                        (corner >> i & 1) == 0
                                ? atoms.get(i).lo()
                                : atoms.get(i).hi());
            }
            result.add(point);
        }
        for (int k = 0; k < 6; k++) {
            Map<Integer, Long> point = new HashMap<>();
            atoms.forEach(a -> point.put(a.register(), random.nextLong(a.lo(), a.hi() + 1)));
            result.add(point);
        }
        return result;
    }

    private static <T extends java.lang.Number> T held(Map<Integer, T> at, int register) {
        return Objects.requireNonNull(at.get(register));
    }

    private static double value(Linear number, Map<Integer, ? extends java.lang.Number> at) {
        double sum = number.constant();
        for (Map.Entry<Atom, Double> e : number.factors().entrySet()) {
            sum += e.getValue() * held(at, e.getKey().register()).doubleValue();
        }
        return sum;
    }

    private static void isInside(Atom atom, BigInteger value) {
        assertTrue(
                value.longValueExact() >= atom.lo() && value.longValueExact() <= atom.hi(),
                () -> value + " is not in " + atom);
    }

    private static void isInside(Linear number, Map<Integer, BigInteger> at) {
        number.factors().keySet().forEach(a -> isInside(a, Machine.of(at, a.register())));
    }

    @Test
    void sumsAreWithinTheErrorThatIsToldAndNothingOverflows() {
        int computed = 0;
        for (int c = 0; c < CASES; c++) {
            Arithmetic arithmetic = Cores.random(random);
            Calculator calculator = calculator(arithmetic);
            Linear number = sum(arithmetic, 4);
            NumberFormat.Rounding rounding =
                    NumberFormat.Rounding.values()[random.nextInt(NumberFormat.Rounding.values().length)];
            double step = Math.scalb(1 + random.nextDouble(), random.nextInt(5) - 2);
            Atom result = calculator.inSteps(number, step, rounding);
            if (diagnostics.hasErrors()) {
                continue;
            }
            computed++;
            Kernel kernel = writer.finish("sum");
            double unit = rounding == NumberFormat.Rounding.NEAREST
                            || rounding == NumberFormat.Rounding.EVEN
                            || rounding == NumberFormat.Rounding.AWAY
                    ? 0.5
                    : 1;
            for (Map<Integer, Long> input : inputs(number)) {
                Map<Integer, BigInteger> at = machine(arithmetic).run(kernel, input);
                BigInteger got = Machine.of(at, result.register());
                isInside(result, got);
                double exact = value(number, input) / step;
                double allowed = error + unit + 1e-9 * Math.abs(exact) + 1e-9;
                assertEquals(exact, got.doubleValue(), allowed, () -> number + " at " + input + " on " + arithmetic);
            }
        }
        assertTrue(computed > CASES / 2, computed + " sums fit their registers");
    }

    @Test
    void wordsAreRightInsideTheirFormatAndBeyondItsEndsOutside() {
        for (int c = 0; c < CASES; c++) {
            Arithmetic arithmetic = Cores.random(random);
            Calculator calculator = calculator(arithmetic);
            Linear number = sum(arithmetic, 3);
            int bits = 4 + random.nextInt(Math.min(16, arithmetic.register() - 2) - 3);
            long most = (1L << (bits - 1)) - 1;
            Atom result = calculator.forWord(number, 1, NumberFormat.Rounding.NEAREST, -most - 1, most);
            if (diagnostics.hasErrors()) {
                continue;
            }
            Kernel kernel = writer.finish("word");
            for (Map<Integer, Long> input : inputs(number)) {
                BigInteger got = Machine.of(machine(arithmetic).run(kernel, input), result.register());
                isInside(result, got);
            }
        }
    }

    @Test
    void productsLoseNoMoreThanTheMultiplierDoes() {
        for (int c = 0; c < CASES; c++) {
            Arithmetic arithmetic = Cores.random(random);
            Calculator calculator = calculator(arithmetic);
            int longest = Math.min(24, arithmetic.register());
            Linear a = Linear.of(atom(2 + random.nextInt(longest - 1)), random.nextDouble() + 0.01);
            Linear b = Linear.of(atom(2 + random.nextInt(longest - 1)), random.nextDouble() + 0.01);
            Linear product = calculator.product(a, b);
            Kernel kernel = writer.finish("product");
            int bits = Math.min(arithmetic.multiplier(), arithmetic.register() / 2);
            double allowed = Math.scalb(a.magnitude() * b.magnitude(), 3 - bits) + 1e-9;
            for (Map<Integer, Long> input : inputs(a.plus(b))) {
                Map<Integer, BigInteger> at = machine(arithmetic).run(kernel, input);
                isInside(product, at);
                double exact = value(a, input) * value(b, input);
                assertEquals(exact, value(product, at), allowed, () -> a + " times " + b + " on " + arithmetic);
            }
        }
    }

    @Test
    void quotientsAreRoundedOnce() {
        for (int c = 0; c < CASES; c++) {
            Arithmetic arithmetic = Cores.random(random);
            Calculator calculator = calculator(arithmetic);
            int longest = Math.min(16, arithmetic.register() - 1);
            Atom over = atom(2 + random.nextInt(longest - 1));
            Atom under = atom(2 + random.nextInt(longest - 1));
            Linear quotient = calculator.quotient(Linear.of(over, 1), Linear.of(under, 1));
            Kernel kernel = writer.finish("quotient");
            double step = quotient.finest();
            for (Map<Integer, Long> input : inputs(Linear.of(over, 1).plus(Linear.of(under, 1)))) {
                Map<Integer, BigInteger> at = machine(arithmetic).run(kernel, input);
                isInside(quotient, at);
                long divisor = held(input, under.register());
                double exact = (double) held(input, over.register()) / (divisor == 0 ? 1 : divisor);
                assertEquals(exact, value(quotient, at), step / 2 + 1e-12, () -> over + " / " + under);
            }
        }
    }

    @Test
    void comparisonsOfOneIntegerAreExact() {
        for (int c = 0; c < CASES; c++) {
            Arithmetic arithmetic = Cores.random(random);
            Calculator calculator = calculator(arithmetic);
            Atom atom = atom(2 + random.nextInt(Math.min(24, arithmetic.register()) - 1));
            // Whole limits too, for which equality matters.
            double step = random.nextBoolean() ? 1 : 0.25;
            double limit = random.nextBoolean() ? random.nextInt(40) - 20 : 40 * random.nextGaussian();
            double factor = random.nextBoolean() ? step : -step;
            CompareOp op = CompareOp.values()[random.nextInt(CompareOp.values().length)];
            int truth = calculator.compare(op, Linear.of(atom, factor), Linear.of(limit));
            Kernel kernel = writer.finish("compare");
            for (Map<Integer, Long> input : inputs(Linear.of(atom, 1))) {
                BigInteger got = Machine.of(machine(arithmetic).run(kernel, input), truth);
                boolean exact = Comparisons.holds(op, factor * held(input, atom.register()) - limit);
                assertEquals(exact, got.signum() != 0, () -> factor + " " + atom + " " + op + " " + limit);
            }
        }
    }

    @Test
    void choicesAndExtremesAreAsFineAsTheirFinestPart() {
        for (int c = 0; c < CASES; c++) {
            Arithmetic arithmetic = Cores.random(random);
            Calculator calculator = calculator(arithmetic);
            int longest = Math.min(12, arithmetic.register() - 6);
            Linear a = Linear.of(atom(2 + random.nextInt(longest - 1)), 1);
            Linear b = Linear.of(atom(2 + random.nextInt(longest - 1)), 1);
            Linear most = calculator.extreme(bouton.image.ir.BinaryOp.MAX, a, b);
            Kernel kernel = writer.finish("extreme");
            for (Map<Integer, Long> input : inputs(a.plus(b))) {
                Map<Integer, BigInteger> at = new HashMap<>(machine(arithmetic).run(kernel, input));
                isInside(most, at);
                double exact = Math.max(value(a, input), value(b, input));
                double allowed = Math.scalb(Math.max(a.magnitude(), b.magnitude()), 5 - arithmetic.register()) + 0.5;
                assertEquals(exact, value(most, at), allowed, () -> a + " or " + b + " on " + arithmetic);
            }
        }
    }

    @Test
    void aRegisterIsAnIntegerWithASign() {
        assertEquals(
                new Type.Int(20, true, 0), new Integers(writer, Cores.of(20, 8, 8, 0, 0), (type, n) -> 0).register());
    }
}
