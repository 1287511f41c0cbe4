package bouton.image.net;

import bouton.image.ir.Kernel;

/**
 * A kernel of a population or a projection, and when it runs.
 *
 * @param stage the stage of the tick
 * @param phase its place inside the stage
 */
public record Handler(Trigger trigger, Stage stage, int phase, Kernel kernel) {}
