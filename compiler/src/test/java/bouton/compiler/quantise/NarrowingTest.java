package bouton.compiler.quantise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Keeping the integers of a sum to what matters leaves what a word can hold of the sum as it is. */
final class NarrowingTest {
    @Test
    void sumsThatAreKeptInARangeStayTheSame() {
        SplittableRandom random = new SplittableRandom(29);
        int narrower = 0;
        for (int round = 0; round < 20_000; round++) {
            Map<Atom, Double> factors = new LinkedHashMap<>();
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                long a = random.nextLong(-2000, 2000);
                long b = random.nextLong(-2000, 2000);
                double factor = random.nextInt(1, 64) * (random.nextBoolean() ? 0.125 : -0.125);
                factors.put(new Atom(i, Math.min(a, b), Math.max(a, b)), factor);
            }
            Linear sum = new Linear(random.nextInt(-100, 100), factors);
            double lo = random.nextInt(-300, 1);
            double hi = random.nextInt(1, 300);
            Map<Atom, Atom> narrow = Narrowing.of(sum, lo, hi);
            narrower += Narrowing.replaced(sum, narrow).equals(sum) ? 0 : 1;
            for (int sample = 0; sample < 20; sample++) {
                double before = sum.constant();
                double after = sum.constant();
                for (Map.Entry<Atom, Double> e : factors.entrySet()) {
                    Atom atom = e.getKey();
                    Atom kept = java.util.Objects.requireNonNull(narrow.get(atom));
                    long value = random.nextLong(atom.lo(), atom.hi() + 1);
                    before += e.getValue() * value;
                    after += e.getValue() * Math.clamp(value, kept.lo(), kept.hi());
                }
                assertEquals(Math.clamp(before, lo, hi), Math.clamp(after, lo, hi), sum + " in " + lo + " .. " + hi);
            }
        }
        assertTrue(narrower > 10_000, narrower + " are narrower");
    }

    @Test
    void aClockIsNeededAsFarAsItsWordReaches() {
        Atom ticks = new Atom(0, -(1L << 29), (1L << 29) - 1);
        Atom kept = java.util.Objects.requireNonNull(
                Narrowing.of(Linear.of(ticks, 0.1).plus(Linear.of(-0.1)), -12.8, 12.7)
                        .get(ticks));
        assertEquals(new Atom(0, -127, 128), kept);
    }
}
