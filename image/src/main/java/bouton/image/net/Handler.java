package bouton.image.net;

import bouton.image.ir.Kernel;

/**
 * A kernel of a population or a projection, and when it runs.
 *
 * <p>A handler per source or per target belongs to a projection and may follow only what happens to all synapses of that source
 * (target) at once: {@link Trigger.EveryTick} in TIME, {@link Trigger.Every}, {@link Trigger.Global}, and events of that end
 * with a lag that is the same for all synapses. It keeps its place in the text among the handlers of synapses; one that follows
 * events of the source takes its turn by the age of the events, together with the handlers that deliver.
 *
 * @param stage the stage of the tick
 * @param phase its place inside the stage
 * @param per for what it runs
 */
public record Handler(Trigger trigger, Stage stage, int phase, Per per, Kernel kernel) {
    /** A handler that runs for each instance. */
    public Handler(Trigger trigger, Stage stage, int phase, Kernel kernel) {
        this(trigger, stage, phase, Per.INSTANCE, kernel);
    }
}
