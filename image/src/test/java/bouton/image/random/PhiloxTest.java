package bouton.image.random;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The known answers that the authors publish with Random123 (file {@code kat_vectors}, philox4x32 10). */
final class PhiloxTest {
    @ParameterizedTest
    @CsvSource({
        "00000000 00000000 00000000 00000000, 00000000 00000000, 6627e8d5 e169c58d bc57ac4c 9b00dbd8",
        "ffffffff ffffffff ffffffff ffffffff, ffffffff ffffffff, 408f276d 41c83b0e a20bc7c6 6d5451fd",
        "243f6a88 85a308d3 13198a2e 03707344, a4093822 299f31d0, d16cfe09 94fdcceb 5001e420 24126ea1"
    })
    void givesThePublishedAnswers(String counter, String key, String answer) {
        long low = Philox.low(pair(counter, 0), pair(counter, 2), pair(key, 0));
        long high = Philox.high(pair(counter, 0), pair(counter, 2), pair(key, 0));

        assertEquals(pair(answer, 0), low);
        assertEquals(pair(answer, 2), high);
    }

    private static long pair(String words, int first) {
        String[] all = words.split(" ");
        return Long.parseUnsignedLong(all[first + 1] + all[first], 16);
    }
}
