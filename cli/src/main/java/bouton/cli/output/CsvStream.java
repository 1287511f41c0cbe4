package bouton.cli.output;

import bouton.image.run.StateSink;
import bouton.image.run.StateSource;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/**
 * A CSV file that grows row by row, up to a bound; what reaches the operating system is whole rows. The first rows are kept and
 * the others left out.
 */
final class CsvStream implements Closeable {
    private static final int BUFFER = 1 << 16;

    private final FileChannel channel;
    private final long bound;
    private final StringBuilder buffer = new StringBuilder(BUFFER + 1024);
    private long written;
    private long rows;
    private boolean full;

    /**
     * Begins an empty file, which is closed with this.
     *
     * @param heading first line, without its end
     * @param bound bytes
     */
    CsvStream(FileChannel channel, String heading, long bound) {
        this.channel = channel;
        this.bound = bound;
        buffer.append(heading).append('\n');
    }

    /** Goes on where another one has been saved; what follows in the file is cut off. */
    CsvStream(FileChannel channel, long bound, StateSource in) throws IOException {
        this.channel = channel;
        this.bound = bound;
        long[] saved = new long[3];
        in.into("csv", saved);
        written = saved[0];
        rows = saved[1];
        full = saved[2] != 0;
        channel.truncate(written);
        channel.position(written);
    }

    /** Writes down how far it has come; all of that is on the disk then. */
    void save(StateSink out) throws IOException {
        flush();
        channel.force(false);
        out.longs("csv", written, rows, full ? 1 : 0);
    }

    /** Whether a row would still be written: if not, there is no need to make its text. */
    boolean open() {
        return !full;
    }

    /** Appends a row, without its end, unless the file is full. */
    void row(CharSequence text) throws IOException {
        if (full) {
            return;
        }
        if (written + buffer.length() + text.length() + 1 > bound) {
            full = true;
            return;
        }
        buffer.append(text).append('\n');
        rows++;
        if (buffer.length() >= BUFFER) {
            flush();
        }
    }

    /** Number of rows, without the first line. */
    long rows() {
        return rows;
    }

    /** Bytes handed to the operating system. */
    long bytes() {
        return written;
    }

    void flush() throws IOException {
        if (!buffer.isEmpty()) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(buffer.toString());
            buffer.setLength(0);
            written += bytes.remaining();
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            flush();
        }
    }
}
