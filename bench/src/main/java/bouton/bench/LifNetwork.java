package bouton.bench;

import bouton.image.ir.CompareOp;
import bouton.image.ir.Kernel;
import bouton.image.ir.Type;
import bouton.image.net.Connectivity;
import bouton.image.net.Field;
import bouton.image.net.Handler;
import bouton.image.net.Image;
import bouton.image.net.Lag;
import bouton.image.net.Population;
import bouton.image.net.Port;
import bouton.image.net.Projection;
import bouton.image.net.Stage;
import bouton.image.net.Trigger;
import java.util.List;

/**
 * Leaky integrate-and-fire neurons with exponential currents, randomly connected, driven above threshold: the network of
 * R. Brette et al., "Simulation of networks of spiking neurons", J. Comput. Neurosci. 23 (2007) 349-398, benchmark 2 in
 * its structure (80 sources for each neuron, 64 of them excitatory), here with a drive that makes all fire at about 11 Hz.
 */
final class LifNetwork {
    private static final Trigger TICK = new Trigger.EveryTick();
    private static final Type.Int DELAY = new Type.Int(16, false, 0);

    private LifNetwork() {}

    /** One synapse model of constant weights, one delay: what a `static` projection compiles to. */
    static Image constant(int neurons, int excitatory, int inhibitory) {
        List<Projection> projections = List.of(
                projection("exc", excitatory, 1, Lag.of(15), List.of(), Kernel.NOTHING, delivering(0, 0.1)),
                projection("inh", inhibitory, 2, Lag.of(15), List.of(), Kernel.NOTHING, delivering(1, -0.4)));
        return image(neurons, projections);
    }

    /** Weights and delays of their own: float64 and 16 bits for each synapse. */
    static Image drawn(int neurons, int excitatory) {
        Code init = new Code();
        init.store(0, init.uniform(0, 0.05, 0.15));
        init.storeInteger(1, DELAY, init.floor(DELAY, init.uniform(1, 1, 16)));
        Code deliver = new Code();
        deliver.deliver(0, deliver.load(0));
        List<Field> fields = List.of(field("w", Type.F64), field("delay", DELAY));
        return image(
                neurons,
                List.of(projection(
                        "exc",
                        excitatory,
                        1,
                        new Lag(0, 1),
                        fields,
                        init.kernel("init"),
                        deliver.kernel("static.pre"))));
    }

    private static Image image(int neurons, List<Projection> projections) {
        return new Image(
                "lif",
                "ideal",
                0.1,
                1,
                true,
                Stage.DEFAULT_ORDER,
                List.of(population(neurons)),
                projections,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static Projection projection(
            String label, int fanIn, long site, Lag lag, List<Field> fields, Kernel init, Kernel deliver) {
        Trigger pre = new Trigger.PreEvent(0, lag);
        return new Projection(
                label,
                label,
                "static",
                0,
                0,
                new Connectivity.FanIn(fanIn, true, true),
                site,
                Lag.NONE,
                Lag.NONE,
                fields,
                init,
                Kernel.NOTHING,
                List.of(new Handler(pre, Stage.DELIVER, Stage.PRE, deliver)));
    }

    private static Population population(int neurons) {
        return new Population(
                "lif",
                "lif",
                neurons,
                0,
                List.of(field("v", Type.F64), field("e", Type.F64), field("i", Type.F64), field("until", Type.I64)),
                List.of(new Port("exc", false, "mV", 1), new Port("inh", false, "mV", 1)),
                List.of("spike"),
                List.of(),
                init(),
                Kernel.NOTHING,
                List.of(
                        new Handler(TICK, Stage.INTEGRATE, 0, integrate()),
                        new Handler(TICK, Stage.INTEGRATE, 1, take()),
                        new Handler(TICK, Stage.THRESHOLD, 0, threshold()),
                        new Handler(new Trigger.OwnEvent(0), Stage.RESET, 0, reset())));
    }

    private static Field field(String name, Type type) {
        return new Field(name, type, Field.Kind.STATE, "1", 1);
    }

    private static Kernel init() {
        Code k = new Code();
        k.store(0, k.uniform(0, -60, -50));
        k.storeInteger(3, Type.I64, k.integer(-1));
        return k.kernel("lif.init");
    }

    /** The exact step of v' = (E - v) / 20 ms + e + i, e' = -e / 5 ms, i' = -i / 10 ms, held while refractory. */
    private static Kernel integrate() {
        Code k = new Code();
        int v = k.load(0);
        int e = k.load(1);
        int i = k.load(2);
        int free = k.compare(CompareOp.LT, Type.I64, k.loadInteger(3), k.tick());
        int leak = k.product(v, k.constant(Math.exp(-0.005)));
        int inputs = k.sum(k.product(e, k.constant(0.0198)), k.product(i, k.constant(0.0199)));
        int drive = k.constant(-48.8 * -Math.expm1(-0.005));
        k.store(0, k.select(free, k.sum(k.sum(leak, inputs), drive), v));
        k.store(1, k.product(e, k.constant(Math.exp(-0.02))));
        k.store(2, k.product(i, k.constant(Math.exp(-0.01))));
        return k.kernel("lif.integrate");
    }

    private static Kernel take() {
        Code k = new Code();
        k.store(1, k.sum(k.load(1), k.portSum(0)));
        k.store(2, k.sum(k.load(2), k.portSum(1)));
        return k.kernel("lif.take");
    }

    private static Kernel threshold() {
        Code k = new Code();
        k.emitIf(k.compare(CompareOp.GE, Type.F64, k.load(0), k.constant(-50)));
        return k.kernel("lif.threshold");
    }

    private static Kernel reset() {
        Code k = new Code();
        k.store(0, k.constant(-60));
        k.storeInteger(3, Type.I64, k.integerSum(k.tick(), k.integer(20)));
        return k.kernel("lif.reset");
    }

    private static Kernel delivering(int port, double amount) {
        Code k = new Code();
        k.deliver(port, k.constant(amount));
        return k.kernel("static.pre");
    }
}
