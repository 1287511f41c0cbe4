package bouton.cli.world;

import bouton.cli.output.RunDescription.SourceText;
import bouton.dsl.check.Environment;
import bouton.dsl.model.Term;
import bouton.dsl.parse.Parser;
import bouton.image.random.RandomKey;
import bouton.image.run.ForeignNeurons;
import bouton.profiles.Profiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Files around a program: what it imports and its data lie beside it, {@code std} is the library that comes with Bouton. Keeps
 * account of all that was read.
 */
public final class FileEnvironment implements Environment {
    private static final String LIBRARY = "std";
    private static final String ENDING = ".bouton";

    /** The longest data file, as Java arrays go. */
    private static final int MAX_DATA = Integer.MAX_VALUE - 16;

    private final Map<String, Path> programs = new HashMap<>();
    private final Map<String, SourceText> read = new LinkedHashMap<>();
    private final JavaNeurons neurons =
            new JavaNeurons((file, bytes) -> note(shown(file), bytes, SourceText.Kind.PROGRAM));

    /**
     * Reads the program itself; what it imports counts from its folder.
     *
     * @throws IOException with a message for the user that does not repeat the name
     */
    public Text program(Path file) throws IOException {
        return program(file, file);
    }

    /**
     * Reads the program itself, which has another name in all that is told of it.
     *
     * @throws IOException with a message for the user that does not repeat the name
     */
    public Text program(Path file, Path called) throws IOException {
        byte[] bytes = InputFiles.read(file, Parser.MAX_BYTES);
        String name = called.toString();
        programs.put(name, file);
        note(shown(called), bytes, SourceText.Kind.PROGRAM);
        return new Text(name, bytes);
    }

    @Override
    public Optional<Text> source(String importer, List<String> path) throws IOException {
        if (path.getFirst().equals(LIBRARY)) {
            return library(path);
        }
        Path from = programs.get(importer);
        if (from == null) {
            return Optional.empty();
        }
        String beside = String.join("/", path) + ENDING;
        Path file = from.resolveSibling(beside).normalize();
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        return Optional.of(
                program(file, Path.of(importer).resolveSibling(beside).normalize()));
    }

    private Optional<Text> library(List<String> path) throws IOException {
        String name = String.join("/", path) + ENDING;
        try (InputStream in = FileEnvironment.class.getResourceAsStream("/bouton/" + name)) {
            if (in == null) {
                return Optional.empty();
            }
            byte[] bytes = in.readAllBytes();
            note(name, bytes, SourceText.Kind.LIBRARY);
            return Optional.of(new Text(name, bytes));
        }
    }

    @Override
    public Optional<Text> chip(String name) throws IOException {
        Optional<byte[]> bytes = Profiles.chip(name);
        String shown = name + "/" + Profiles.CHIP;
        bytes.ifPresent(b -> note(shown, b, SourceText.Kind.LIBRARY));
        return bytes.map(b -> new Text(shown, b));
    }

    @Override
    public List<String> chips() {
        return Profiles.names();
    }

    @Override
    public Numbers data(String importer, String format, List<String> files) throws IOException {
        List<DataReader.Bytes> read = new ArrayList<>();
        for (String name : files) {
            try {
                read.add(dataFile(importer, name));
            } catch (IOException e) {
                throw files.size() == 1 ? e : new IOException("`" + name + "`: " + e.getMessage(), e);
            }
        }
        return DataReader.read(format, read);
    }

    @Override
    public double[] draws(Term.DrawKind kind, double[] arguments, String site, long seed, int count)
            throws IOException {
        long key = RandomKey.site(site);
        double[] values = new double[count];
        try {
            for (int k = 0; k < count; k++) {
                values[k] = KeyedDraws.draw(kind, arguments, seed, key, k, -1);
            }
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
        return values;
    }

    @Override
    public void foreign(String importer, String implementation) throws IOException {
        Path from = programs.get(importer);
        if (from == null) {
            throw new IOException("the library that comes with Bouton has no classes");
        }
        Path folder = from.toAbsolutePath().normalize().getParent();
        neurons.prepare(folder == null ? Path.of("/") : folder, implementation);
    }

    /** Makes the foreign neurons that {@link #foreign} has found. */
    public ForeignNeurons foreignNeurons() {
        return neurons;
    }

    private DataReader.Bytes dataFile(String importer, String name) throws IOException {
        Path file = locate(importer, name);
        if (Files.exists(file) && !Files.isDirectory(file) && !Files.isRegularFile(file)) {
            throw new IOException("it is no ordinary file");
        }
        if (Files.isRegularFile(file) && Files.size(file) > MAX_DATA) {
            throw new IOException("it has more than 2 GB; keep it in several files");
        }
        byte[] bytes = InputFiles.read(file, MAX_DATA);
        note(shown(Path.of(name)), bytes, SourceText.Kind.DATA);
        return new DataReader.Bytes(name, bytes);
    }

    private Path locate(String importer, String name) throws IOException {
        Path from = programs.get(importer);
        try {
            return from == null ? Path.of(name) : from.resolveSibling(name);
        } catch (InvalidPathException e) {
            throw new IOException("that is no name of a file", e);
        }
    }

    /** All files read so far, in the order in which they were first read. */
    public synchronized List<SourceText> sources() {
        return List.copyOf(read.values());
    }

    private synchronized void note(String name, byte[] bytes, SourceText.Kind kind) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            read.putIfAbsent(name, new SourceText(name, HexFormat.of().formatHex(hash), kind));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** A name without the folders of this machine. */
    private static String shown(Path file) {
        return file.isAbsolute() ? file.getFileName().toString() : file.toString();
    }
}
