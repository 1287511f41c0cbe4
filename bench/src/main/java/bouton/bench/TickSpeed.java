package bouton.bench;

import bouton.emulator.Emulator;
import bouton.image.net.Image;
import bouton.image.run.Recorder;
import bouton.image.run.RunMonitor;
import bouton.image.run.Session;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * A whole run as a user has it: 4,000 neurons, 320,000 synapses, 10,000 ticks, compilation by HotSpot included. Prints
 * wall and processor time, each with its median and range over some fresh sessions.
 */
public final class TickSpeed {
    private TickSpeed() {}

    /** Arguments: number of ticks, of neurons, of repetitions. */
    public static void main(String[] arguments) {
        long ticks = argument(arguments, 0, 10_000);
        int neurons = (int) argument(arguments, 1, 4000);
        int repetitions = (int) argument(arguments, 2, 5);
        double[] wall = new double[repetitions];
        double[] processor = new double[repetitions];
        EventCount events = new EventCount();
        for (int n = 0; n < repetitions; n++) {
            measure(LifNetwork.constant(neurons, 64, 16), ticks, events, n, wall, processor);
        }
        long synapses = 80L * neurons;
        System.out.printf(
                "%d neurons, %d synapses, %d ticks, %.2f spikes per neuron and second%n",
                neurons, synapses, ticks, events.count / (double) repetitions / neurons / (ticks * 1e-4));
        System.out.println("wall time       " + spread(wall));
        System.out.println("processor time  " + spread(processor) + ", compiler and collector included");
    }

    private static void measure(Image image, long ticks, EventCount events, int n, double[] wall, double[] processor) {
        try (Session session = new Emulator().open(image, events)) {
            long started = System.nanoTime();
            long used = processorTime();
            session.run(ticks, RunMonitor.NONE);
            wall[n] = (System.nanoTime() - started) * 1e-9;
            processor[n] = (processorTime() - used) * 1e-9;
        }
    }

    private static long processorTime() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }

    private static String spread(double[] seconds) {
        double[] sorted = seconds.clone();
        Arrays.sort(sorted);
        return "%.3f s (%.3f .. %.3f s)".formatted(sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]);
    }

    private static long argument(String[] arguments, int n, long otherwise) {
        return n < arguments.length ? Long.parseLong(arguments[n]) : otherwise;
    }

    /** Counts events. */
    static final class EventCount implements Recorder {
        private long count;

        @Override
        public void events(int group, int event, long tick, int[] members, int n) {
            count += n;
        }

        @Override
        public void values(int probe, long ticks, double[] values) {}
    }
}
