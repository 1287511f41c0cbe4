package bouton.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Medians, spreads and ratios. */
class MeasuredTest {
    @Test
    void theMedianIsTheMiddle() {
        Measured odd = new Measured(List.of(3.0, 1.0, 1.1));
        assertEquals(1.1, odd.median());
        assertEquals(1, odd.lowest());
        assertEquals(3, odd.highest());
        assertEquals(2 / 1.1, odd.spread(), 1e-12);
        assertTrue(odd.isNoisy());
        Measured even = new Measured(List.of(1.05, 1.0));
        assertEquals(1.025, even.median(), 1e-12);
        assertFalse(even.isNoisy());
        assertThrows(IllegalArgumentException.class, () -> new Measured(List.of()));
    }

    @Test
    void ratiosAreOfRunsInTurn() {
        // A machine that became half as fast meanwhile: each pair says 2, whatever the spread.
        Measured slow = new Measured(List.of(2.0, 4.0));
        Measured fast = new Measured(List.of(1.0, 2.0));
        assertEquals(new Measured.Ratio(2, 2, 2), slow.over(fast));
        assertEquals(new Measured.Ratio(0.5, 0.5, 0.5), fast.over(slow));
    }
}
