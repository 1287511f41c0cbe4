package bouton.image.run;

import bouton.image.net.Image;

/** Makes the synapses of an image without running it. */
public interface Synapses {
    /** Takes the synapses of a source. */
    interface Row {
        /** @param targets the first {@code count} entries, with repeats; reused for the next source */
        void row(int source, int[] targets, int count);
    }

    /**
     * Visits the sources of a projection that have synapses, ascending: those that a session would build.
     *
     * @throws IllegalArgumentException if the builder's recipe cannot be met
     */
    void visit(Image image, int projection, Row row);
}
