package bouton.image.data;

import static bouton.image.data.Faults.message;
import static bouton.image.data.Faults.refusal;
import static bouton.image.data.Faults.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import bouton.image.data.DataFiles.Contents;
import bouton.image.data.DataFiles.Format;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataFilesTest {

    private static final Tensor SCALAR = Tensor.of(2.5);
    private static final byte[] IDX = {0, 0, 8, 1, 0, 0, 0, 1, 7};

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        try (GZIPOutputStream stream = new GZIPOutputStream(target)) {
            stream.write(bytes);
        }
        return target.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.npy", "A.NPY", "dir/a.npy.gz", "a.bin", ""})
    void npy(String name) throws IOException, DataFormatException {
        Contents expected = new Contents(Format.NPY, List.of(), SCALAR);
        assertEquals(expected, DataFiles.decode(name, Samples.bytes("scalar")));
        assertEquals(expected, DataFiles.decode(name, gzip(Samples.bytes("scalar"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.idx", "a.idx1", "a.IDX3.gz", "t10k-labels-idx1-ubyte", "t10k-labels.idx1-ubyte.gz", "a"})
    void idx(String name) throws IOException, DataFormatException {
        Contents expected =
                new Contents(Format.IDX, List.of(), Tensor.of(ElementType.UINT8, new int[] {1}, new double[] {7}));
        assertEquals(expected, DataFiles.decode(name, IDX));
        assertEquals(expected, DataFiles.decode(name, gzip(IDX)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.csv", "a.tsv", "a.Txt", "a.csv.gz"})
    void csv(String name) throws IOException, DataFormatException {
        Contents expected = new Contents(Format.CSV, List.of("a", "b"), Tensor.matrix(new double[] {1, 2}));
        assertEquals(expected, DataFiles.decode(name, utf8("a\tb\n1\t2\n")));
        assertEquals(expected, DataFiles.decode(name, gzip(utf8("a\tb\n1\t2\n"))));
    }

    @Test
    void tsvHasTabsWhateverItsFirstRowLooksLike() throws DataFormatException {
        assertEquals(
                List.of("a,b", "c"),
                DataFiles.decode("x.tsv", utf8("a,b\tc\n1\t2\n")).columns());
    }

    @Test
    void anUnknownFormatIsRefused() {
        assertEquals(
                "the format of 'x.npz' is not known; known are NPY (.npy), tables of numbers in text (.csv, .tsv,"
                        + " .txt) and IDX (.idx, .idx1, .idx3, -ubyte), each also gzipped (.gz)",
                message(() -> DataFiles.decode("x.npz", utf8("PK"))));
    }

    @Test
    void damagedGzipIsRefused() throws IOException {
        byte[] file = gzip(Samples.bytes("<f8"));
        Faults.assertNoPrefixDecodes(file, bytes -> DataFiles.decode("a.npy.gz", bytes));
        assertEquals(
                "the gzipped data ends too early",
                message(() -> DataFiles.decode("a.npy", Arrays.copyOf(file, file.length - 1))));
        byte[] damaged = file.clone();
        damaged[file.length - 8] ^= 1;
        assertEquals("the gzipped data is damaged", message(() -> DataFiles.decode("a.npy", damaged)));
        Faults.fuzz(file, 20_258, 20_000, bytes -> DataFiles.decode("a", bytes));
        Faults.fuzz(file, 20_259, 5_000, bytes -> DataFiles.decode("a.npy", bytes));
    }

    @Test
    void gzippedDataHasABound() throws IOException, DataFormatException {
        byte[] zeros = new byte[1 << 20];
        byte[] bomb = gzip(zeros);
        assertEquals(
                "the gzipped data is larger than 1048575 bytes when decompressed",
                message(() -> DataFiles.decode("a.csv", bomb, zeros.length - 1)));
        assertEquals(Format.IDX, DataFiles.decode("a", gzip(IDX), IDX.length).format());
        assertEquals("the bound -1 is negative", refusal(() -> DataFiles.decode("a", IDX, -1)));
    }
}
