package bouton.cli.statistics;

/**
 * What a population or stimulus did.
 *
 * @param population false for a stimulus
 * @param rate mean over its members, in Hz
 * @param isiCv coefficient of variation of the intervals, mean over the members; NaN if no member has two intervals
 */
public record GroupFigures(String name, boolean population, int size, long spikes, double rate, double isiCv) {}
