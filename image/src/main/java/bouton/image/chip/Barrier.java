package bouton.image.chip;

/**
 * What it takes all cores to agree that a tick is over, from so many tiles in use on.
 *
 * @param time in units of {@link Hardware#timeUnit()}
 */
public record Barrier(int tiles, long time) {}
