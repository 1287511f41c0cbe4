package bouton.dsl.chip;

import java.util.List;

/**
 * What a core of a chip keeps numbers in and can do with them. A core whose numbers are all float64 computes as the profile
 * {@code ideal} does.
 *
 * @param weight what synapses deliver: weights, plastic or not
 * @param synapse other words of a synapse
 * @param trace traces of the source's and of the target's events
 * @param state states of neurons
 * @param parameter words of neurons and synapses that do not change in a run
 * @param accumulator sums of synaptic input
 * @param payload values that events and graded signals carry between neurons
 * @param register bits of the longest intermediate result, 8 .. 63
 * @param multiplier bits of each operand of a multiplication of two values that are not known before the run; 0: there is none
 * @param divider whether one value can be divided by another
 * @param constant bits of a constant factor (a multiplier with a shift behind it), 0: constants are sums of at most {@code shifts}
 *     powers of two
 * @param shifts how many powers of two make up a constant factor where {@code constant} is 0
 * @param table entries of a table for functions of one value, read with linear interpolation where there is a multiplier; 0: none
 * @param random bits of a random number, for draws and stochastic rounding; 0: there is no generator
 * @param weightShift whether each projection may scale its weights by a power of two of its own
 */
public record Arithmetic(
        NumberFormat weight,
        NumberFormat synapse,
        NumberFormat trace,
        NumberFormat state,
        NumberFormat parameter,
        NumberFormat accumulator,
        NumberFormat payload,
        int register,
        int multiplier,
        boolean divider,
        int constant,
        int shifts,
        int table,
        int random,
        boolean weightShift) {
    /** What numbers are kept for, as chip texts call it: the order of {@link #formats}. */
    public static final List<String> NAMES =
            List.of("weight", "synapse", "trace", "state", "parameter", "accumulator", "payload");

    /** Everything in float64. */
    public static final Arithmetic FLOAT64 = new Arithmetic(
            NumberFormat.FLOAT64,
            NumberFormat.FLOAT64,
            NumberFormat.FLOAT64,
            NumberFormat.FLOAT64,
            NumberFormat.FLOAT64,
            NumberFormat.FLOAT64,
            NumberFormat.FLOAT64,
            63,
            63,
            true,
            63,
            0,
            0,
            53,
            true);

    /** The formats, in the order of the components and of {@link #NAMES}. */
    public List<NumberFormat> formats() {
        return List.of(weight, synapse, trace, state, parameter, accumulator, payload);
    }

    /** Whether all numbers are float64. */
    public boolean isReal() {
        return formats().stream().allMatch(NumberFormat::real);
    }

    /** Whether some numbers are float64 and others are not, which no core can be. */
    public boolean isMixed() {
        return !isReal() && formats().stream().anyMatch(NumberFormat::real);
    }
}
