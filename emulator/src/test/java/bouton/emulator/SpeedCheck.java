package bouton.emulator;

import bouton.emulator.ImageBuilder.PopulationBuilder;
import bouton.emulator.ImageBuilder.ProjectionBuilder;
import bouton.image.ir.BinaryOp;
import bouton.image.ir.CompareOp;
import bouton.image.ir.Distribution;
import bouton.image.ir.Kernel;
import bouton.image.ir.Overflow;
import bouton.image.ir.Rounding;
import bouton.image.ir.Special;
import bouton.image.ir.Type;
import bouton.image.ir.Word;
import bouton.image.net.Connectivity;
import bouton.image.net.Image;
import bouton.image.net.Lag;
import bouton.image.net.Stage;
import bouton.image.net.Trigger;
import bouton.image.run.RunMonitor;
import bouton.image.run.Session;

/** Measures the interpreter on 4,000 neurons with 320,000 synapses; run it by hand. */
public final class SpeedCheck {
    private SpeedCheck() {}

    static Image network(int size) {
        ImageBuilder image = new ImageBuilder();
        int lif = image.population(lif("lif", size));
        for (int sign = 1; sign >= -1; sign -= 2) {
            KernelBuilder deliver = KernelBuilder.kernel("static.pre");
            deliver.deliver(sign > 0 ? 0 : 1, deliver.constant(sign > 0 ? 0.1 : -0.4));
            image.projection(new ProjectionBuilder(lif, lif)
                    .by(new Connectivity.FanIn(sign > 0 ? 64 : 16, true, true))
                    .site(sign)
                    .on(new Trigger.PreEvent(0, Lag.of(15)), Stage.DELIVER, Stage.PRE, deliver.build()));
        }
        return image.build();
    }

    static PopulationBuilder lif(String name, int size) {
        KernelBuilder init = KernelBuilder.kernel("lif.init");
        init.store(0, init.draw(Distribution.UNIFORM, 5, 0, init.constant(-60), init.constant(-50)));
        init.store(3, Type.I64, init.integer(Type.I64, -1), Overflow.NEVER);
        return new PopulationBuilder(name, size)
                .field("v")
                .field("e")
                .field("i")
                .field(ImageBuilder.field("until", Type.I64))
                .port("exc")
                .port("inh")
                .init(init.build())
                .on(new Trigger.EveryTick(), Stage.INTEGRATE, 0, integrate())
                .on(new Trigger.EveryTick(), Stage.INTEGRATE, 1, take())
                .on(new Trigger.EveryTick(), Stage.THRESHOLD, 0, threshold())
                .on(new Trigger.OwnEvent(0), Stage.RESET, 0, reset());
    }

    private static Kernel integrate() {
        KernelBuilder k = KernelBuilder.kernel("lif.integrate");
        int v = k.load(0);
        int e = k.load(1);
        int i = k.load(2);
        int until = k.load(Word.self(3), Type.I64);
        int tick = k.read(Special.TICK);
        int free = k.compare(CompareOp.LT, Type.I64, until, tick);
        int a = k.mul(v, k.constant(Math.exp(-0.005)));
        int b = k.mul(e, k.constant(0.0198));
        int c = k.mul(i, k.constant(0.0199));
        int sum = k.add(k.add(k.add(a, b), c), k.constant(-48.8 * -Math.expm1(-0.005)));
        k.store(0, k.select(Type.F64, free, sum, v));
        k.store(1, k.mul(e, k.constant(Math.exp(-0.02))));
        k.store(2, k.mul(i, k.constant(Math.exp(-0.01))));
        return k.build();
    }

    private static Kernel take() {
        KernelBuilder k = KernelBuilder.kernel("lif.take");
        k.store(1, k.add(k.load(1), k.portSum(0)));
        k.store(2, k.add(k.load(2), k.portSum(1)));
        return k.build();
    }

    private static Kernel threshold() {
        KernelBuilder k = KernelBuilder.kernel("lif.threshold");
        int v = k.load(0);
        int over = k.compare(CompareOp.GE, Type.F64, v, k.constant(-50));
        k.when(over, () -> k.emit(0));
        return k.build();
    }

    private static Kernel reset() {
        KernelBuilder k = KernelBuilder.kernel("lif.reset");
        k.store(0, k.constant(-60));
        int until = k.binary(
                BinaryOp.ADD, Type.I64, k.read(Special.TICK), k.integer(Type.I64, 20), Overflow.WRAP, Rounding.FLOOR);
        k.store(3, Type.I64, until, Overflow.NEVER);
        return k.build();
    }

    /** Arguments: number of ticks, of neurons. */
    public static void main(String[] arguments) {
        long ticks = arguments.length > 0 ? Long.parseLong(arguments[0]) : 10_000;
        int size = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 4000;
        long[] events = new long[1];
        long start = System.nanoTime();
        try (Session session = new Emulator().open(network(size), TestRecorder.counting(events))) {
            long opened = System.nanoTime();
            session.run(ticks, RunMonitor.NONE);
            double seconds = (System.nanoTime() - opened) * 1e-9;
            System.out.printf(
                    "open %.3f s, %d ticks %.3f s, rate %.2f Hz, %d bytes%n",
                    (opened - start) * 1e-9,
                    ticks,
                    seconds,
                    events[0] / (double) size / (ticks * 1e-4),
                    session.memory());
        }
    }
}
