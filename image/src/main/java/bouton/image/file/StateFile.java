package bouton.image.file;

import bouton.image.run.StateException;
import bouton.image.run.StateSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A file of states, as {@link StateWriter} writes it. It is checked as a whole before anything is taken from it: no bit of it can
 * have changed. Failures of the channel come as {@link UncheckedIOException}.
 */
public final class StateFile implements StateSource {
    /** The version of the format, and of what the parts of Bouton write into it; no other one can be read. */
    public static final int VERSION = 1;

    /** Where a section's data begins in the file, and its number of bytes. */
    private record Section(long start, long bytes) {}

    private final SeekableByteChannel channel;
    private final Map<String, Section> sections = new LinkedHashMap<>();
    private ByteBuffer data = ByteBuffer.allocate(0);
    private String section = "";
    /** Bytes of this section that are not in the buffer yet. */
    private long left;

    /**
     * Checks a file; the channel stays the caller's.
     *
     * @throws StateException if it is damaged, or no such file
     */
    public StateFile(SeekableByteChannel channel) {
        this.channel = channel;
        check();
    }

    // ---- the file as a whole

    private void check() {
        MessageDigest digest = StateFormat.sha256();
        long size = at(0);
        byte[] header = take(StateFormat.HEADER, size, digest);
        if (!Arrays.equals(header, 0, StateFormat.MAGIC.length, StateFormat.MAGIC, 0, StateFormat.MAGIC.length)) {
            throw new StateException("it is no checkpoint of Bouton");
        }
        int version = ByteBuffer.wrap(header).getInt(StateFormat.MAGIC.length);
        if (version != VERSION) {
            throw otherVersion(version, size, digest);
        }
        String place = "its beginning";
        @Nullable String name = null;
        long start = 0;
        long bytes = 0;
        while (true) {
            byte[] head = take(StateFormat.CHUNK_HEAD, size, digest);
            int length = ByteBuffer.wrap(head).getInt(1);
            byte kind = head[0];
            if (length < 0 || length > StateFormat.CHUNK || kind < StateFormat.NAME || kind > StateFormat.END) {
                throw damaged(place);
            }
            byte[] payload = take(length, size, digest);
            CRC32C crc = new CRC32C();
            crc.update(head);
            crc.update(payload);
            if (ByteBuffer.wrap(take(Integer.BYTES, size, digest)).getInt() != (int) crc.getValue()) {
                throw damaged(place);
            }
            if (kind == StateFormat.DATA) {
                if (bytes == 0) {
                    start = position() - length - StateFormat.CHUNK_HEAD - Integer.BYTES;
                }
                bytes += length;
                continue;
            }
            if (name != null) {
                sections.put(name, new Section(start, bytes));
            }
            if (kind == StateFormat.END) {
                break;
            }
            name = new String(payload, StandardCharsets.UTF_8);
            place = "section `" + name + "`";
            bytes = 0;
        }
        byte[] expected = digest.digest();
        if (!MessageDigest.isEqual(take(StateFormat.HASH, size, null), expected)) {
            throw new StateException("it is damaged: its checksum does not match");
        }
        if (position() != size) {
            throw new StateException("it is damaged: something follows its end");
        }
    }

    /** Files of all versions end with their hash: so a damaged number is told from another version. */
    private StateException otherVersion(int version, long size, MessageDigest digest) {
        for (long rest = size - StateFormat.HEADER - StateFormat.HASH; rest > 0; ) {
            int n = (int) Math.min(rest, StateFormat.CHUNK);
            take(n, size, digest);
            rest -= n;
        }
        byte[] expected = digest.digest();
        if (!MessageDigest.isEqual(take(StateFormat.HASH, size, null), expected)) {
            return damaged("its beginning");
        }
        return new StateException("it was written by " + (version > VERSION ? "a later" : "an earlier")
                + " version of Bouton (format " + version + "; this one reads " + VERSION + ")");
    }

    private static StateException damaged(String place) {
        return new StateException("it is damaged in " + place + ": the checksum does not match");
    }

    /** Goes there; the size of the file. */
    private long at(long position) {
        try {
            channel.position(position);
            return channel.size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long position() {
        try {
            return channel.position();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] take(int bytes, long size, @Nullable MessageDigest digest) {
        if (size == 0) {
            throw new StateException("it is empty");
        }
        if (position() + bytes > size) {
            throw new StateException("it is cut off after " + size + " bytes");
        }
        byte[] result = new byte[bytes];
        fill(ByteBuffer.wrap(result));
        if (digest != null) {
            digest.update(result);
        }
        return result;
    }

    private void fill(ByteBuffer buffer) {
        try {
            while (buffer.hasRemaining()) {
                if (channel.read(buffer) < 0) {
                    throw new StateException("it became shorter while it was read");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ---- sections

    /** Names of the sections, in the order of the file. */
    public List<String> sections() {
        return List.copyOf(sections.keySet());
    }

    @Override
    public boolean has(String name) {
        return sections.containsKey(name);
    }

    @Override
    public void section(String name) {
        Section found = sections.get(name);
        if (found == null) {
            throw new StateException("there is no section `" + name + "` in it");
        }
        section = name;
        left = found.bytes();
        data = ByteBuffer.allocate(0);
        if (left > 0) {
            at(found.start());
        }
    }

    // ---- arrays

    @Override
    public long[] longs(String name) {
        long[] values = new long[head(StateFormat.LONGS, name, Long.BYTES, -1)];
        fill(values);
        return values;
    }

    @Override
    public void into(String name, long[] target) {
        head(StateFormat.LONGS, name, Long.BYTES, target.length);
        fill(target);
    }

    private void fill(long[] target) {
        for (int i = 0; i < target.length; i++) {
            target[i] = next(Long.BYTES).getLong();
        }
    }

    @Override
    public int[] ints(String name) {
        int[] values = new int[head(StateFormat.INTS, name, Integer.BYTES, -1)];
        fill(values);
        return values;
    }

    @Override
    public void into(String name, int[] target) {
        head(StateFormat.INTS, name, Integer.BYTES, target.length);
        fill(target);
    }

    private void fill(int[] target) {
        for (int i = 0; i < target.length; i++) {
            target[i] = next(Integer.BYTES).getInt();
        }
    }

    @Override
    public double[] doubles(String name) {
        double[] values = new double[head(StateFormat.DOUBLES, name, Double.BYTES, -1)];
        fill(values);
        return values;
    }

    @Override
    public void into(String name, double[] target) {
        head(StateFormat.DOUBLES, name, Double.BYTES, target.length);
        fill(target);
    }

    private void fill(double[] target) {
        for (int i = 0; i < target.length; i++) {
            target[i] = Double.longBitsToDouble(next(Double.BYTES).getLong());
        }
    }

    @Override
    public byte[] bytes(String name) {
        byte[] values = new byte[head(StateFormat.BYTES, name, 1, -1)];
        get(values);
        return values;
    }

    /** Reads the head of the next array: the number of its elements. */
    private int head(byte type, String name, int size, int expected) {
        if (left + data.remaining() == 0) {
            throw new StateException("section `" + section + "` ends where `" + name + "` should be");
        }
        byte found = next(1).get();
        byte[] bytes = new byte[next(Short.BYTES).getShort() & 0xFFFF];
        get(bytes);
        String foundName = new String(bytes, StandardCharsets.UTF_8);
        long count = next(Long.BYTES).getLong();
        if (found != type || !foundName.equals(name)) {
            throw new StateException("section `" + section + "` has `" + foundName + "` where `" + name
                    + "` should be: it is the state of something else");
        }
        if (expected >= 0 && count != expected) {
            throw new StateException("section `" + section + "` has " + count + " values of `" + name
                    + "`, and there are " + expected + ": it is the state of something else");
        }
        if (count < 0 || count > Integer.MAX_VALUE - 8 || count * size > left + data.remaining()) {
            throw new StateException("section `" + section + "` has an impossible number of values of `" + name + "`");
        }
        return (int) count;
    }

    private void get(byte[] target) {
        for (int from = 0; from < target.length; ) {
            int n = Math.min(next(1).remaining(), target.length - from);
            data.get(target, from, n);
            from += n;
        }
    }

    /** The buffer with at least so many bytes; numbers do not cross the ends of chunks. */
    private ByteBuffer next(int bytes) {
        if (!data.hasRemaining()) {
            ByteBuffer head = ByteBuffer.allocate(StateFormat.CHUNK_HEAD);
            fill(head);
            ByteBuffer payload = ByteBuffer.allocate(head.getInt(1));
            fill(payload);
            at(position() + Integer.BYTES);
            data = payload.flip();
            left -= payload.limit();
        }
        if (data.remaining() < bytes) {
            throw new StateException("section `" + section + "` is not laid out as it should be");
        }
        return data;
    }
}
