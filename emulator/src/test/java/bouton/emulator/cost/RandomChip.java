package bouton.emulator.cost;

import bouton.emulator.ImageBuilder;
import bouton.emulator.ImageBuilder.PopulationBuilder;
import bouton.emulator.ImageBuilder.ProjectionBuilder;
import bouton.emulator.KernelBuilder;
import bouton.emulator.TestRecorder;
import bouton.image.chip.Barrier;
import bouton.image.chip.Boundary;
import bouton.image.chip.Core;
import bouton.image.chip.CoreKind;
import bouton.image.chip.Cost;
import bouton.image.chip.Hardware;
import bouton.image.chip.Slice;
import bouton.image.chip.Tile;
import bouton.image.chip.Timing;
import bouton.image.chip.Unit;
import bouton.image.ir.CompareOp;
import bouton.image.ir.Kernel;
import bouton.image.ir.Type;
import bouton.image.net.Connectivity;
import bouton.image.net.Image;
import bouton.image.net.Lag;
import bouton.image.net.Per;
import bouton.image.net.Projection;
import bouton.image.net.Stage;
import bouton.image.net.Trigger;
import bouton.image.run.StimulusInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A random network on a random chip: a stimulus, two populations on cores whose neurons do not keep to any parts, one population
 * on the host, and rules that learn at all moments.
 */
final class RandomChip {
    static final int PERIOD = 7;
    private static final int STIMULUS = 0;
    private static final int LAG = 3;

    private final Random random;
    private final Image image;

    RandomChip(long seed, Timing timing) {
        this.random = new Random(seed);
        ImageBuilder b = new ImageBuilder().seed(seed);
        b.stimulus("s", 7, new StimulusInput.PoissonMeans(new double[] {0.4, 0.1, 0, 0.7, 0.3, 1.5, 0.2}), false);
        int first = b.population(neurons("a", 5 + random.nextInt(20)));
        int second = b.population(neurons("b", 5 + random.nextInt(20)));
        int hosted = b.population(neurons("h", 4));
        b.projection(projection(STIMULUS, first, 0));
        b.projection(projection(first, second, 1 + random.nextInt(LAG)));
        b.projection(projection(second, first, 1 + random.nextInt(LAG)));
        b.projection(projection(first, first, 1));
        b.projection(projection(second, hosted, 1));
        b.projection(projection(hosted, second, 2));
        b.probeField(first, 0);
        b.probeField(second, 0);
        Image built = b.build();
        image = built.on(hardware(built, timing), built.origins());
    }

    Image image() {
        return image;
    }

    private PopulationBuilder neurons(String name, int size) {
        KernelBuilder k = KernelBuilder.kernel("lif");
        // Halves are exact and become 0 in the end: neurons come to rest.
        int leaked = k.mul(k.load(0), k.constant(0.5));
        int small = k.compare(CompareOp.LT, Type.F64, leaked, k.constant(0.3));
        int v = k.add(k.select(Type.F64, small, k.constant(0), leaked), k.portSum(0));
        k.store(0, v);
        k.when(k.compare(CompareOp.GT, Type.F64, v, k.constant(2)), () -> {
            k.store(0, k.constant(0));
            k.emit(0);
        });
        return new PopulationBuilder(name, size)
                .field("v")
                .port("in")
                .on(new Trigger.EveryTick(), Stage.THRESHOLD, 0, k.build());
    }

    private static Kernel learning(boolean delivers) {
        KernelBuilder k = KernelBuilder.kernel("learn");
        if (delivers) {
            k.deliver(0, k.constant(1));
        }
        return k.store(0, k.add(k.load(0), k.constant(1))).build();
    }

    private static Kernel delivering() {
        KernelBuilder k = KernelBuilder.kernel("deliver");
        return k.deliver(0, k.constant(1)).build();
    }

    private static Kernel tracing(boolean row) {
        KernelBuilder k = KernelBuilder.kernel("trace");
        var word =
                new bouton.image.ir.Word(row ? bouton.image.ir.Word.Space.ROW : bouton.image.ir.Word.Space.COLUMN, 0);
        int more = k.add(k.load(word, Type.F64), k.constant(1));
        return k.add(new bouton.image.ir.Instruction.Store(
                        word, Type.F64, more, bouton.image.ir.Overflow.NEVER, false, -1))
                .build();
    }

    private ProjectionBuilder projection(int source, int target, int lag) {
        ProjectionBuilder p = new ProjectionBuilder(source, target)
                .by(new Connectivity.Probability(0.2 + 0.3 * random.nextDouble(), true))
                .site(random.nextLong())
                .field("w")
                .row("x", 0)
                .column("y", 0);
        Trigger pre = new Trigger.PreEvent(0, Lag.of(lag));
        p.on(pre, Stage.DELIVER, Stage.PRE, random.nextBoolean() ? learning(true) : delivering());
        if (random.nextBoolean()) {
            p.on(pre, Stage.DELIVER, Stage.PRE_INCREMENT, Per.SOURCE, tracing(true));
        }
        if (random.nextBoolean()) {
            p.on(new Trigger.PostEvent(0, Lag.NONE), Stage.LEARN, 0, learning(false));
        }
        if (random.nextBoolean()) {
            p.on(new Trigger.PostEvent(0, Lag.NONE), Stage.LEARN, 1, Per.TARGET, tracing(false));
        }
        if (random.nextBoolean()) {
            p.on(new Trigger.Every(PERIOD, 0), Stage.PERIODIC, 0, learning(false));
        }
        return p;
    }

    private Cost cost() {
        return new Cost(random.nextInt(1000) * 1e-13, random.nextInt(50));
    }

    private Hardware hardware(Image built, Timing timing) {
        List<Tile> tiles = new ArrayList<>();
        for (int t = 0; t < 6; t++) {
            tiles.add(new Tile(t / 2, t % 2, cost(), cost(), cost(), cost(), 1e-6));
        }
        List<CoreKind> kinds = List.of(kind(built), kind(built));
        List<Core> cores = new ArrayList<>();
        for (int c = 0; c < 5; c++) {
            cores.add(new Core(c, random.nextInt(tiles.size()), random.nextInt(2)));
        }
        List<Slice> slices = new ArrayList<>();
        for (int g = 1; g <= 2; g++) {
            int size = built.groups().get(g).size();
            for (int from = 0; from < size; ) {
                int to = Math.min(size, from + 1 + random.nextInt(6));
                slices.add(new Slice(g, from, to, random.nextInt(cores.size())));
                from = to;
            }
        }
        List<Integer> none = List.of(-1, -1, -1, -1);
        return new Hardware(
                "random",
                1e-9,
                10,
                timing,
                1 + random.nextInt(3),
                List.of(new Barrier(1, 5), new Barrier(3, 9)),
                cost(),
                1e-3,
                tiles,
                kinds,
                List.of(1, 0),
                cores,
                slices,
                none,
                List.of(-1, -1, -1, -1, -1, -1));
    }

    private CoreKind kind(Image built) {
        List<Unit> units = List.of(
                new Unit("", cost(), cost(), cost(), cost(), cost(), false),
                new Unit("u", cost(), cost(), cost(), cost(), cost(), false));
        return new CoreKind(
                "kind", Boundary.SOMA, cost(), cost(), cost(), cost(), 1e-4, units, numbers(6), numbers(4), numbers(4));
    }

    private List<Integer> numbers(int n) {
        List<Integer> result = new ArrayList<>();
        for (int k = 0; k < n; k++) {
            result.add(random.nextInt(2));
        }
        return result;
    }

    /** Words that learning executes, from what this class has put together: load, add, store. */
    Words words() {
        return new Words(image);
    }

    record Words(Image image) {
        private static final int RUN = 3;

        private int run(int p, java.util.function.Predicate<bouton.image.net.Handler> wanted) {
            Projection projection = image.projections().get(p);
            return projection.handlers().stream().anyMatch(wanted) ? RUN : 0;
        }

        int pre(int p) {
            return run(
                    p,
                    h -> h.trigger() instanceof Trigger.PreEvent
                            && h.per() == Per.INSTANCE
                            && h.kernel().name().equals("learn"));
        }

        int source(int p) {
            return run(p, h -> h.per() == Per.SOURCE);
        }

        int post(int p) {
            return run(p, h -> h.trigger() instanceof Trigger.PostEvent && h.per() == Per.INSTANCE);
        }

        int target(int p) {
            return run(p, h -> h.per() == Per.TARGET);
        }

        int every(int p) {
            return run(p, h -> h.trigger() instanceof Trigger.Every);
        }
    }

    /** Which neurons had something to do, from recorded states and events. */
    record States(Image image, TestRecorder recorder, List<int[][]> synapses) {
        boolean isActive(int group, int member, long tick) {
            double before = recorder.at(group - 1, tick)[member];
            double after = recorder.at(group - 1, tick + 1)[member];
            return before != 0 || after != 0 || emits(group, member, tick) || input(group, member, tick);
        }

        boolean emits(int group, int member, long tick) {
            return recorder.events().stream()
                    .anyMatch(e -> e.group() == group
                            && e.tick() == tick
                            && e.members().contains(member));
        }

        boolean input(int group, int member, long tick) {
            for (int p = 0; p < synapses.size(); p++) {
                Projection projection = image.projections().get(p);
                long lag = projection.handlers().stream()
                        .filter(h -> h.trigger() instanceof Trigger.PreEvent)
                        .mapToLong(h -> ((Trigger.PreEvent) h.trigger()).lag().ticks())
                        .findFirst()
                        .orElseThrow();
                for (int k = 0; projection.target() == group && k < synapses.get(p)[0].length; k++) {
                    int source = synapses.get(p)[0][k];
                    if (synapses.get(p)[1][k] == member && emits(projection.source(), source, tick - lag)) {
                        return true;
                    }
                }
            }
            return false;
        }
    }
}
