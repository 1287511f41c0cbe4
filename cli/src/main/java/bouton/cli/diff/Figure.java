package bouton.cli.diff;

/** A value of both sides, in the unit in which people see it. */
public record Figure(String name, String unit, double first, double second) {
    /** Second minus first. */
    public double difference() {
        return second - first;
    }
}
