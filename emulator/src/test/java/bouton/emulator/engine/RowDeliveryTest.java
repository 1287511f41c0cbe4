package bouton.emulator.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import bouton.emulator.Emulator;
import bouton.emulator.ImageBuilder;
import bouton.emulator.ImageBuilder.PopulationBuilder;
import bouton.emulator.ImageBuilder.ProjectionBuilder;
import bouton.emulator.KernelBuilder;
import bouton.emulator.TestRecorder;
import bouton.image.file.ImageCheck;
import bouton.image.ir.BinaryOp;
import bouton.image.ir.Kernel;
import bouton.image.ir.Overflow;
import bouton.image.ir.Rounding;
import bouton.image.ir.Type;
import bouton.image.ir.Word;
import bouton.image.net.Connectivity;
import bouton.image.net.Image;
import bouton.image.net.Lag;
import bouton.image.net.Port;
import bouton.image.net.Scope;
import bouton.image.net.Stage;
import bouton.image.net.Trigger;
import bouton.image.run.ForeignNeurons;
import bouton.image.run.RunMonitor;
import bouton.image.run.Session;
import bouton.image.run.StimulusInput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Static synapses of all kinds of words deliver as bytecode what they deliver interpreted. */
final class RowDeliveryTest {
    private static final Type.Int WIDE = new Type.Int(40, true, 0);

    /**
     * Synapses that deliver a word times a factor.
     *
     * @param word type of the word; a truth value stands for none: a constant is delivered
     * @param uniform all have the same word
     */
    private record Kind(Type word, boolean uniform, long factor, Type port, Overflow overflow) {}

    private static Stream<Kind> kinds() {
        List<Kind> kinds = new ArrayList<>();
        Type.Int narrow = new Type.Int(9, true, 0);
        Type.Int wide = new Type.Int(31, true, 0);
        for (boolean uniform : new boolean[] {true, false}) {
            kinds.add(new Kind(Type.F64, uniform, 1, Type.F64, Overflow.NEVER));
            for (int bits : new int[] {1, 5, 8, 9, 16, 17}) {
                for (boolean signed : new boolean[] {true, false}) {
                    Type.Int word = new Type.Int(bits, signed, 0);
                    kinds.add(new Kind(word, uniform, 1, narrow, Overflow.SATURATE));
                    kinds.add(new Kind(word, uniform, -3, narrow, Overflow.WRAP));
                    kinds.add(new Kind(word, uniform, 8, wide, Overflow.SATURATE));
                }
            }
        }
        kinds.add(new Kind(Type.BOOL, true, 7, narrow, Overflow.SATURATE));
        kinds.add(new Kind(Type.BOOL, true, 1, Type.F64, Overflow.NEVER));
        kinds.add(new Kind(new Type.Int(20, true, 0), false, 5, new Type.Int(40, true, 0), Overflow.SATURATE));
        kinds.add(new Kind(new Type.Int(16, false, 0), false, 1, new Type.Int(12, false, 0), Overflow.SATURATE));
        return kinds.stream();
    }

    private static Image image(Kind kind, Connectivity connectivity) {
        ImageBuilder image = new ImageBuilder().counter("overflows");
        int sources = connectivity instanceof Connectivity.OneToOne ? 60 : 20;
        int source = image.stimulus("s", sources, new StimulusInput.PoissonMeans(mean(sources)), false);
        PopulationBuilder population = new PopulationBuilder("p", 60)
                .port(new Port("in", false, "1", 1, kind.port, kind.overflow, kind.port instanceof Type.Int ? 0 : -1));
        int p = image.population(population);
        ProjectionBuilder projection = new ProjectionBuilder(source, p)
                .by(connectivity)
                .on(new Trigger.PreEvent(0, Lag.of(1)), Stage.DELIVER, Stage.PRE, deliver(kind));
        if (!(kind.word instanceof Type.Bool)) {
            projection.field(ImageBuilder.field("w", kind.word)).init(init(kind));
        }
        image.projection(projection);
        return image.build();
    }

    private static double[] mean(int size) {
        double[] mean = new double[size];
        Arrays.fill(mean, 0.4);
        return mean;
    }

    private static Kernel init(Kind kind) {
        KernelBuilder k = KernelBuilder.kernel("init");
        int bits = k.randomBits(Type.I64, 40, 3, 0);
        int value = kind.uniform ? k.integer(Type.I64, 1) : bits;
        if (kind.word instanceof Type.Float64) {
            k.store(0, k.mul(k.toDouble(Type.I64, value), k.constant(0x1p-20)));
        } else {
            k.store(0, kind.word, value, Overflow.WRAP);
        }
        return k.build();
    }

    private static Kernel deliver(Kind kind) {
        KernelBuilder k = KernelBuilder.kernel("deliver");
        if (kind.port instanceof Type.Float64) {
            return k.deliver(0, kind.word instanceof Type.Bool ? k.constant(0.3) : k.load(0))
                    .build();
        }
        if (kind.word instanceof Type.Bool) {
            return k.deliver(0, kind.port, k.integer(WIDE, kind.factor)).build();
        }
        int word = k.convert(WIDE, kind.word, k.load(Word.self(0), kind.word), Rounding.EXACT, Overflow.NEVER);
        int amount = kind.factor == 8
                ? k.binary(BinaryOp.SHL, WIDE, word, k.integer(WIDE, 3), Overflow.NEVER, Rounding.FLOOR)
                : k.binary(BinaryOp.MUL, WIDE, word, k.integer(WIDE, kind.factor), Overflow.NEVER, Rounding.FLOOR);
        return k.deliver(0, kind.port, amount).build();
    }

    private static List<double[]> run(Image image, Type port, Execution execution) {
        List<double[]> seen = new ArrayList<>();
        try (Session session = new Emulator(ForeignNeurons.NONE, execution).open(image, new TestRecorder())) {
            for (int k = 0; k < 40; k++) {
                session.run(1, RunMonitor.NONE);
                KernelBuilder read = KernelBuilder.kernel("read");
                int sum = read.portSum(0, port);
                read.yield(port instanceof Type.Float64 ? sum : read.toDouble(port, sum));
                seen.add(session.evaluate(new Scope.OfGroup(1), read.build()));
            }
            seen.add(new double[] {session.counters()[0]});
        }
        return seen;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void bytecodeDeliversWhatTheInterpreterDoes(Kind kind) {
        compare(kind, image(kind, new Connectivity.FanIn(12, true, true)));
        compare(kind, image(kind, new Connectivity.OneToOne()));
    }

    private static void compare(Kind kind, Image image) {
        assertEquals(List.of(), ImageCheck.problems(image));
        List<double[]> expected = run(image, kind.port, new Execution(Execution.Code.INTERPRETED, 1));
        List<double[]> seen = run(image, kind.port, new Execution(Execution.Code.GENERATED, 1, 4));
        for (int k = 0; k < expected.size(); k++) {
            assertArrayEquals(expected.get(k), seen.get(k), "tick " + k);
        }
    }
}
