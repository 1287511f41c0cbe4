package bouton.image.data;

import static bouton.image.data.Faults.message;
import static bouton.image.data.Faults.refusal;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NpyWriterTest {

    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void name() {
        file = folder.resolve("rows.npy");
    }

    private FileChannel open() throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    @ParameterizedTest
    @EnumSource
    void writesWhatEncodeWrites(ElementType type) throws IOException {
        double[] values = {1, 0, 1, 1, 0, 0};
        try (FileChannel channel = open();
                NpyWriter writer = new NpyWriter(channel, type, 3)) {
            writer.append(1, 0, 1);
            writer.append(1, 0, 0);
            assertEquals(2, writer.rows());
        }
        assertArrayEquals(Npy.encode(Tensor.of(type, new int[] {2, 3}, values)), Files.readAllBytes(file));
    }

    @Test
    void theFileIsValidAfterEveryStep() throws IOException, DataFormatException {
        try (FileChannel channel = open();
                NpyWriter writer = new NpyWriter(channel, ElementType.FLOAT64)) {
            assertEquals(Tensor.vector(), Npy.decode(Files.readAllBytes(file)));
            writer.append(1, 2, 3);
            writer.flush();
            assertEquals(Tensor.vector(1, 2, 3), Npy.decode(Files.readAllBytes(file)));
            double[] many = new double[20_000];
            writer.append(many);
            // The buffer overflowed into the file, but the header still counts three rows.
            byte[] bytes = Files.readAllBytes(file);
            assertEquals(true, bytes.length > 128 + 24);
            assertEquals(Tensor.vector(1, 2, 3), Npy.decode(new ByteArrayInputStream(bytes)));
            assertEquals(
                    bytes.length - 152 + " bytes after the array of shape (3,) (the file holds more than one array, or"
                            + " its recording was interrupted)",
                    message(() -> Npy.decode(bytes)));
        }
        assertEquals(20_003, Npy.decode(Files.readAllBytes(file)).size());
    }

    @Test
    void manyRowsRoundTrip() throws IOException, DataFormatException {
        double[] values = new SplittableRandom(9).doubles(7 * 5000L).toArray();
        try (FileChannel channel = open();
                NpyWriter writer = new NpyWriter(channel, ElementType.FLOAT64, 7)) {
            for (int row = 0; row < 5000; row++) {
                writer.append(Arrays.copyOfRange(values, 7 * row, 7 * row + 7));
                if (row % 1000 == 0) {
                    writer.flush();
                }
            }
        }
        assertEquals(Tensor.of(new int[] {5000, 7}, values), Npy.decode(Files.readAllBytes(file)));
    }

    @Test
    void anInterruptedFileIsRepairedAtEveryLength() throws IOException, DataFormatException {
        double[] values = {1, 2, 3, 4, 5, 6};
        byte[] whole = Npy.encode(Tensor.of(ElementType.INT32, new int[] {3, 2}, values));
        for (int rows = 0; rows <= 3; rows++) {
            // Whatever the header counted last, the rows that are there are kept.
            byte[] header = NpyHeader.render(ElementType.INT32, rows, new int[] {2});
            System.arraycopy(header, 0, whole, 0, header.length);
            for (int length = header.length; length <= whole.length; length++) {
                Files.write(file, Arrays.copyOf(whole, length));
                try (FileChannel channel = open();
                        NpyWriter writer = NpyWriter.resume(channel)) {
                    assertEquals((length - header.length) / 8, writer.rows());
                }
                int kept = (length - header.length) / 8;
                assertEquals(
                        Tensor.of(ElementType.INT32, new int[] {kept, 2}, Arrays.copyOf(values, 2 * kept)),
                        Npy.decode(Files.readAllBytes(file)));
            }
        }
    }

    @Test
    void aResumedFileGrows() throws IOException, DataFormatException {
        Files.write(file, Npy.encode(Tensor.vector(1, 2)));
        try (FileChannel channel = open();
                NpyWriter writer = NpyWriter.resume(channel)) {
            writer.append(3);
        }
        assertEquals(Tensor.vector(1, 2, 3), Npy.decode(Files.readAllBytes(file)));
    }

    @Test
    void rowsWithoutElementsAreCounted() throws IOException, DataFormatException {
        try (FileChannel channel = open();
                NpyWriter writer = new NpyWriter(channel, ElementType.UINT8, 3, 0)) {
            writer.append();
            writer.append();
        }
        try (FileChannel channel = open();
                NpyWriter writer = NpyWriter.resume(channel)) {
            writer.append();
        }
        assertArrayEquals(
                new int[] {3, 3, 0}, Npy.decode(Files.readAllBytes(file)).shape());
    }

    @Test
    void foreignFilesAreNotResumed() throws IOException {
        String foreign = "the NPY file was not written row by row, so it cannot be gone on with";
        assertEquals(foreign, resumeMessage(Samples.bytes("fortran")));
        assertEquals(foreign, resumeMessage(Samples.bytes("scalar")));
        assertEquals(foreign, resumeMessage(Samples.bytes(">f8")));
        assertEquals(foreign, resumeMessage(Samples.bytes("version 2.0")));
        assertEquals("the file ends within its NPY header", resumeMessage(Arrays.copyOf(Samples.bytes("<f8"), 90)));
        assertEquals("not an NPY file: it does not begin with the byte 0x93 and 'NUMPY'", resumeMessage(new byte[0]));
    }

    @Test
    void fuzzOfResume() throws IOException {
        Faults.fuzz(Samples.bytes("<i4"), 20_252, 2_000, bytes -> {
            try {
                Files.write(file, bytes);
                try (FileChannel channel = open()) {
                    NpyWriter.resume(channel).close();
                }
                Npy.decode(Files.readAllBytes(file));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void badArgumentsAreRefusedAndAppendNothing() throws IOException, DataFormatException {
        try (FileChannel channel = open();
                NpyWriter writer = new NpyWriter(channel, ElementType.UINT8, 2)) {
            assertEquals("3 values are not a whole number of rows of 2 values", refusal(() -> writer.append(1, 2, 3)));
            assertEquals("-1 is not a value of uint8", refusal(() -> writer.append(1, -1)));
            assertEquals(
                    "the channel has 128 bytes already",
                    refusal(() -> new NpyWriter(channel, ElementType.UINT8).close()));
            assertEquals(
                    "shape (-1,) has a negative size",
                    refusal(() -> new NpyWriter(channel, ElementType.UINT8, -1).close()));
            assertEquals(
                    "shape (70000, 70000) has more than 2147483639 elements",
                    refusal(() -> new NpyWriter(channel, ElementType.UINT8, 70000, 70000).close()));
            assertEquals(
                    "rank 65 is more than 64",
                    refusal(() -> new NpyWriter(channel, ElementType.UINT8, new int[64]).close()));
            writer.close();
            writer.close();
            assertEquals(
                    "the writer is closed",
                    assertThrows(IllegalStateException.class, () -> writer.append(1, 2))
                            .getMessage());
        }
        assertArrayEquals(new int[] {0, 2}, Npy.decode(Files.readAllBytes(file)).shape());
    }

    @Test
    void afterAFailureTheFileIsLeftAsItWasFlushed() throws IOException, DataFormatException {
        try (FileChannel channel = open();
                NpyWriter writer = new NpyWriter(new FailingAfter(channel, 2000), ElementType.FLOAT64, 3)) {
            writer.append(1, 2, 3);
            writer.flush();
            assertThrows(IOException.class, () -> writer.append(new double[30_000]));
            assertEquals(
                    "the writer is closed",
                    assertThrows(IllegalStateException.class, writer::flush).getMessage());
        }
        byte[] bytes = Files.readAllBytes(file);
        Tensor flushed = Tensor.matrix(new double[] {1, 2, 3});
        assertEquals(flushed, Npy.decode(new ByteArrayInputStream(bytes)));
        try (FileChannel channel = open()) {
            NpyWriter.resume(channel).close();
        }
        assertEquals((2000 - 128) / 24, Npy.decode(Files.readAllBytes(file)).length(0));
    }

    private String resumeMessage(byte[] bytes) throws IOException {
        Files.write(file, bytes);
        try (FileChannel channel = open()) {
            return message(() -> NpyWriter.resume(channel));
        }
    }

    /** A disk that is full. */
    private record FailingAfter(FileChannel channel, long capacity) implements SeekableByteChannel {
        @Override
        public int write(ByteBuffer source) throws IOException {
            int room = (int) Math.min(source.remaining(), capacity - channel.position());
            if (room <= 0) {
                throw new IOException("no space left");
            }
            ByteBuffer part = source.slice(source.position(), room);
            int written = channel.write(part);
            source.position(source.position() + written);
            return written;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            return channel.read(target);
        }

        @Override
        public long position() throws IOException {
            return channel.position();
        }

        @Override
        public SeekableByteChannel position(long position) throws IOException {
            channel.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public SeekableByteChannel truncate(long size) throws IOException {
            channel.truncate(size);
            return this;
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
