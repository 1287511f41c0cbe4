package bouton.image.net;

import bouton.image.ir.Kernel;
import java.util.List;

/**
 * Synapses of one model from a group to a population.
 *
 * @param name as the user writes it, for example {@code E -> I.exc}
 * @param label short name, unique in the image, usable as a file name
 * @param model name of the synapse model
 * @param source index of the source group in {@link Image#groups()}
 * @param target index of the target population in {@link Image#groups()}
 * @param connectivity how the synapses are made
 * @param site key of the streams that make them
 * @param delay axonal delay: graded values arrive this much later ({@code Instruction.Arrived}); event handlers carry
 *     their own lags
 * @param deliverLag what a kernel in stage LEARN delivers is added in stage DELIVER this much later (dendritic delay);
 *     none: at the next opening of the port
 * @param fields state words of each synapse
 * @param rows state words of each source ({@code Word.Space.ROW}); names differ from those of all other words
 * @param columns state words of each target ({@code Word.Space.COLUMN}), likewise
 * @param mirror the opposite word that its kernels read
 * @param init sets every field of the synapses; runs once before tick 0, after the populations' init kernels
 * @param derive recomputes fields that depend on parameters
 * @param handlers in text order
 */
public record Projection(
        String name,
        String label,
        String model,
        int source,
        int target,
        Connectivity connectivity,
        long site,
        Lag delay,
        Lag deliverLag,
        List<Field> fields,
        List<Shared> rows,
        List<Shared> columns,
        Mirror mirror,
        Kernel init,
        Kernel derive,
        List<Handler> handlers) {
    public Projection {
        fields = List.copyOf(fields);
        rows = List.copyOf(rows);
        columns = List.copyOf(columns);
        handlers = List.copyOf(handlers);
    }

    /** A projection whose synapses have all their words to themselves, and no mirror. */
    public Projection(
            String name,
            String label,
            String model,
            int source,
            int target,
            Connectivity connectivity,
            long site,
            Lag delay,
            Lag deliverLag,
            List<Field> fields,
            Kernel init,
            Kernel derive,
            List<Handler> handlers) {
        this(
                name,
                label,
                model,
                source,
                target,
                connectivity,
                site,
                delay,
                deliverLag,
                fields,
                List.of(),
                List.of(),
                Mirror.NONE,
                init,
                derive,
                handlers);
    }

    /** The same without handlers. */
    public Projection without() {
        return new Projection(
                name,
                label,
                model,
                source,
                target,
                connectivity,
                site,
                delay,
                deliverLag,
                fields,
                rows,
                columns,
                mirror,
                init,
                derive,
                List.of());
    }
}
