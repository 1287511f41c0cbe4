package bouton.cli.conform;

import bouton.cli.command.BoutonCommand;
import bouton.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The command run on files, and what it printed. */
record Conforming(int exit, List<String> out, String err) {
    static final Path NEST = Path.of("..", "conformance", "ideal-nest");
    static final Path BRIAN = Path.of("..", "conformance", "ideal-brian2");

    static Conforming ideal(Path... paths) {
        List<String> args = new ArrayList<>(List.of("conform", "ideal"));
        for (Path path : paths) {
            args.add(path.toString());
        }
        return run(args.toArray(String[]::new));
    }

    static Conforming run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(stream(out), stream(err), false, false, 100, false);
        int exit = BoutonCommand.execute(terminal, args);
        return new Conforming(
                exit, out.toString(StandardCharsets.UTF_8).lines().toList(), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream stream(OutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    /** Names of the files all of whose cases agree. */
    List<String> matching() {
        return names("match");
    }

    List<String> skipped() {
        return names("skipped");
    }

    private List<String> names(String what) {
        return out.stream()
                .filter(l -> l.matches("\\S+ +" + what + "\\b.*"))
                .map(l -> l.substring(0, l.indexOf(' ')))
                .toList();
    }

    String last() {
        return out.getLast();
    }

    /** A copy of a recording with a change. */
    static Path changed(Path recording, Path folder, Consumer<ObjectNode> change) {
        try {
            ObjectNode root = (ObjectNode) JsonMapper.shared().readTree(unzipped(recording));
            change.accept(root);
            Path copy = folder.resolve(recording.getFileName());
            try (OutputStream zip = new GZIPOutputStream(Files.newOutputStream(copy))) {
                zip.write(JsonMapper.shared().writeValueAsBytes(root));
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] unzipped(Path recording) throws IOException {
        try (var in = new java.util.zip.GZIPInputStream(Files.newInputStream(recording))) {
            return in.readAllBytes();
        }
    }

    /** The objects of {@code cases}. */
    static List<ObjectNode> cases(ObjectNode root) {
        return objects(root.get("cases"));
    }

    /** The members of a list of objects. */
    static List<ObjectNode> objects(JsonNode list) {
        List<ObjectNode> result = new ArrayList<>();
        list.forEach(e -> result.add((ObjectNode) e));
        return result;
    }

    static ObjectNode object(ObjectNode of, String name) {
        return (ObjectNode) of.get(name);
    }

    /** Adds to a number, or to every number of a list. */
    static void add(ObjectNode object, String name, double value) {
        JsonNode old = object.get(name);
        if (old instanceof ArrayNode list) {
            for (int k = 0; k < list.size(); k++) {
                list.set(k, sum(list.get(k), value));
            }
        } else {
            object.set(name, sum(old, value));
        }
    }

    private static JsonNode sum(JsonNode old, double value) {
        double sum = old.doubleValue() + value;
        return JsonMapper.shared().valueToTree(sum == Math.rint(sum) ? (Object) (long) sum : (Object) sum);
    }
}
