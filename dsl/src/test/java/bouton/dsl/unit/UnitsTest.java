package bouton.dsl.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.dsl.source.Source;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Ident;
import bouton.dsl.syntax.UnitSyntax;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {
    @ParameterizedTest
    @CsvSource({
        "ms, 1", "s, 1000", "us, 0.001", "min, 60000", "h, 3600000", "mV, 1", "V, 1000", "uV, 0.001", "pA, 1",
                "nA, 1000",
        "nS, 1", "uS, 1000", "pF, 1", "nF, 1000", "GOhm, 1", "MOhm, 0.001", "Hz, 0.001", "kHz, 1", "um, 1", "mm, 1000",
        "fC, 1", "pC, 1000", "%, 0.01", "µV, 0.001", "μV, 0.001", "rad, 1"
    })
    void oneOfAUnitInInternalUnits(String symbol, double expected) {
        assertEquals(expected, Units.find(symbol).orElseThrow().scale());
    }

    @Test
    void decimalNumbersAreRoundedOnce() {
        // 0.1 * 1000 in float64 would be right by luck, 1.1 * 1e-3 would not.
        assertEquals(1.1e-3, Units.find("us").orElseThrow().internal(new BigDecimal("1.1")));
        assertEquals(70.3, Units.find("V").orElseThrow().internal(new BigDecimal("0.0703")));
    }

    @Test
    void usualUnitsAreCoherent() {
        Dimension resistance = Dimension.VOLTAGE.per(Dimension.CURRENT);
        Dimension capacitance = Dimension.TIME.per(resistance);
        assertEquals(resistance, Units.find("MOhm").orElseThrow().dimension());
        assertEquals(capacitance, Units.find("pF").orElseThrow().dimension());
        assertEquals(Dimension.NONE, Units.find("S").orElseThrow().dimension().times(resistance));
        assertEquals(Dimension.FREQUENCY, Dimension.NONE.per(Dimension.TIME));
    }

    @Test
    void displayUndoesScale() {
        for (String symbol : Units.symbols()) {
            Unit unit = Units.find(symbol).orElseThrow();
            assertEquals(1, unit.scale() * unit.display(), 1e-14, symbol);
        }
    }

    @Test
    void powersAndQuotients() {
        Unit noise = parse("mV", 1, "ms", -0.5);
        assertEquals("mV/ms^0.5", noise.symbol());
        assertEquals(1, noise.scale());
        assertEquals(
                Dimension.VOLTAGE,
                noise.dimension().times(Dimension.TIME.power(0.5).orElseThrow()));
        assertEquals(1e6, parse("V", 2).scale());
        assertEquals(1e-3, parse("1", 1, "s", -1).scale());
        assertEquals(Dimension.FREQUENCY, parse("1", 1, "s", -1).dimension());
    }

    @Test
    void whatCannotBeReadIsNamed() {
        assertTrue(Units.parse(syntax("mV", 1.0, "parsec", -1.0)) instanceof Units.Parsed.Bad bad
                && bad.factor().symbol().text().equals("parsec"));
        assertTrue(Units.parse(syntax("mV", 0.123456)) instanceof Units.Parsed.Bad);
        assertTrue(Units.parse(syntax("min", 2.0)) instanceof Units.Parsed.Bad);
    }

    @Test
    void namesOfDimensionsAreThoseOfTheField() {
        assertEquals("mV", Units.usual(Dimension.VOLTAGE).symbol());
        assertEquals("mV/ms", Units.usual(Dimension.VOLTAGE.per(Dimension.TIME)).symbol());
        assertEquals("pA/ms", Units.usual(Dimension.CURRENT.per(Dimension.TIME)).symbol());
        assertEquals("1/mV", Units.usual(Dimension.NONE.per(Dimension.VOLTAGE)).symbol());
        assertEquals(
                "mV^2", Units.usual(Dimension.VOLTAGE.times(Dimension.VOLTAGE)).symbol());
        Dimension odd = Dimension.LENGTH.power(5).orElseThrow();
        assertEquals("m^5", Units.usual(odd).symbol());
    }

    @Test
    void usualUnitsHaveTheScaleOfTheirName() {
        assertEquals(1, Units.usual(Dimension.VOLTAGE.per(Dimension.TIME)).scale());
        assertEquals(1e-3, Units.usual(Dimension.FREQUENCY).scale());
    }

    @Test
    void wordsOfOtherSimulatorsAreKnown() {
        assertEquals("ms", Units.ofWord("msec").orElseThrow());
        assertEquals("V", Units.ofWord("Volt").orElseThrow());
        assertTrue(Units.ofWord("parsec").isEmpty());
    }

    @Test
    void dimensionsShowTheirPowers() {
        assertEquals("kg m^2 s^-3 A^-1", Dimension.VOLTAGE.toString());
        assertEquals("s^0.5", Dimension.TIME.power(0.5).orElseThrow().toString());
        assertEquals("1", Dimension.NONE.toString());
        assertTrue(Dimension.TIME.power(Math.PI).isEmpty());
        assertTrue(Dimension.TIME.power(1e12).isEmpty());
    }

    private static Unit parse(Object... factors) {
        return ((Units.Parsed.Good) Units.parse(syntax(factors))).unit();
    }

    private static UnitSyntax syntax(Object... factors) {
        List<UnitSyntax.Factor> list = new ArrayList<>();
        for (int i = 0; i < factors.length; i += 2) {
            String symbol = (String) factors[i];
            Source source = new Source("test", symbol);
            list.add(new UnitSyntax.Factor(
                    new Ident(symbol, new Span(source, 0, symbol.length())), ((Number) factors[i + 1]).doubleValue()));
        }
        return new UnitSyntax(list, new Span(new Source("test", ""), 0, 0));
    }
}
