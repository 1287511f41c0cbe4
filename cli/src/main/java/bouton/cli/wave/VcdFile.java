package bouton.cli.wave;

import bouton.cli.command.CommandException;
import bouton.emulator.machine.Waveform;
import bouton.image.machine.Machine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file with one waveform. What cannot be written is a {@link CommandException}. */
public final class VcdFile implements AutoCloseable {
    private final Path path;
    private final long from;
    private final long to;
    private @Nullable Writer writer;
    private @Nullable VcdWriter waveform;

    VcdFile(Path path, long from, long to) {
        this.path = path;
        this.from = from;
        this.to = to;
    }

    /**
     * Begins it.
     *
     * @param frequency of the clock in Hz; 0 if the chip has none
     * @throws IllegalStateException if it has begun
     */
    public Waveform begin(Machine machine, double frequency) {
        if (waveform != null) {
            throw new IllegalStateException(path + " holds a waveform already");
        }
        try {
            Writer opened = Files.newBufferedWriter(path, StandardCharsets.UTF_8);
            writer = opened;
            VcdWriter begun = new VcdWriter(machine, frequency, from, to, opened);
            waveform = begun;
            return new Guarded(begun);
        } catch (IOException | UncheckedIOException e) {
            throw cannotWrite(e);
        }
    }

    /** Writes what is left. */
    @Override
    public void close() {
        try (Writer open = writer) {
            if (waveform != null) {
                waveform.end();
            }
        } catch (IOException | UncheckedIOException e) {
            throw cannotWrite(e);
        } finally {
            writer = null;
            waveform = null;
        }
    }

    private CommandException cannotWrite(Exception e) {
        Throwable cause = e.getCause();
        String why = cause == null ? e.getMessage() : cause.getMessage();
        return new CommandException("--vcd: cannot write " + path + ": " + why);
    }

    /** Says what went wrong as the user should see it. */
    private final class Guarded implements Waveform {
        private final VcdWriter inner;

        Guarded(VcdWriter inner) {
            this.inner = inner;
        }

        @Override
        public long from() {
            return inner.from();
        }

        @Override
        public long to() {
            return inner.to();
        }

        @Override
        public void cycle(long cycle, int state, Pins pins) {
            try {
                inner.cycle(cycle, state, pins);
            } catch (UncheckedIOException e) {
                throw cannotWrite(e);
            }
        }

        @Override
        public void read(int memory, int word) {
            inner.read(memory, word);
        }

        @Override
        public void write(int memory, int word) {
            inner.write(memory, word);
        }
    }
}
