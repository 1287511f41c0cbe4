package bouton.cli.diff;

/**
 * The protocols gave the two networks different values, since these follow from results.
 *
 * @param tick number of ticks that had run
 * @param what was given
 * @param at the statement
 */
public record OtherInput(long tick, String what, String at) {}
