package bouton.dsl.diagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SuggestionsTest {
    @Test
    void findsOneSlip() {
        assertEquals(Optional.of("param"), closest("parm", "state", "param", "weight"));
        assertEquals(Optional.of("theta"), closest("tehta", "theta", "tau"));
        assertEquals(Optional.of("mV"), closest("mv", "mV", "mA"));
    }

    @Test
    void aThirdOfTheLengthIsTheLimit() {
        assertEquals(Optional.of("probability"), closest("probabilty", "probability", "pairs"));
        assertEquals(Optional.empty(), closest("dopamine", "probability", "pairs"));
        assertEquals(Optional.empty(), closest("abc", "xyz"));
    }

    @Test
    void oneLetterIsNoHelpForAnother() {
        assertEquals(Optional.empty(), closest("x", "y", "z"));
        assertEquals(Optional.empty(), closest("x", "x"));
    }

    @Test
    void tiesGoToTheFirstInTheAlphabet() {
        assertEquals(Optional.of("cat"), closest("bat", "rat", "cat", "hat"));
    }

    @Test
    void distanceCountsSwapsOnce() {
        assertEquals(0, Suggestions.distance("tau", "tau"));
        assertEquals(1, Suggestions.distance("tau", "tua"));
        assertEquals(1, Suggestions.distance("tau", "taus"));
        assertEquals(3, Suggestions.distance("", "abc"));
        assertEquals(3, Suggestions.distance("kitten", "sitting"));
    }

    private static Optional<String> closest(String written, String... known) {
        return Suggestions.closest(written, List.of(known));
    }
}
