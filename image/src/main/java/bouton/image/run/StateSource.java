package bouton.image.run;

import java.nio.charset.StandardCharsets;

/**
 * Gives back what a {@link StateSink} has taken: sections in any order, the arrays of a section in the order in which they were
 * written. All methods throw a {@link StateException} where something else is stored than what is asked for.
 */
public interface StateSource {
    /** Goes to the beginning of a section. */
    void section(String name);

    /** Whether there is such a section. */
    boolean has(String name);

    /** The next array of this section. */
    long[] longs(String name);

    /** The next array of this section. */
    int[] ints(String name);

    /** The next array of this section. */
    double[] doubles(String name);

    /** The next array of this section. */
    byte[] bytes(String name);

    /** The next array of this section, which must be as long as {@code target}, is written there. */
    void into(String name, long[] target);

    /** The next array of this section, which must be as long as {@code target}, is written there. */
    void into(String name, int[] target);

    /** The next array of this section, which must be as long as {@code target}, is written there. */
    void into(String name, double[] target);

    /** An array of one number. */
    default long number(String name) {
        long[] values = longs(name);
        if (values.length != 1) {
            throw new StateException("`" + name + "` should be one number, and " + values.length + " are stored");
        }
        return values[0];
    }

    default int index(String name) {
        long value = number(name);
        if (value < Integer.MIN_VALUE || value > Integer.MAX_VALUE) {
            throw new StateException("`" + name + "` should be a small number, and " + value + " is stored");
        }
        return (int) value;
    }

    default boolean flag(String name) {
        return number(name) != 0;
    }

    default String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }
}
