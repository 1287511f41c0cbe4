package bouton.cli.world;

import bouton.dsl.check.Environment;
import bouton.image.data.DataFiles;
import bouton.image.data.DataFormatException;
import bouton.image.data.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Turns the bytes of data files into numbers with named parts. */
final class DataReader {
    /** How data of two IDX files is called: what is in the first and in the second. */
    private static final List<String> IDX_PARTS = List.of("image", "label");

    private DataReader() {}

    /** A file that has been read. */
    record Bytes(String name, byte[] bytes) {}

    /**
     * @param format {@code npy}, {@code csv} or {@code idx}
     * @throws IOException with a message for the user
     */
    static Environment.Numbers read(String format, List<Bytes> files) throws IOException {
        DataFiles.Contents first = decode(format, files.getFirst());
        int[] shape = first.values().shape();
        double[] values = first.values().values();
        if (files.size() == 1) {
            return new Environment.Numbers(shape, values, columns(first, values));
        }
        if (files.size() > IDX_PARTS.size()) {
            throw new IOException(files.size() + " files are one data set here; at most two can be, images and labels");
        }
        Tensor second = decode(format, files.get(1)).values();
        int rows = shape.length == 0 ? 1 : shape[0];
        int labels = second.rank() == 0 ? 1 : second.length(0);
        if (rows != labels) {
            throw new IOException(
                    "they do not fit each other: " + rows + " in the first, " + labels + " in the second");
        }
        return new Environment.Numbers(
                shape,
                values,
                List.of(
                        new Environment.Part(IDX_PARTS.get(0), shape, values),
                        new Environment.Part(IDX_PARTS.get(1), second.shape(), second.values())));
    }

    private static DataFiles.Contents decode(String format, Bytes file) throws IOException {
        String lower = file.name().toLowerCase(Locale.ROOT);
        boolean tabs = lower.endsWith(".tsv") || lower.endsWith(".tsv.gz");
        // The program says the format, whatever the file is called.
        String name = format.equals("csv") && tabs ? "data.tsv" : "data." + format;
        try {
            return DataFiles.decode(name, file.bytes());
        } catch (DataFormatException e) {
            throw new IOException(e.getMessage() + otherFormat(format, lower), e);
        }
    }

    private static String otherFormat(String format, String name) {
        String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        for (String other : List.of("npy", "csv", "idx")) {
            if (!other.equals(format) && plain.endsWith("." + other)) {
                return "; by its name it is read with `" + other + "(\"…\")`";
            }
        }
        return "";
    }

    /** The columns of a table that has names. A unit in brackets, as Bouton writes it, is no part of the name. */
    private static List<Environment.Part> columns(DataFiles.Contents table, double[] values) {
        List<Environment.Part> parts = new ArrayList<>();
        int width = table.columns().size();
        for (int c = 0; c < width; c++) {
            double[] column = new double[values.length / width];
            for (int r = 0; r < column.length; r++) {
                column[r] = values[r * width + c];
            }
            String name = table.columns().get(c).replaceFirst("\\s*\\([^()]*\\)$", "");
            parts.add(new Environment.Part(name, new int[] {column.length}, column));
        }
        return parts;
    }
}
