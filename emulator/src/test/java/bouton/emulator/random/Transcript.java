package bouton.emulator.random;

import bouton.emulator.KernelBuilder;
import bouton.emulator.TestRecorder;
import bouton.image.ir.BinaryOp;
import bouton.image.ir.Kernel;
import bouton.image.ir.Overflow;
import bouton.image.ir.Rounding;
import bouton.image.ir.Type;
import bouton.image.ir.Word;
import bouton.image.net.Field;
import bouton.image.net.Group;
import bouton.image.net.Image;
import bouton.image.net.Population;
import bouton.image.net.Projection;
import bouton.image.net.Scope;
import bouton.image.run.RunMonitor;
import bouton.image.run.Session;
import bouton.image.run.SessionProvider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Everything that can be seen of a run, with all bits: words, port sums, global values, events, what probes read, counts and
 * counters after every tick, and with which kind of failure it ends. All NaN count as one.
 */
final class Transcript {
    private static final int TICKS = 8;

    private final Image image;
    private final List<String> lines = new ArrayList<>();
    private final List<Watch> watches = new ArrayList<>();

    /** A reader of a scope, and what it reads. */
    private record Watch(Scope scope, Kernel kernel, String what) {}

    private Transcript(Image image) {
        this.image = image;
        for (int g = 0; g < image.groups().size(); g++) {
            Group group = image.groups().get(g);
            if (group instanceof Population p) {
                watch(new Scope.OfGroup(g), p.name(), p.fields());
                for (int port = 0; port < p.ports().size(); port++) {
                    KernelBuilder k = KernelBuilder.kernel("port");
                    watches.add(new Watch(
                            new Scope.OfGroup(g), k.yield(k.portSum(port)).build(), p.name() + " port " + port));
                }
            }
        }
        for (int n = 0; n < image.projections().size(); n++) {
            Projection p = image.projections().get(n);
            watch(new Scope.OfProjection(n), p.label(), p.fields());
        }
    }

    /** Runs an image that way, with some interventions that the seed chooses. */
    static List<String> of(Image image, SessionProvider engine, long seed) {
        Transcript transcript = new Transcript(image);
        transcript.run(engine, new Interventions(image, seed));
        return transcript.lines;
    }

    /** The first line in which two transcripts differ, or an empty text. */
    static String difference(List<String> expected, List<String> actual) {
        for (int k = 0; k < Math.max(expected.size(), actual.size()); k++) {
            String one = k < expected.size() ? expected.get(k) : "the end";
            String other = k < actual.size() ? actual.get(k) : "the end";
            if (!one.equals(other)) {
                return "expected " + excerpt(one, other) + " but was " + excerpt(other, one);
            }
        }
        return "";
    }

    /** The part of a line around its first difference from another. */
    private static String excerpt(String line, String other) {
        int k = 0;
        while (k < Math.min(line.length(), other.length()) && line.charAt(k) == other.charAt(k)) {
            k++;
        }
        int name = Math.max(0, line.indexOf(':'));
        int from = Math.max(name, k - 60);
        return line.substring(0, name) + " [" + k + "] " + line.substring(from, Math.min(line.length(), k + 60));
    }

    private void watch(Scope scope, String owner, List<Field> fields) {
        for (int f = 0; f < fields.size(); f++) {
            String what = owner + " " + fields.get(f).name();
            Type type = fields.get(f).type();
            if (type instanceof Type.Int) {
                watches.add(new Watch(scope, half(f, type, false), what + " lower half"));
                watches.add(new Watch(scope, half(f, type, true), what + " upper half"));
            } else {
                KernelBuilder k = KernelBuilder.kernel("word");
                int word = k.load(Word.self(f), type);
                watches.add(new Watch(
                        scope, k.yield(type.equals(Type.BOOL) ? k.toDouble(type, word) : word).build(), what));
            }
        }
    }

    /** Half of the bits of an integer, which a float64 can hold. */
    private static Kernel half(int field, Type type, boolean upper) {
        KernelBuilder k = KernelBuilder.kernel("word");
        int word = k.convert(Type.I64, type, k.load(Word.self(field), type), Rounding.FLOOR, Overflow.WRAP);
        int half = upper
                ? k.binary(BinaryOp.SHR, Type.I64, word, k.integer(Type.I64, 32), Overflow.WRAP, Rounding.FLOOR)
                : k.binary(
                        BinaryOp.AND, Type.I64, word, k.integer(Type.I64, 0xFFFF_FFFFL), Overflow.WRAP, Rounding.FLOOR);
        return k.yield(k.toDouble(Type.I64, half)).build();
    }

    private void run(SessionProvider engine, Interventions interventions) {
        TestRecorder recorder = new TestRecorder();
        try (Session session = engine.open(image, recorder)) {
            observe("init", session);
            for (int tick = 0; tick < TICKS; tick++) {
                interventions.before(tick, session);
                session.run(1, RunMonitor.NONE);
                observe("tick " + tick, session);
            }
        } catch (ArithmeticException fault) {
            lines.add("fails: " + fault.getClass().getSimpleName());
        }
        lines.add("recorded: " + recorder.text());
    }

    private void observe(String when, Session session) {
        for (Watch watch : watches) {
            lines.add(when + ", " + watch.what + ": " + bits(session.evaluate(watch.scope, watch.kernel)));
        }
        for (int cell = 0; cell < image.globals().size(); cell++) {
            lines.add(when + ", global " + cell + ": " + bits(session.global(cell)));
        }
        for (int g = 0; g < image.groups().size(); g++) {
            for (int e = 0; e < image.groups().get(g).events().size(); e++) {
                lines.add(when + ", events " + e + " of " + g + ": "
                        + Arrays.toString(session.counts(g, e)));
            }
        }
        lines.add(when + ", counters: " + Arrays.toString(session.counters()));
    }

    private static String bits(double... values) {
        StringBuilder text = new StringBuilder();
        for (double value : values) {
            text.append(value).append(' ');
        }
        return text.toString();
    }
}
