package bouton.cli.protocol;

/**
 * A number with a name, as people see it.
 *
 * @param value in the unit
 * @param unit symbol; {@code 1} for none
 */
public record Quantity(String name, double value, String unit) {}
