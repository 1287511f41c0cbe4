package bouton.image.net;

import bouton.image.ir.Type;

/**
 * A state word that every instance has.
 *
 * @param name as in the source; names with a {@code $} are the compiler's own
 * @param type how it is stored
 * @param kind what the source calls it
 * @param unit unit in which people see it, {@code 1} for none
 * @param scale what is shown is the stored value times this
 */
public record Field(String name, Type type, Kind kind, String unit, double scale) {
    /** What the source calls it. */
    public enum Kind {
        PARAM,
        STATE,
        WEIGHT,
        TRACE,
        INTERNAL
    }
}
