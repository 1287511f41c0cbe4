package bouton.dsl.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.source.Source;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Expr;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {
    private static final Span HERE = new Span(new Source("test", ""), 0, 0);

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "0.1, 0.1", "2.5, 2.5", "1234567.8, 1234570", "1e-7, 0.0000001", "1e300, 1.0E300"})
    void shownWithSixDigits(double value, String expected) {
        assertEquals(expected, Numbers.show(value));
    }

    @Test
    void readExactly() {
        assertEquals(new BigDecimal("0.1"), parse("0.1"));
        assertEquals(new BigDecimal("1e5"), parse("1e5"));
        assertEquals(BigDecimal.ZERO, parse("0.000e99999999999"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e301", "1e99999999999", "1e-301", "1e-99999999999"})
    void refusedOutsideOfFloat64(String text) {
        Diagnostics diagnostics = new Diagnostics();
        assertNull(Numbers.parse(new Expr.Number(text, Optional.empty(), HERE), diagnostics));
        assertEquals(Code.S007, diagnostics.sorted().getFirst().code());
    }

    @Test
    void aThousandthOfATickIsForgiven() {
        Diagnostics diagnostics = new Diagnostics();
        assertEquals(3, Numbers.wholeTicks(0.3, 0.1, HERE, "this", diagnostics));
        assertEquals(10, Numbers.wholeTicks(1.00005, 0.1, HERE, "this", diagnostics));
        assertTrue(diagnostics.sorted().isEmpty());
        Numbers.wholeTicks(0.25, 0.1, HERE, "this", diagnostics);
        assertEquals(Code.T002, diagnostics.sorted().getFirst().code());
    }

    private static BigDecimal parse(String text) {
        BigDecimal value = Numbers.parse(new Expr.Number(text, Optional.empty(), HERE), new Diagnostics());
        if (value == null) {
            throw new AssertionError(text);
        }
        return value;
    }
}
