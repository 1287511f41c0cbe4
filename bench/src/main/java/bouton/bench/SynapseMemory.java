package bouton.bench;

import bouton.emulator.Emulator;
import bouton.image.net.Image;
import bouton.image.run.RunMonitor;
import bouton.image.run.Session;

/** Bytes of a synapse: foretold, as the session reports them, and as the heap holds them, for 10 million synapses. */
public final class SynapseMemory {
    private SynapseMemory() {}

    /** Arguments: number of neurons, of synapses for each. */
    public static void main(String[] arguments) {
        int neurons = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
        int fanIn = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1000;
        measure("constant weight, constant delay", LifNetwork.constant(neurons, fanIn, 0), neurons, fanIn);
        measure("drawn weight, drawn delay      ", LifNetwork.drawn(neurons, fanIn), neurons, fanIn);
    }

    private static void measure(String what, Image image, int neurons, int fanIn) {
        double synapses = (double) neurons * fanIn;
        long before = used();
        long estimate = new Emulator().estimateMemory(image);
        long started = System.nanoTime();
        try (Session session = new Emulator().open(image, new TickSpeed.EventCount())) {
            double opened = (System.nanoTime() - started) * 1e-9;
            started = System.nanoTime();
            session.run(1000, RunMonitor.NONE);
            double ran = (System.nanoTime() - started) * 1e-9;
            System.out.printf(
                    "%s: %.0f synapses, bytes each: foretold %.2f, reported %.2f, held %.2f; "
                            + "opened in %.2f s, 1000 ticks in %.2f s%n",
                    what,
                    synapses,
                    estimate / synapses,
                    session.memory() / synapses,
                    (used() - before) / synapses,
                    opened,
                    ran);
        }
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
