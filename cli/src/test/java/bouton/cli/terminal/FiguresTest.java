package bouton.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class FiguresTest {
    @Test
    void numbersHaveFourSignificantDigits() {
        assertEquals("0", Figures.number(0));
        assertEquals("5.232", Figures.number(5.2315625));
        assertEquals("-70", Figures.number(-70));
        assertEquals("123500", Figures.number(123_456));
        assertEquals("1.235e+06", Figures.number(1_234_567));
        assertEquals("1.200e-05", Figures.number(1.2e-5));
        assertEquals("-", Figures.number(Double.NaN));
        assertEquals("inf", Figures.number(Double.POSITIVE_INFINITY));
    }

    @Test
    void countsHaveTheirPlural() {
        assertEquals("1 neuron", Figures.count(1, "neuron", "neurons"));
        assertEquals("320,000 synapses", Figures.count(320_000, "synapse", "synapses"));
    }

    @Test
    void bytesAreInPowersOfThousand() {
        assertEquals("12 B", Figures.bytes(12));
        assertEquals("1.5 kB", Figures.bytes(1500));
        assertEquals("1.0 MB", Figures.bytes(999_900));
        assertEquals("24 GB", Figures.bytes(24_000_000_000L));
    }

    @Test
    void durationsAreWords() {
        assertEquals("0 s", Figures.duration(0));
        assertEquals("0.012 s", Figures.duration(0.0124));
        assertEquals("42.5 s", Figures.duration(42.5));
        assertEquals("1 min 0 s", Figures.duration(59.97));
        assertEquals("2 h 3 min", Figures.duration(2 * 3600 + 3 * 60 + 7));
    }

    @Test
    void simulatedTimesAreInMsOrS() {
        assertEquals("250 ms", Figures.simulated(250));
        assertEquals("10 s", Figures.simulated(10_000));
    }
}
