package bouton.cli.diff;

/**
 * How a state or a weight differs between the two sides, in its unit.
 *
 * @param name as in the text, with its population or projection
 * @param rms root of the mean squared difference
 * @param max largest difference, without sign
 * @param mean of second minus first
 * @param largest absolute value that occurred
 */
public record ValueFigures(String name, String unit, double rms, double max, double mean, double largest) {
    /** Whether it differs by more than {@code tolerance} times its largest value. */
    public boolean isBeyond(double tolerance) {
        return !(max <= tolerance * largest);
    }
}
