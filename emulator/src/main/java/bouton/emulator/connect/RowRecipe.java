package bouton.emulator.connect;

/** A recipe that gives each source its targets, whatever other sources have. */
interface RowRecipe {
    /** Makes rows, in one thread. */
    interface Maker {
        /** Makes the row of a source: its targets, ascending, and their numbers if the recipe gives numbers. */
        void make(int source, Row row);
    }

    /** Something that makes rows; several may do so at a time. */
    Maker maker();

    /** How many synapses the sources {@code from .. to - 1} have: exactly, or with some room, which need not suffice. */
    long room(int from, int to);

    /** Whether the synapses have other numbers than 0, 1, 2, ... by source, then target. */
    default boolean givesNumbers() {
        return false;
    }
}
