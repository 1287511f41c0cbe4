package bouton.emulator.random;

import bouton.emulator.generate.GeneratedKernel;
import bouton.emulator.generate.KernelGenerator;
import bouton.emulator.generate.Shape;
import bouton.emulator.generate.VectorGenerator;
import bouton.emulator.generate.VectorKernel;
import bouton.emulator.interpret.Frame;
import bouton.emulator.interpret.KernelFault;
import bouton.emulator.interpret.LinkScope;
import bouton.emulator.interpret.Linker;
import bouton.emulator.interpret.Program;
import bouton.emulator.state.Columns;
import bouton.emulator.state.EventChannel;
import bouton.emulator.state.PortState;
import bouton.image.ir.Kernel;
import bouton.image.ir.Type;
import bouton.image.net.Field;
import bouton.image.net.Image;
import bouton.image.net.Scope;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;

/** Random words of some neurons, and what a kernel makes of them in each of its forms: a text for each neuron. */
final class IntegerBench {
    /** What is told of a neuron for which the kernel fails. */
    static final String FAULT = "fault";

    private static final Scope SCOPE = new Scope.OfGroup(0);
    private static final int[] NO_LIST = {};
    private static final double[] NO_PAYLOADS = {};
    private static final long TICK = 12_345;

    private final long seed;
    // Every second one has what can do without branches.
    private final boolean plain;
    private final Image image;
    private final List<Field> fields;
    private final Linker linker;
    private final LinkScope scope;
    // By neuron and field, as they are before the kernel.
    private final Object[][] words;

    IntegerBench(long seed) {
        this.seed = seed;
        this.plain = seed % 2 == 0;
        Dice dice = new Dice(seed);
        this.image = IntegerKernels.image(dice, IntegerKernels.types(dice, plain));
        this.fields = image.population(0).fields();
        this.linker = new Linker(image);
        this.scope = linker.scope(SCOPE);
        this.words = new Object[IntegerKernels.NEURONS][fields.size()];
        for (Object[] neuron : words) {
            for (int f = 0; f < neuron.length; f++) {
                neuron[f] = switch (fields.get(f).type()) {
                    case Type.Float64 t -> dice.chance(0.5) ? dice.finite() : Math.scalb(dice.finite(), dice.below(70));
                    case Type.Bool t -> dice.chance(0.5);
                    case Type.Int t -> BigInteger.valueOf(dice.edge(t));
                };
            }
        }
    }

    /** One of the kernels of this seed. */
    Kernel kernel(int number) {
        return IntegerKernels.kernel(new Dice(31 * seed + number), fields, "kernel " + number, plain);
    }

    /** By unlimited arithmetic. The last entry is what has been counted. */
    List<String> slowly(Kernel kernel) {
        List<String> outcomes = new ArrayList<>();
        long[] counters = new long[image.counters().size()];
        for (int i = 0; i < words.length; i++) {
            Object[] mine = words[i].clone();
            try {
                new SlowIntegers(fields, image.tables(), image.seed(), TICK, i, mine, counters).run(kernel);
                StringBuilder text = new StringBuilder();
                for (Object word : mine) {
                    text.append(text(word)).append(' ');
                }
                outcomes.add(text.toString());
            } catch (ArithmeticException failure) {
                outcomes.add(FAULT);
            }
        }
        outcomes.add(Arrays.toString(counters));
        return outcomes;
    }

    private static String text(Object word) {
        return switch (word) {
            case Boolean b -> b ? "1" : "0";
            case Double d -> Long.toHexString(Double.doubleToLongBits(d));
            default -> word.toString();
        };
    }

    /** Interpreted, all neurons at once; one by one if it fails for some. */
    List<String> interpreted(Kernel kernel) {
        Program program = linker.link(SCOPE, kernel);
        return together(
                frame -> {
                    frame.select(0, words.length);
                    program.run(frame);
                },
                () -> oneByOne(kernel));
    }

    /** Interpreted for one neuron after another. */
    List<String> oneByOne(Kernel kernel) {
        Program program = linker.link(SCOPE, kernel);
        return each((frame, i) -> {
            frame.select(i);
            program.run(frame);
        });
    }

    /** As bytecode, all neurons at once; one by one if it fails for some. */
    List<String> generated(Kernel kernel) {
        GeneratedKernel code = Objects.requireNonNull(
                KernelGenerator.generate(linker, scope, kernel, Linker.Counting.ON, Shape.NEURONS));
        return together(
                frame -> code.run(frame, NO_LIST, NO_PAYLOADS, 0, words.length, NO_LIST, NO_LIST),
                () -> each((frame, i) -> code.run(frame, NO_LIST, NO_PAYLOADS, i, i + 1, NO_LIST, NO_LIST)));
    }

    /** As bytecode without branches, if there is such a form. */
    Optional<List<String>> withoutBranches(Kernel kernel) {
        VectorKernel code = VectorGenerator.generate(linker, scope, kernel, Shape.NEURONS);
        if (code == null) {
            return Optional.empty();
        }
        Bed bed = new Bed();
        boolean fails = code.run(bed.frame, NO_PAYLOADS, 0, words.length);
        // Then it has done nothing, and says no more.
        return Optional.of(fails ? List.of(FAULT) : bed.outcomes());
    }

    private List<String> together(Consumer<Frame> run, Supplier<List<String>> orElse) {
        Bed bed = new Bed();
        try {
            run.accept(bed.frame);
        } catch (KernelFault fault) {
            return orElse.get();
        }
        return bed.outcomes();
    }

    private List<String> each(ObjIntConsumer<Frame> run) {
        Bed bed = new Bed();
        List<String> outcomes = new ArrayList<>();
        for (int i = 0; i < words.length; i++) {
            String outcome;
            try {
                run.accept(bed.frame, i);
                outcome = bed.outcome(i);
            } catch (KernelFault fault) {
                outcome = FAULT;
            }
            outcomes.add(outcome);
        }
        outcomes.add(bed.counters());
        return outcomes;
    }

    /** The neurons with their words. */
    private final class Bed {
        private final Columns columns = new Columns(fields, words.length, Columns.ONE_BLOCK_BITS);
        private final Frame frame = Frame.ofGroup(
                "neuron",
                columns,
                0,
                new PortState[0],
                new EventChannel[0],
                image.counters().size() + 1);

        Bed() {
            frame.setTime(TICK, TICK, 0);
            for (int i = 0; i < words.length; i++) {
                for (int f = 0; f < fields.size(); f++) {
                    set(f, i, words[i][f]);
                }
            }
        }

        private void set(int field, int neuron, Object word) {
            switch (word) {
                case Double d -> columns.doubles(0)[field][neuron] = d;
                case Boolean b -> columns.ints(0)[field][neuron] = b ? 1 : 0;
                case BigInteger value
                when columns.longs(0)[field] != null -> columns.longs(0)[field][neuron] = value.longValueExact();
                default -> columns.ints(0)[field][neuron] = ((BigInteger) word).intValue();
            }
        }

        List<String> outcomes() {
            List<String> outcomes = new ArrayList<>();
            for (int i = 0; i < words.length; i++) {
                outcomes.add(outcome(i));
            }
            outcomes.add(counters());
            return outcomes;
        }

        String outcome(int neuron) {
            StringBuilder text = new StringBuilder();
            for (int f = 0; f < fields.size(); f++) {
                Object word =
                        columns.isReal(f) ? (Object) columns.getDouble(f, neuron) : (Object) columns.getLong(f, neuron);
                text.append(text(word)).append(' ');
            }
            return text.toString();
        }

        String counters() {
            long[] counters = new long[image.counters().size()];
            for (int c = 0; c < counters.length; c++) {
                counters[c] = frame.counted(c);
            }
            return Arrays.toString(counters);
        }
    }
}
