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
    private final List<Entry> entries = new ArrayList<>();
    private boolean fails;
    private final List<Watch> watches = new ArrayList<>();

    /** A reader of a scope, and what it reads. */
    private record Watch(Scope scope, Kernel kernel, String what) {}

    /** What was seen; numbers are equal if their bits are. */
    private record Entry(String what, double[] values) {
        String value(int k) {
            return k < values.length ? Double.toString(values[k]) : "nothing";
        }
    }

    private static final Entry END = new Entry("the end", new double[0]);

    private Transcript(Image image) {
        this.image = image;
        for (int g = 0; g < image.groups().size(); g++) {
            Group group = image.groups().get(g);
            if (group instanceof Population p) {
                watch(new Scope.OfGroup(g), p.name(), p.fields());
                for (int port = 0; port < p.ports().size(); port++) {
                    KernelBuilder k = KernelBuilder.kernel("port");
                    Type type = p.ports().get(port).type();
                    int sum = k.portSum(port, type);
                    k.yield(type instanceof Type.Float64 ? sum : k.toDouble(type, sum));
                    watches.add(new Watch(new Scope.OfGroup(g), k.build(), p.name() + " port " + port));
                }
            }
        }
        for (int n = 0; n < image.projections().size(); n++) {
            Projection p = image.projections().get(n);
            Scope scope = new Scope.OfProjection(n);
            watch(scope, p.label(), p.fields());
            for (int f = 0; f < p.rows().size(); f++) {
                watches.add(new Watch(scope, shared(Word.Space.ROW, f), p.label() + " row " + f));
            }
            for (int f = 0; f < p.columns().size(); f++) {
                watches.add(new Watch(scope, shared(Word.Space.COLUMN, f), p.label() + " column " + f));
            }
        }
    }

    private static Kernel shared(Word.Space space, int field) {
        KernelBuilder k = KernelBuilder.kernel("shared");
        return k.yield(k.load(new Word(space, field), Type.F64)).build();
    }

    /** Runs an image that way, with some interventions that the seed chooses. */
    static Transcript of(Image image, SessionProvider engine, long seed) {
        Transcript transcript = new Transcript(image);
        transcript.run(engine, new Interventions(image, seed));
        return transcript;
    }

    /** The first difference between two transcripts, or an empty text. */
    static String difference(Transcript expected, Transcript actual) {
        for (int k = 0; k < Math.max(expected.entries.size(), actual.entries.size()); k++) {
            Entry one = k < expected.entries.size() ? expected.entries.get(k) : END;
            Entry other = k < actual.entries.size() ? actual.entries.get(k) : END;
            if (!one.what.equals(other.what)) {
                return "expected " + one.what + " but was " + other.what;
            }
            int at = Arrays.mismatch(one.values, other.values);
            if (at >= 0) {
                return one.what + " [" + at + "]: expected " + one.value(at) + " but was " + other.value(at);
            }
        }
        return "";
    }

    /** Whether the run ended with a failure. */
    boolean fails() {
        return fails;
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
                        scope,
                        k.yield(type.equals(Type.BOOL) ? k.toDouble(type, word) : word)
                                .build(),
                        what));
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
            fails = true;
            add("fails with " + fault.getClass().getSimpleName());
        }
        for (TestRecorder.Events e : recorder.events()) {
            String what = "recorded event " + e.event() + " of " + e.group() + " in " + e.tick();
            add(what, e.members().stream().mapToDouble(m -> m).toArray());
        }
        for (int probe = 0; probe < image.probes().size(); probe++) {
            for (long ticks : recorder.times(probe)) {
                add("probe " + probe + " after " + ticks, recorder.at(probe, ticks));
            }
        }
    }

    private void observe(String when, Session session) {
        for (Watch watch : watches) {
            add(when + ", " + watch.what, session.evaluate(watch.scope, watch.kernel));
        }
        for (int cell = 0; cell < image.globals().size(); cell++) {
            add(when + ", global " + cell, session.global(cell));
        }
        for (int g = 0; g < image.groups().size(); g++) {
            for (int e = 0; e < image.groups().get(g).events().size(); e++) {
                add(when + ", events " + e + " of " + g, reals(session.counts(g, e)));
            }
        }
        add(when + ", counters", reals(session.counters()));
    }

    private static double[] reals(long[] counts) {
        return Arrays.stream(counts).asDoubleStream().toArray();
    }

    private void add(String what, double... values) {
        entries.add(new Entry(what, values));
    }
}
