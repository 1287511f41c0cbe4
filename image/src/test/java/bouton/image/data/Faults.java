package bouton.image.data;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.function.Executable;

/** Bad bytes, and what the decoders may answer to them. */
final class Faults {

    @FunctionalInterface
    interface Decoder {
        void decode(byte[] bytes) throws DataFormatException;
    }

    private Faults() {}

    static String message(Executable action) {
        return String.valueOf(assertThrows(DataFormatException.class, action).getMessage());
    }

    static String refusal(Executable action) {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, action).getMessage());
    }

    /** Every proper prefix of the file is refused. */
    static void assertNoPrefixDecodes(byte[] file, Decoder decoder) {
        for (int length = 0; length < file.length; length++) {
            byte[] prefix = Arrays.copyOf(file, length);
            assertThrows(DataFormatException.class, () -> decoder.decode(prefix), "length " + length);
        }
    }

    /** Random bytes, and the file with some bytes changed, either decode or are refused, and nothing else happens. */
    static void fuzz(byte[] file, long seed, int rounds, Decoder decoder) {
        RandomGenerator random = new SplittableRandom(seed);
        for (int round = 0; round < rounds; round++) {
            byte[] bytes;
            if (round % 4 == 0) {
                bytes = new byte[random.nextInt(200)];
                random.nextBytes(bytes);
            } else {
                bytes = Arrays.copyOf(file, random.nextInt(4) == 0 ? random.nextInt(file.length + 1) : file.length);
                for (int change = random.nextInt(4); change >= 0 && bytes.length > 0; change--) {
                    int at = random.nextInt(bytes.length);
                    // Digits and signs are what changes meaning in a header or a table.
                    String likely = "0123456789,;'\"()[]{}#.eE+-\t\r\n LTF<>|infa";
                    bytes[at] = random.nextBoolean()
                            ? (byte) random.nextInt(256)
                            : (byte) likely.charAt(random.nextInt(likely.length()));
                }
            }
            try {
                decoder.decode(bytes);
            } catch (DataFormatException e) {
                continue;
            } catch (RuntimeException | Error e) {
                fail("seed " + seed + ", round " + round + ": " + Arrays.toString(bytes), e);
            }
        }
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
