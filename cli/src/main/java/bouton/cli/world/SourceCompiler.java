package bouton.cli.world;

import bouton.image.run.ForeignNeuron;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles Java source files that lie beside a program, in memory: no class file is written. */
final class SourceCompiler {
    private SourceCompiler() {}

    /**
     * Compiles a source file and what it uses below the folder.
     *
     * @param reads is told of every source file
     * @return byte code by class name
     * @throws IOException with a message for the user
     */
    static Map<String, byte[]> compile(Path folder, Path source, BiConsumer<Path, byte[]> reads) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new IOException("this Java has no compiler; use a JDK, or put a class file beside the program");
        }
        DiagnosticCollector<JavaFileObject> messages = new DiagnosticCollector<>();
        try (StandardJavaFileManager files =
                        compiler.getStandardFileManager(messages, Locale.ROOT, StandardCharsets.UTF_8);
                MemoryFiles memory = new MemoryFiles(files)) {
            List<String> options = List.of(
                    "-proc:none",
                    "-g",
                    "-implicit:class",
                    "-sourcepath",
                    folder.toString(),
                    "-classpath",
                    bouton() + File.pathSeparator + folder);
            boolean good = compiler.getTask(
                            new StringWriter(), memory, messages, options, null, files.getJavaFileObjects(source))
                    .call();
            if (!good) {
                throw new IOException("it cannot be compiled: " + first(folder, messages.getDiagnostics()));
            }
            for (Path read : memory.sources) {
                reads.accept(folder.relativize(read.toAbsolutePath()), Files.readAllBytes(read));
            }
            return memory.code();
        }
    }

    private static String first(Path folder, List<Diagnostic<? extends JavaFileObject>> messages) {
        for (Diagnostic<? extends JavaFileObject> d : messages) {
            if (d.getKind() == Diagnostic.Kind.ERROR) {
                String text = d.getMessage(Locale.ROOT).strip().replaceAll("\\s*\\R\\s*", ", ");
                JavaFileObject file = d.getSource();
                return file == null
                        ? text
                        : folder.toAbsolutePath().relativize(path(file).toAbsolutePath()) + ":" + d.getLineNumber()
                                + ": " + text;
            }
        }
        return "the compiler gives no reason";
    }

    private static Path path(FileObject file) {
        return Path.of(file.toUri());
    }

    /** Where the interface lies that the classes implement. */
    private static String bouton() throws IOException {
        CodeSource source = ForeignNeuron.class.getProtectionDomain().getCodeSource();
        try {
            if (source != null) {
                return Path.of(source.getLocation().toURI()).toString();
            }
        } catch (URISyntaxException e) {
            throw new IOException("Bouton's own classes are not found", e);
        }
        return System.getProperty("java.class.path", "");
    }

    /** Keeps the classes that are written, and the sources they were made from. */
    private static final class MemoryFiles extends ForwardingJavaFileManager<StandardJavaFileManager> {
        private final Map<String, ByteArrayOutputStream> classes = new HashMap<>();
        private final Set<Path> sources = new LinkedHashSet<>();

        MemoryFiles(StandardJavaFileManager files) {
            super(files);
        }

        Map<String, byte[]> code() {
            Map<String, byte[]> result = new HashMap<>();
            classes.forEach((name, code) -> result.put(name, code.toByteArray()));
            return result;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                JavaFileManager.Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            if (sibling != null) {
                sources.add(path(sibling));
            }
            URI uri = URI.create("memory:///" + name.replace('.', '/') + kind.extension);
            return new SimpleJavaFileObject(uri, kind) {
                @Override
                public OutputStream openOutputStream() {
                    ByteArrayOutputStream code = new ByteArrayOutputStream();
                    classes.put(name, code);
                    return code;
                }
            };
        }
    }
}
