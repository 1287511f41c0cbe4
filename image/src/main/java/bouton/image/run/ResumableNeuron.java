package bouton.image.run;

/** A foreign neuron whose state can be kept, so that runs of its network can write checkpoints and be resumed from them. */
public interface ResumableNeuron extends ForeignNeuron {
    /** Everything that its coming outputs depend on, but for inputs to come. Called between two calls of {@link #step}. */
    byte[] save();

    /**
     * Goes on from where another object of this class was saved: what it writes from here on is what that one would have
     * written. Called once, after {@link #reset} with the same seed.
     */
    void restore(byte[] saved);
}
