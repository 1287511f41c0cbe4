package bouton.dsl.experiment;

/**
 * A group or a projection of the network.
 *
 * @param projection index is that of a projection, else of a group
 */
public record Place(boolean projection, int index) {}
