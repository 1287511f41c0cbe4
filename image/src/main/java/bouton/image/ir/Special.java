package bouton.image.ir;

/** Values that come from the engine and not from a state word. */
public enum Special {
    /** The number n of the current tick, which spans n dt to (n + 1) dt; s64. */
    TICK(Type.I64),
    /** How many times the stage `time` has run for this projection; s64. Lazily decaying words are stamped with it. */
    CLOCK(Type.I64),
    /** The value that came with the event or arrival that the handler runs for; f64. */
    PAYLOAD(Type.F64),
    /** The number of the instance: of the neuron in its population, of the synapse in the order its builder made them; s64. */
    SELF_INDEX(Type.I64),
    /** Index of the synapse's source; s64. */
    PRE_INDEX(Type.I64),
    /** Index of the synapse's target; s64. */
    POST_INDEX(Type.I64);

    private final Type type;

    Special(Type type) {
        this.type = type;
    }

    public Type type() {
        return type;
    }
}
