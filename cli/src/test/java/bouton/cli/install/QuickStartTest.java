package bouton.cli.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.InvokeDynamicEntry;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Classes before and after {@link QuickStart}: what they say is the same, and the call sites are gone. */
final class QuickStartTest {
    private static final QuickStart QUICK_START = new QuickStart(QuickStartTest.class.getClassLoader());

    /** All that is rewritten, in one text. */
    public static final class Answers implements Callable<String> {
        public Answers() {}

        sealed interface Shape permits Circle, Square, Corner {
            default String word() {
                return switch (this) {
                    case Circle c when c.radius() > 1 -> "large";
                    case Circle c -> "small";
                    case Square s -> "square";
                    case Corner c -> "corner";
                };
            }
        }

        record Circle(double radius, float f) implements Shape {}

        record Square(int side, long area, String name, Object[] parts) implements Shape {}

        record Corner() implements Shape {}

        record All(boolean a, byte b, char c, short d, int e, long f, float g, double h, String i) {}

        private static String kind(Object any) {
            return switch (any) {
                case null -> "null";
                case String s when s.isEmpty() -> "empty";
                case String s -> s;
                case int[] a -> "ints " + a.length;
                case Shape s -> s.word();
                case List<?> l when l.size() > 1 -> "many";
                case List<?> l -> "few";
                case Thread.State state -> state.name();
                default -> any.getClass().getName();
            };
        }

        @Override
        public String call() {
            StringBuilder said = new StringBuilder();
            Object[] things = {
                null,
                "",
                "word",
                new int[3],
                new Circle(2, 0),
                new Circle(0.5, 1),
                new Corner(),
                new Square(1, 2, "n", new Object[0]),
                List.of(1, 2),
                List.of(),
                Thread.State.NEW,
                5
            };
            for (Object thing : things) {
                said.append(kind(thing)).append('\n');
            }
            Object[] alike = {
                new Circle(Double.NaN, Float.NaN),
                new Circle(0.0, 0f),
                new Circle(-0.0, 0f),
                new Circle(0.0, -0f),
                new Corner(),
                new All(true, (byte) 1, 'c', (short) 2, 3, 4L, 5f, 6d, "i"),
                new All(true, (byte) 1, 'c', (short) 2, 3, -4L, 5f, 6d, "i"),
                new All(false, (byte) 0, 'd', (short) 0, 0, 1L << 40, 0, 0, ""),
                "other"
            };
            Object[] nothing = {null};
            for (Object a : alike) {
                said.append(a.hashCode()).append(' ').append(a).append(": ");
                for (Object b : alike) {
                    said.append(a.equals(b) ? '=' : '.');
                }
                said.append(a.equals(nothing[0])).append('\n');
            }
            said.append(new Circle(Double.NaN, 1).equals(new Circle(Double.NaN, 1)));
            return said.toString();
        }
    }

    @Test
    void rewrittenClassesAnswerAsBefore() throws Exception {
        Rewritten loader = new Rewritten(Answers.class.getName());
        Object answers = loader.loadClass(Answers.class.getName())
                .getDeclaredConstructor()
                .newInstance();
        assertEquals(new Answers().call(), ((Callable<?>) answers).call());
        assertTrue(loader.rewritten.size() > 4, "classes: " + loader.rewritten.keySet());
        loader.rewritten.forEach((name, bytes) -> assertFalse(hasSites(bytes), name));
    }

    @Test
    void oldClassesGetStackMapsAndAVersionThatIsKept() throws Exception {
        Rewritten loader = new Rewritten("picocli.");
        Class<?> line = loader.loadClass("picocli.CommandLine");
        // Links it: all of its code is verified.
        assertEquals("4.7.7", line.getField("VERSION").get(null));
        Object spec = loader.loadClass("picocli.CommandLine$Model$CommandSpec")
                .getMethod("create")
                .invoke(null);
        Object made = line.getConstructor(Object.class).newInstance(spec);
        assertTrue(line.getMethod("getUsageMessage").invoke(made).toString().startsWith("Usage: "));
        assertTrue(loader.rewritten.size() > 20);
        loader.rewritten.forEach((name, bytes) ->
                assertTrue(ClassFile.of().parse(bytes).majorVersion() >= ClassFile.JAVA_8_VERSION, name));
    }

    @Test
    void theRestStaysAsItIs() throws IOException {
        byte[] bytes = bytes(QuickStartTest.class.getClassLoader(), "org.junit.jupiter.api.Assertions");
        assertSame(bytes, QUICK_START.rewrite(bytes));
    }

    /** Call sites of the kinds that are replaced; a constant that nobody uses any more may stay. */
    private static boolean hasSites(byte[] bytes) {
        List<InvokeDynamicEntry> used = new ArrayList<>();
        ClassFile.of().parse(bytes).methods().stream()
                .flatMap(method -> method.code().stream())
                .flatMap(code -> code.elementStream())
                .forEach(e -> {
                    if (e instanceof InvokeDynamicInstruction call) {
                        used.add(call.invokedynamic());
                    }
                });
        return used.stream().anyMatch(site -> CallSite.of(site).isPresent());
    }

    private static byte[] bytes(ClassLoader loader, String name) throws IOException {
        try (InputStream in = loader.getResourceAsStream(name.replace('.', '/') + ".class")) {
            return in == null ? new byte[0] : in.readAllBytes();
        }
    }

    /** Loads classes whose names start in a given way rewritten, the others as they are. */
    private static final class Rewritten extends ClassLoader {
        private final String start;
        private final Map<String, byte[]> rewritten = new HashMap<>();

        Rewritten(String start) {
            super(QuickStartTest.class.getClassLoader());
            this.start = start;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(start)) {
                return super.loadClass(name, resolve);
            }
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            try {
                byte[] bytes = QUICK_START.rewrite(bytes(getParent(), name));
                rewritten.put(name, bytes);
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
