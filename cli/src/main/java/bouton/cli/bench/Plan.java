package bouton.cli.bench;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How a benchmark is done.
 *
 * @param engine what is measured
 * @param repeat number of runs that count
 * @param neurons instead of the size of a network
 * @param ms instead of its simulated time
 * @param whole measure the process of `bouton run`, too
 * @param python with which peers are looked for; empty: not at all
 */
public record Plan(Engine engine, int repeat, OptionalInt neurons, OptionalDouble ms, boolean whole, String python) {
    /** Whether peers are asked for. */
    public boolean withPeers() {
        return !python.isEmpty();
    }

    int neurons(Workload.OfNetwork workload) {
        return neurons.orElse(workload.neurons());
    }

    double ms(Workload.OfNetwork workload) {
        return ms.orElse(workload.ms());
    }
}
