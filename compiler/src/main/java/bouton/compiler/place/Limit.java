package bouton.compiler.place;

/** What can keep a neuron from fitting on a core. */
enum Limit {
    NEURONS("neurons"),
    AXONS("axons"),
    MEMORY("memory of synapses"),
    CELLS("cells of the crossbar");

    private final String label;

    Limit(String label) {
        this.label = label;
    }

    /** For people. */
    String label() {
        return label;
    }
}
