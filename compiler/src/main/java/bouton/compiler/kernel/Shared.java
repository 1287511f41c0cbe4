package bouton.compiler.kernel;

import java.util.List;

/**
 * What all kernels of an image share while they are written.
 *
 * @param dt length of a tick in ms
 * @param stampEnd events of tick n carry (n + 1) dt instead of n dt
 * @param events names of the network's own events, by number
 */
public record Shared(
        double dt, boolean stampEnd, List<String> events, Origins origins, Tables tables, Counters counters) {
    public Shared {
        events = List.copyOf(events);
    }

    public Shared(double dt, boolean stampEnd, List<String> events) {
        this(dt, stampEnd, events, new Origins(), new Tables(), new Counters());
    }

    /** Number of an event of the network. */
    public int event(String name) {
        int index = events.indexOf(name);
        if (index < 0) {
            throw new IllegalStateException("no event " + name);
        }
        return index;
    }
}
