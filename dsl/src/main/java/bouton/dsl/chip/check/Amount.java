package bouton.dsl.chip.check;

import bouton.dsl.source.Span;
import bouton.dsl.unit.Dimension;
import bouton.dsl.unit.Unit;
import bouton.dsl.unit.Units;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A number with its unit.
 *
 * @param value in SI units; as written for counts of cycles and bytes
 */
record Amount(double value, Kind kind, Span span) {
    enum Kind {
        ENERGY,
        POWER,
        TIME,
        FREQUENCY,
        CYCLES,
        BYTES,
        TICKS,
        BITS,
        OTHER
    }

    private static final Dimension ENERGY = dimension("J");
    private static final Dimension POWER = dimension("W");

    private static Dimension dimension(String symbol) {
        return Units.find(symbol).orElseThrow().dimension();
    }

    /** What stands for a number that could not be read. */
    static Amount nothing(Span span) {
        return new Amount(0, Kind.OTHER, span);
    }

    /** A number of a unit; empty if there is no such unit. */
    static Optional<Amount> of(BigDecimal number, String symbol, Span span) {
        double plain = number.doubleValue();
        return switch (symbol) {
            case "cycle", "cycles" -> Optional.of(new Amount(plain, Kind.CYCLES, span));
            case "tick", "ticks" -> Optional.of(new Amount(plain, Kind.TICKS, span));
            case "bit", "bits" -> Optional.of(new Amount(plain, Kind.BITS, span));
            case "B" -> Optional.of(new Amount(plain, Kind.BYTES, span));
            case "KiB" -> Optional.of(new Amount(Math.scalb(plain, 10), Kind.BYTES, span));
            case "MiB" -> Optional.of(new Amount(Math.scalb(plain, 20), Kind.BYTES, span));
            case "GiB" -> Optional.of(new Amount(Math.scalb(plain, 30), Kind.BYTES, span));
            default -> Units.find(symbol).map(u -> physical(number, u, span));
        };
    }

    private static Amount physical(BigDecimal number, Unit unit, Span span) {
        double value = number.multiply(unit.factor())
                .scaleByPowerOfTen((int) Math.rint(unit.powerOfTen()))
                .doubleValue();
        return new Amount(value, kind(unit.dimension()), span);
    }

    private static Kind kind(Dimension dimension) {
        if (dimension.equals(ENERGY)) {
            return Kind.ENERGY;
        }
        if (dimension.equals(POWER)) {
            return Kind.POWER;
        }
        if (dimension.equals(Dimension.TIME)) {
            return Kind.TIME;
        }
        return dimension.equals(Dimension.FREQUENCY) ? Kind.FREQUENCY : Kind.OTHER;
    }

    /** All units that may be written, for suggestions. */
    static List<String> symbols() {
        List<String> result = new ArrayList<>(List.of("cycle", "tick", "bit", "B", "KiB", "MiB", "GiB"));
        Units.symbols().forEach(result::add);
        return result;
    }
}
