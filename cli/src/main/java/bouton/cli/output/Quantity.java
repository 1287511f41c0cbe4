package bouton.cli.output;

/** A number in a unit, with a name; unit {@code 1} for none. */
public record Quantity(String name, double value, String unit) {}
