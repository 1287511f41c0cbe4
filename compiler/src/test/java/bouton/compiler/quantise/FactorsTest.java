package bouton.compiler.quantise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Constant factors as fractions, against exact arithmetic. */
final class FactorsTest {
    private final Random random = new Random(7);

    @Test
    void errorIsWhatTheFractionsCause() {
        for (int c = 0; c < 5000; c++) {
            int register = 16 + random.nextInt(33);
            boolean shifts = random.nextBoolean();
            Factors.Limits limits = new Factors.Limits(
                    register, shifts ? 0 : 6 + random.nextInt(19), shifts ? 1 + random.nextInt(4) : 0);
            List<Double> factors = new ArrayList<>();
            List<Long> magnitudes = new ArrayList<>();
            int terms = 1 + random.nextInt(4);
            for (int i = 0; i < terms; i++) {
                factors.add(Math.scalb(random.nextGaussian(), random.nextInt(12) - 8));
                magnitudes.add(random.nextLong(1L << (2 + random.nextInt(12))));
            }
            double constant = random.nextInt(3) == 0 ? 0 : 20 * random.nextGaussian();
            Factors fit = Factors.fit(factors, magnitudes, constant, limits);
            if (fit != null) {
                BigDecimal exact = BigDecimal.valueOf(constant)
                        .subtract(BigDecimal.valueOf(fit.value(terms)))
                        .abs();
                BigDecimal largest = BigDecimal.valueOf(1L << fit.shift()).divide(BigDecimal.TWO);
                for (int i = 0; i < terms; i++) {
                    BigDecimal off = new BigDecimal(factors.get(i)).subtract(new BigDecimal(fit.value(i)));
                    exact = exact.add(off.abs().multiply(BigDecimal.valueOf(magnitudes.get(i))));
                    largest = largest.add(BigDecimal.valueOf(Math.abs(fit.whole()[i]))
                            .multiply(BigDecimal.valueOf(magnitudes.get(i))));
                }
                double told = fit.error(factors, magnitudes, constant);
                assertEquals(exact.doubleValue(), told, 1e-9 * (1 + told));
                boolean whole = fit.shift() == 0;
                assertTrue(whole || largest.compareTo(BigDecimal.valueOf(1L << (register - 1))) < 0);
                isAsShortAs(limits, fit, terms);
            }
        }
    }

    private static void isAsShortAs(Factors.Limits limits, Factors fit, int terms) {
        for (int i = 0; i < terms; i++) {
            long magnitude = Math.abs(fit.whole()[i]);
            if (limits.constant() == 0) {
                assertEquals(Factors.powers(magnitude, limits.shifts()), magnitude);
            } else {
                long odd = magnitude == 0 ? 0 : magnitude >> Long.numberOfTrailingZeros(magnitude);
                assertTrue(Long.SIZE - Long.numberOfLeadingZeros(odd) < limits.constant(), magnitude + " in " + limits);
            }
        }
    }

    @Test
    void sumsOfPowersOfTwoAreTheNearest() {
        assertEquals(8, Factors.powers(7, 1));
        assertEquals(7, Factors.powers(7, 2));
        assertEquals(-96, Factors.powers(-100, 2));
        assertEquals(-100, Factors.powers(-100, 3));
        assertEquals(0, Factors.powers(0, 4));
    }

    @Test
    void wholeFactorsAreNotScaled() {
        Factors fit = Factors.fit(List.of(3.0, -5.0), List.of(100L, 100L), 7, new Factors.Limits(16, 8, 0));
        assertEquals(0, java.util.Objects.requireNonNull(fit).shift());
        assertEquals(
                List.of(3L, -5L, 7L),
                java.util.Arrays.stream(fit.whole()).boxed().toList());
    }

    @Test
    void whatNoRegisterHoldsHasNoFractions() {
        assertNull(Factors.fit(List.of(1000.0), List.of(1000L), 0, new Factors.Limits(16, 16, 0)));
    }
}
