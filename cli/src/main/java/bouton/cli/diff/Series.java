package bouton.cli.diff;

/**
 * A figure over time, window by window.
 *
 * @param of whose, for example a population
 * @param what it is
 * @param unit of the values
 */
public record Series(String of, String what, String unit, double[] values) {
    @Override
    public boolean equals(Object other) {
        return other instanceof Series s
                && of.equals(s.of)
                && what.equals(s.what)
                && unit.equals(s.unit)
                && java.util.Arrays.equals(values, s.values);
    }

    @Override
    public int hashCode() {
        return 31 * of.hashCode() + java.util.Arrays.hashCode(values);
    }
}
