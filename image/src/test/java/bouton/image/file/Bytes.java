package bouton.image.file;

import bouton.image.net.Image;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Files of images, and damage done to them. */
final class Bytes {
    static final int VERSION_AT = 8;
    static final int LENGTH_AT = 12;
    static final int PAYLOAD_AT = 20;
    static final int HASH = 32;
    /** Where the image begins, behind the schema. */
    static final int IMAGE_AT = PAYLOAD_AT + Integer.BYTES + Schema.text().getBytes(StandardCharsets.UTF_8).length;

    private Bytes() {}

    static byte[] of(Image image) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageFile.write(image, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** With the checksum and the length that belong to the rest. */
    static byte[] sealed(byte[] file) {
        byte[] sealed = file.clone();
        int end = sealed.length - HASH;
        ByteBuffer.wrap(sealed).putLong(LENGTH_AT, end - PAYLOAD_AT);
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(sealed, 0, end);
            System.arraycopy(digest.digest(), 0, sealed, end, HASH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        return sealed;
    }

    /** With other bytes in place of {@code length} ones from {@code start}, sealed. */
    static byte[] replaced(byte[] file, int start, int length, byte... by) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(Arrays.copyOf(file, start));
        out.writeBytes(by);
        out.writeBytes(Arrays.copyOfRange(file, start + length, file.length));
        return sealed(out.toByteArray());
    }

    /** Place of a string, found by its text. */
    static int find(byte[] file, String text) {
        int at = new String(file, StandardCharsets.ISO_8859_1).indexOf(text, IMAGE_AT);
        if (at < 0) {
            throw new IllegalArgumentException("no " + text);
        }
        return at;
    }
}
