package bouton.image.net;

import bouton.image.ir.Kernel;
import java.util.List;

/**
 * Neurons of one model.
 *
 * @param model name of the neuron model
 * @param rank 0, or above that of every source that reaches it without a delay; stages TRANSMIT to RESET run rank by rank
 * @param fields state words
 * @param ports synaptic inputs
 * @param events events it emits, number 0 is {@code spike}
 * @param sent fields that projections read with a delay
 * @param update in which order its neurons take their turns
 * @param lines values that are kept for the same neuron to read later
 * @param init sets every field; runs once before tick 0, key tick of draws -1
 * @param derive recomputes fields that depend on parameters; runs behind init and after a parameter is set
 * @param handlers in text order
 */
public record Population(
        String name,
        String model,
        int size,
        int rank,
        List<Field> fields,
        List<Port> ports,
        List<String> events,
        List<Integer> sent,
        Update update,
        List<DelayLine> lines,
        Kernel init,
        Kernel derive,
        List<Handler> handlers)
        implements Group {
    public Population {
        if (size < 1) {
            throw new IllegalArgumentException("population " + name + " of size " + size);
        }
        fields = List.copyOf(fields);
        ports = List.copyOf(ports);
        events = List.copyOf(events);
        sent = List.copyOf(sent);
        lines = List.copyOf(lines);
        handlers = List.copyOf(handlers);
    }

    /** The same without handlers. */
    public Population without() {
        return new Population(
                name, model, size, rank, fields, ports, events, sent, update, lines, init, derive, List.of());
    }

    /** Number of tasks that its handlers can defer. */
    public int tasks() {
        return (int) handlers.stream()
                .filter(h -> h.trigger() instanceof Trigger.Due)
                .count();
    }

    /** A population whose neurons are updated in parallel and keep no past values. */
    public Population(
            String name,
            String model,
            int size,
            int rank,
            List<Field> fields,
            List<Port> ports,
            List<String> events,
            List<Integer> sent,
            Kernel init,
            Kernel derive,
            List<Handler> handlers) {
        this(name, model, size, rank, fields, ports, events, sent, Update.PARALLEL, List.of(), init, derive, handlers);
    }
}
