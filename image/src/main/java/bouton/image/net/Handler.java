package bouton.image.net;

import bouton.image.ir.Kernel;

/**
 * A kernel of a population or a projection, and when it runs.
 *
 * <p>A handler per source or per target belongs to a projection and may follow only what happens to all synapses of that source
 * (target) at once: {@link Trigger.EveryTick} in TIME, {@link Trigger.Every}, {@link Trigger.Global}, and events of that end
 * with a lag that is the same for all synapses. In its stage and phase it runs behind the handlers of its projection that stand
 * before it in the text, and before those that stand behind it; no other projection sees what it does.
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
