package bouton.image.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.image.listing.Listing;
import bouton.image.net.Image;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is done to a file: reading it gives a sound image or an {@link ImageFormatException}, with little memory. */
class FuzzTest {
    private static final long SEED = 20_260_101;
    private static final int ROUNDS = 10_000;
    private static final long MOST_BYTES = 32 << 20;

    private final byte[] file = Bytes.of(Example.image());
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void truncatedAtEveryLength() {
        for (int length = 0; length < file.length; length++) {
            byte[] damaged = Arrays.copyOf(file, length);
            assertThrows(ImageFormatException.class, () -> ImageFile.read(damaged));
        }
    }

    @Test
    void truncatedAtEveryLengthButSealed() {
        for (int length = Bytes.IMAGE_AT; length < file.length - Bytes.HASH; length++) {
            byte[] damaged = Bytes.sealed(Arrays.copyOf(file, length + Bytes.HASH));
            assertThrows(ImageFormatException.class, () -> ImageFile.read(damaged));
        }
    }

    @Test
    void flippedBits() {
        Random random = new Random(SEED);
        for (int i = 0; i < ROUNDS; i++) {
            byte[] damaged = file.clone();
            damaged[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(8));
            assertThrows(ImageFormatException.class, () -> ImageFile.read(damaged));
        }
    }

    @Test
    void otherBytesSealed() {
        Random random = new Random(SEED);
        int end = file.length - Bytes.HASH;
        int sound = 0;
        for (int i = 0; i < ROUNDS; i++) {
            byte[] damaged = file.clone();
            for (int n = random.nextInt(3); n >= 0; n--) {
                damaged[random.nextInt(Bytes.IMAGE_AT, end)] = (byte) random.nextInt();
            }
            sound += survives(Bytes.sealed(damaged)) ? 1 : 0;
        }
        assertTrue(sound > ROUNDS / 20, "decoded to the end: " + sound);
    }

    @Test
    void extremeCountsSealed() {
        int[] extremes = {Integer.MAX_VALUE, Integer.MIN_VALUE, -1, 0, 1 << 16, 4_000};
        for (int at = Bytes.PAYLOAD_AT; at < file.length - Bytes.HASH - Integer.BYTES; at++) {
            if (at > Bytes.PAYLOAD_AT + 100 && at < Bytes.IMAGE_AT) {
                continue;
            }
            for (int extreme : extremes) {
                byte[] damaged = file.clone();
                ByteBuffer.wrap(damaged).putInt(at, extreme);
                survives(Bytes.sealed(damaged));
            }
        }
    }

    @Test
    void countsThatAFalseLengthWouldAllow() {
        for (int at = Bytes.IMAGE_AT; at < file.length - Bytes.HASH - Integer.BYTES; at++) {
            byte[] damaged = file.clone();
            ByteBuffer.wrap(damaged).putInt(at, Integer.MAX_VALUE).putLong(Bytes.LENGTH_AT, 1L << 50);
            survives(damaged);
        }
    }

    @Test
    void piecesMovedAboutSealed() {
        Random random = new Random(SEED);
        int end = file.length - Bytes.HASH;
        for (int i = 0; i < ROUNDS; i++) {
            int length = random.nextInt(1, 200);
            int from = random.nextInt(Bytes.IMAGE_AT, end - length);
            int to = random.nextInt(Bytes.IMAGE_AT, end - length);
            byte[] piece = Arrays.copyOfRange(file, from, from + length);
            survives(Bytes.replaced(file, to, random.nextBoolean() ? length : 0, piece));
        }
    }

    /** Whether the bytes are an image after all; if so, they are the only ones of this image, and it can be listed. */
    private boolean survives(byte[] bytes) {
        long before = threads.getCurrentThreadAllocatedBytes();
        try {
            Image image = ImageFile.read(bytes);
            assertArrayEquals(bytes, Bytes.of(image));
            assertTrue(!Listing.of(image).isEmpty());
            return true;
        } catch (ImageFormatException expected) {
            long used = threads.getCurrentThreadAllocatedBytes() - before;
            assertTrue(used < MOST_BYTES, used + " bytes for: " + expected.getMessage());
            return false;
        }
    }
}
