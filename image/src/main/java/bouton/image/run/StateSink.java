package bouton.image.run;

import java.nio.charset.StandardCharsets;

/**
 * Takes a state apart into named sections of named arrays, so that whatever is wrong with a stored one can be said by name.
 * Arrays are written out before a call returns.
 */
public interface StateSink {
    /** Begins a section, whose name no other section has; what follows belongs to it. */
    void section(String name);

    void longs(String name, long... values);

    /** The first {@code count} of the values. */
    void ints(String name, int[] values, int count);

    /** The first {@code count} of the values, bit by bit: a NaN stays the one that it is. */
    void doubles(String name, double[] values, int count);

    void bytes(String name, byte[] values);

    default void ints(String name, int... values) {
        ints(name, values, values.length);
    }

    default void doubles(String name, double... values) {
        doubles(name, values, values.length);
    }

    default void flag(String name, boolean value) {
        longs(name, value ? 1 : 0);
    }

    default void text(String name, String value) {
        bytes(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
