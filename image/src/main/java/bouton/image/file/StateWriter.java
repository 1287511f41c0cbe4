package bouton.image.file;

import bouton.image.run.StateSink;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * Writes a {@link StateFile} in small pieces. Failures of the stream come as {@link UncheckedIOException}; the file is whole only
 * after {@link #finish}.
 */
public final class StateWriter implements StateSink {
    private final OutputStream out;
    private final MessageDigest digest = StateFormat.sha256();
    private final ByteBuffer chunk = ByteBuffer.allocate(StateFormat.CHUNK);
    private final Set<String> sections = new HashSet<>();

    /** Begins a file; the stream stays the caller's. */
    public StateWriter(OutputStream out) {
        this.out = out;
        ByteBuffer header = ByteBuffer.allocate(StateFormat.HEADER);
        header.put(StateFormat.MAGIC).putInt(StateFile.VERSION);
        write(header.array(), header.capacity());
    }

    @Override
    public void section(String name) {
        if (!sections.add(name)) {
            throw new IllegalArgumentException("two sections of the name " + name);
        }
        flush();
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        chunk(StateFormat.NAME, bytes, bytes.length);
    }

    @Override
    public void longs(String name, long... values) {
        head(StateFormat.LONGS, name, values.length);
        for (long value : values) {
            room(Long.BYTES).putLong(value);
        }
    }

    @Override
    public void ints(String name, int[] values, int count) {
        head(StateFormat.INTS, name, count);
        for (int i = 0; i < count; i++) {
            room(Integer.BYTES).putInt(values[i]);
        }
    }

    @Override
    public void doubles(String name, double[] values, int count) {
        head(StateFormat.DOUBLES, name, count);
        for (int i = 0; i < count; i++) {
            room(Double.BYTES).putLong(Double.doubleToRawLongBits(values[i]));
        }
    }

    @Override
    public void bytes(String name, byte[] values) {
        head(StateFormat.BYTES, name, values.length);
        put(values);
    }

    /** Ends the file. */
    public void finish() {
        flush();
        chunk(StateFormat.END, new byte[0], 0);
        byte[] hash = digest.digest();
        try {
            out.write(hash);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void head(byte type, String name, int count) {
        if (sections.isEmpty()) {
            throw new IllegalStateException(name + " stands in no section");
        }
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        room(1).put(type);
        room(Short.BYTES).putShort((short) bytes.length);
        put(bytes);
        room(Long.BYTES).putLong(count);
    }

    private void put(byte[] bytes) {
        for (int from = 0; from < bytes.length; ) {
            int n = Math.min(room(1).remaining(), bytes.length - from);
            chunk.put(bytes, from, n);
            from += n;
        }
    }

    private ByteBuffer room(int bytes) {
        if (chunk.remaining() < bytes) {
            flush();
        }
        return chunk;
    }

    private void flush() {
        if (chunk.position() > 0) {
            chunk(StateFormat.DATA, chunk.array(), chunk.position());
            chunk.clear();
        }
    }

    private void chunk(byte kind, byte[] payload, int length) {
        ByteBuffer head = ByteBuffer.allocate(StateFormat.CHUNK_HEAD);
        head.put(kind).putInt(length);
        CRC32C crc = new CRC32C();
        crc.update(head.array());
        crc.update(payload, 0, length);
        write(head.array(), head.capacity());
        write(payload, length);
        write(ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array(), Integer.BYTES);
    }

    private void write(byte[] bytes, int length) {
        digest.update(bytes, 0, length);
        try {
            out.write(bytes, 0, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
