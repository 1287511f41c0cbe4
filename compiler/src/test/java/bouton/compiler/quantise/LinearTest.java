package bouton.compiler.quantise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Sums of integers that are not computed yet. */
final class LinearTest {
    private final Atom a = new Atom(1, -8, 7);
    private final Atom b = new Atom(2, 0, 100);

    @Test
    void rangesAreThoseOfTheCorners() {
        Linear sum = Linear.of(a, 0.5).plus(Linear.of(b, -2)).plus(Linear.of(3));
        assertEquals(new Interval(-4 - 200 + 3, 3.5 + 3), sum.range());
        assertEquals(4 + 200 + 3, sum.magnitude());
        assertEquals(0.5, sum.finest());
    }

    @Test
    void whatCancelsIsGone() {
        Linear nothing = Linear.of(a, 0.25).minus(Linear.of(a, 0.25));
        assertTrue(nothing.isConstant());
        assertEquals(Interval.ZERO, nothing.range());
        assertTrue(Linear.of(a, 1).times(0).isConstant());
    }

    @Test
    void factorsOfOneIntegerAreAdded() {
        Linear sum = Linear.of(a, 0.25).plus(Linear.of(a, 0.5));
        assertEquals(0.75, sum.factors().get(a));
        assertTrue(sum.isAtom());
        assertFalse(sum.plus(Linear.of(1)).isAtom());
    }

    @Test
    void bitsAreThoseOfTwosComplement() {
        assertEquals(4, a.bits());
        assertEquals(8, b.bits());
        assertEquals(1, new Atom(1, -1, 0).bits());
        assertEquals(5, new Atom(1, -9, 0).bits());
    }
}
