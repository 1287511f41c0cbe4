package bouton.cli.output;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A CSV file that grows row by row, up to a bound; what reaches the operating system is whole rows. The first rows are kept and
 * the others left out.
 */
final class CsvStream implements Closeable {
    private static final int BUFFER = 1 << 16;

    private final OutputStream out;
    private final long bound;
    private final StringBuilder buffer = new StringBuilder(BUFFER + 1024);
    private long written;
    private long rows;
    private boolean full;

    /**
     * @param heading first line, without its end
     * @param bound bytes
     */
    CsvStream(Path file, String heading, long bound) throws IOException {
        this.out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        this.bound = bound;
        buffer.append(heading).append('\n');
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

    void flush() throws IOException {
        if (!buffer.isEmpty()) {
            byte[] bytes = buffer.toString().getBytes(StandardCharsets.UTF_8);
            buffer.setLength(0);
            out.write(bytes);
            written += bytes.length;
        }
    }

    @Override
    public void close() throws IOException {
        try (out) {
            flush();
        }
    }
}
