package bouton.cli.diff;

/**
 * Where two protocols go on differently, since what they do depends on results. From here on there is nothing to compare.
 *
 * @param tick number of ticks that had run on both
 * @param first what the first does next
 * @param second what the second does next
 */
public record Parting(long tick, String first, String second) {}
