package bouton.dsl;

import bouton.dsl.check.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a program in a test sees: the sources and CSV tables beside it, and the standard library's {@code std} folder there. */
record Folder(Path path) implements Environment {
    @Override
    public Optional<Text> source(String importer, List<String> names) throws IOException {
        Path file = path.resolve(String.join("/", names) + ".bouton");
        return Files.isRegularFile(file)
                ? Optional.of(new Text(path.relativize(file).toString(), Files.readAllBytes(file)))
                : Optional.empty();
    }

    @Override
    public Numbers data(String importer, String format, List<String> files) throws IOException {
        Path file = path.resolve(files.getFirst());
        if (!Files.isRegularFile(file)) {
            throw new IOException("there is no such file");
        }
        if (!format.equals("csv")) {
            throw new IOException("only CSV files are read here");
        }
        List<String> lines = Files.readAllLines(file);
        boolean header = Character.isLetter(lines.getFirst().charAt(0));
        List<String> rows = header ? lines.subList(1, lines.size()) : lines;
        int columns = lines.getFirst().split(",", -1).length;
        double[] values = new double[rows.size() * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = Double.parseDouble(
                    rows.get(i / columns).split(",", -1)[i % columns].strip());
        }
        return new Numbers(
                new int[] {rows.size(), columns}, values, header ? parts(lines, columns, values) : List.of());
    }

    @Override
    public void foreign(String importer, String implementation) throws IOException {
        if (!implementation.startsWith("there.")) {
            throw new IOException("there is no such class");
        }
    }

    private static List<Part> parts(List<String> lines, int columns, double[] values) {
        List<Part> parts = new ArrayList<>();
        for (int c = 0; c < columns; c++) {
            double[] column = new double[lines.size() - 1];
            for (int r = 0; r < column.length; r++) {
                column[r] = values[r * columns + c];
            }
            parts.add(new Part(lines.getFirst().split(",")[c].strip(), new int[] {column.length}, column));
        }
        return parts;
    }
}
