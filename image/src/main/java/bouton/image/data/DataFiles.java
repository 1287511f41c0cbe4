package bouton.image.data;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Any data file that Bouton reads: the one to call when the format is not known beforehand. */
public final class DataFiles {

    /** The most bytes that gzipped data may decompress to: 1 GiB. */
    public static final int MAX_DECOMPRESSED_BYTES = 1 << 30;

    /** The formats that are read. */
    public enum Format {
        NPY,
        CSV,
        IDX
    }

    /**
     * What a file holds.
     *
     * @param columns the names of the columns of a {@link Format#CSV} table, or empty
     * @param values the numbers; of shape (rows, columns) for a table
     */
    public record Contents(Format format, List<String> columns, Tensor values) {
        /** Copies the names. */
        public Contents {
            columns = List.copyOf(columns);
        }
    }

    private DataFiles() {}

    /**
     * Decodes a file. Bytes that are gzipped are decompressed first, whatever the name is. The format is chosen by the
     * ending of the name, in small or capital letters: {@code .npy}; {@code .csv}, {@code .txt}, and {@code .tsv} with
     * tabs; {@code .idx}, {@code .idx1}, {@code .idx3}, {@code -ubyte}; each perhaps with {@code .gz}. For any other
     * name it is chosen by the first bytes, which only NPY and IDX have.
     *
     * @param name the name of the file, with or without folders
     * @param bytes all of the file
     * @throws DataFormatException if the format is not known, or the bytes are not of that format, or they decompress
     *     to more than {@link #MAX_DECOMPRESSED_BYTES}
     */
    public static Contents decode(String name, byte[] bytes) throws DataFormatException {
        return decode(name, bytes, MAX_DECOMPRESSED_BYTES);
    }

    /**
     * Decodes a file with a bound of one's own on what gzipped data may decompress to, in bytes.
     *
     * @throws IllegalArgumentException if the bound is negative
     */
    public static Contents decode(String name, byte[] bytes, int maxDecompressedBytes) throws DataFormatException {
        if (maxDecompressedBytes < 0) {
            throw new IllegalArgumentException("the bound " + maxDecompressedBytes + " is negative");
        }
        byte[] plain = Gzip.unwrap(bytes, maxDecompressedBytes);
        String lower = name.toLowerCase(Locale.ROOT);
        String ending = lower.endsWith(".gz") ? lower.substring(0, lower.length() - 3) : lower;
        Format format = byEnding(ending)
                .or(() -> byFirstBytes(plain))
                .orElseThrow(() -> new DataFormatException("the format of " + Texts.quote(name)
                        + " is not known; known are NPY (.npy), tables of numbers in text (.csv, .tsv, .txt) and IDX"
                        + " (.idx, .idx1, .idx3, -ubyte), each also gzipped (.gz)"));
        return switch (format) {
            case NPY -> new Contents(format, List.of(), Npy.decode(plain));
            case IDX -> new Contents(format, List.of(), Idx.decodePlain(plain));
            case CSV -> {
                Table table = ending.endsWith(".tsv") ? Csv.decode(plain, Csv.Separator.TAB) : Csv.decode(plain);
                yield new Contents(format, table.columns(), table.values());
            }
        };
    }

    private static Optional<Format> byEnding(String name) {
        if (name.endsWith(".npy")) {
            return Optional.of(Format.NPY);
        }
        if (name.endsWith(".csv") || name.endsWith(".tsv") || name.endsWith(".txt")) {
            return Optional.of(Format.CSV);
        }
        if (name.endsWith(".idx") || name.endsWith(".idx1") || name.endsWith(".idx3") || name.endsWith("-ubyte")) {
            return Optional.of(Format.IDX);
        }
        return Optional.empty();
    }

    private static Optional<Format> byFirstBytes(byte[] bytes) {
        if (NpyHeader.matches(bytes)) {
            return Optional.of(Format.NPY);
        }
        return Idx.matches(bytes) ? Optional.of(Format.IDX) : Optional.empty();
    }
}
