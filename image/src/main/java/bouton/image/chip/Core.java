package bouton.image.chip;

/**
 * A core that is in use.
 *
 * @param number among all cores of the chip
 * @param tile index in {@link Hardware#tiles()}
 * @param kind index in {@link Hardware#kinds()}
 */
public record Core(int number, int tile, int kind) {}
