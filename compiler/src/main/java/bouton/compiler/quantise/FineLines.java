package bouton.compiler.quantise;

import bouton.dsl.chip.Arithmetic;
import bouton.dsl.chip.NumberFormat;
import bouton.image.net.Image;
import bouton.image.net.Origin;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Lines that are computed as finely as integers of 63 bits allow, to find out what they contribute to a difference: words that
 * they store have {@value #BITS} bits, and so have their constants.
 */
public final class FineLines {
    private static final int BITS = 40;

    /** Of words that fine lines store. */
    static final NumberFormat FORMAT =
            new NumberFormat(BITS, true, -1, NumberFormat.Overflow.SATURATE, NumberFormat.Rounding.NEAREST, false);

    /** All lines are computed as the chip does. */
    public static final FineLines NONE = new FineLines(Set.of());

    private final Set<Integer> places;

    private FineLines(Set<Integer> places) {
        this.places = Set.copyOf(places);
    }

    /** The lines whose places are wanted. */
    public static FineLines of(Image image, Predicate<Origin> wanted) {
        Set<Integer> places = new TreeSet<>();
        for (int at = 0; at < image.origins().size(); at++) {
            if (wanted.test(image.origins().get(at))) {
                places.add(at);
            }
        }
        return new FineLines(places);
    }

    boolean isNone() {
        return places.isEmpty();
    }

    /** Whether the place of this number lies on a fine line. */
    boolean contains(int at) {
        return places.contains(at);
    }

    /** What computes with fine words: registers and multipliers are long. */
    static Arithmetic wide(Arithmetic chip) {
        return arithmetic(chip, chip.divider(), chip.constant(), chip.shifts(), chip.table());
    }

    /** What computes a fine line: constants and tables are fine, too. */
    static Arithmetic exact(Arithmetic chip) {
        return arithmetic(chip, true, BITS, 0, 1 << 16);
    }

    private static Arithmetic arithmetic(Arithmetic chip, boolean divider, int constant, int shifts, int table) {
        return new Arithmetic(
                chip.weight(),
                chip.synapse(),
                chip.trace(),
                chip.state(),
                chip.parameter(),
                chip.accumulator(),
                chip.payload(),
                63,
                BITS,
                divider,
                constant,
                shifts,
                table,
                chip.random(),
                chip.weightShift());
    }
}
