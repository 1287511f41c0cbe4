package bouton.dsl.unit;

import bouton.dsl.syntax.UnitSyntax;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The units that may be written, with SI prefixes, and the best unit to show a value in. */
public final class Units {
    private static final Map<String, Unit> KNOWN = new LinkedHashMap<>();
    private static final Map<String, Integer> PREFIXES = new LinkedHashMap<>();

    /** How people write units elsewhere. */
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("sec", "s"),
            Map.entry("second", "s"),
            Map.entry("seconds", "s"),
            Map.entry("msec", "ms"),
            Map.entry("msecond", "ms"),
            Map.entry("usec", "us"),
            Map.entry("hertz", "Hz"),
            Map.entry("volt", "V"),
            Map.entry("mvolt", "mV"),
            Map.entry("amp", "A"),
            Map.entry("namp", "nA"),
            Map.entry("pamp", "pA"),
            Map.entry("siemens", "S"),
            Map.entry("nsiemens", "nS"),
            Map.entry("farad", "F"),
            Map.entry("pfarad", "pF"),
            Map.entry("minute", "min"),
            Map.entry("hour", "h"));

    static {
        Object[][] prefixes = {
            {"", 0},
            {"m", -3},
            {"u", -6},
            {"µ", -6},
            {"μ", -6},
            {"n", -9},
            {"p", -12},
            {"f", -15},
            {"k", 3},
            {"M", 6},
            {"G", 9},
            {"T", 12},
            {"c", -2},
            {"d", -1}
        };
        for (Object[] p : prefixes) {
            PREFIXES.put((String) p[0], (Integer) p[1]);
        }
        prefixed("s", Dimension.TIME, 0);
        prefixed("V", Dimension.VOLTAGE, 0);
        prefixed("A", Dimension.CURRENT, 0);
        prefixed("S", Dimension.of(-1, -2, 3, 2), 0);
        prefixed("F", Dimension.of(-1, -2, 4, 2), 0);
        prefixed("Ohm", Dimension.of(1, 2, -3, -2), 0);
        prefixed("ohm", Dimension.of(1, 2, -3, -2), 0);
        prefixed("Ω", Dimension.of(1, 2, -3, -2), 0);
        prefixed("Hz", Dimension.FREQUENCY, 0);
        prefixed("m", Dimension.LENGTH, 0);
        prefixed("g", Dimension.of(1, 0, 0, 0), -3);
        prefixed("C", Dimension.of(0, 0, 1, 1), 0);
        prefixed("J", Dimension.of(1, 2, -2, 0), 0);
        prefixed("W", Dimension.of(1, 2, -3, 0), 0);
        prefixed("N", Dimension.of(1, 1, -2, 0), 0);
        prefixed("mol", Dimension.of(0, 0, 0, 0, 0, 1, 0), 0);
        prefixed("M", Dimension.of(0, -3, 0, 0, 0, 1, 0), 3);
        plain("K", Dimension.of(0, 0, 0, 0, 1, 0, 0), "1", 0);
        plain("cd", Dimension.of(0, 0, 0, 0, 0, 0, 1), "1", 0);
        plain("min", Dimension.TIME, "60", 0);
        plain("h", Dimension.TIME, "3600", 0);
        plain("rad", Dimension.NONE, "1", 0);
        plain("deg", Dimension.NONE, "0.01745329251994329576923690768488613", 0);
        plain("%", Dimension.NONE, "1", -2);
        plain("1", Dimension.NONE, "1", 0);
    }

    private static final Map<Dimension, Unit> USUAL = usual();

    private Units() {}

    private static void prefixed(String symbol, Dimension dimension, int power) {
        PREFIXES.forEach((prefix, exponent) -> {
            // c and d are in use for lengths and litres only; elsewhere they would turn typos into units.
            if ((prefix.equals("c") || prefix.equals("d")) && !symbol.equals("m")) {
                return;
            }
            KNOWN.putIfAbsent(prefix + symbol, new Unit(prefix + symbol, dimension, BigDecimal.ONE, exponent + power));
        });
    }

    private static void plain(String symbol, Dimension dimension, String factor, int power) {
        KNOWN.put(symbol, new Unit(symbol, dimension, new BigDecimal(factor), power));
    }

    /** The unit with this symbol. */
    public static Optional<Unit> find(String symbol) {
        return Optional.ofNullable(KNOWN.get(symbol));
    }

    /** All symbols with their prefixes. */
    public static Iterable<String> symbols() {
        return KNOWN.keySet();
    }

    /** The symbol of a unit that is written as a word, such as {@code msec}. */
    public static Optional<String> ofWord(String word) {
        return Optional.ofNullable(WORDS.get(word.toLowerCase(Locale.ROOT)));
    }

    /** Result of reading a unit: the unit, or the factor that is not known. */
    public sealed interface Parsed {
        record Good(Unit unit) implements Parsed {}

        record Bad(UnitSyntax.Factor factor) implements Parsed {}
    }

    public static Parsed parse(UnitSyntax syntax) {
        Unit result = Unit.ONE;
        for (UnitSyntax.Factor factor : syntax.factors()) {
            Unit unit = KNOWN.get(factor.symbol().text());
            if (unit == null) {
                return new Parsed.Bad(factor);
            }
            double power = factor.power();
            Optional<Dimension> dimension = unit.dimension().power(power);
            boolean plain = unit.factor().compareTo(BigDecimal.ONE) == 0 || power == 1 || power == -1;
            if (dimension.isEmpty() || !plain) {
                return new Parsed.Bad(factor);
            }
            Unit raised = power == 1 || power == -1
                    ? unit
                    : new Unit("", dimension.get(), BigDecimal.ONE, unit.powerOfTen() * power);
            result = result.times(raised, power == -1 ? -1 : 1);
        }
        return new Parsed.Good(result.named(text(syntax)));
    }

    private static String text(UnitSyntax syntax) {
        StringBuilder up = new StringBuilder();
        List<String> down = new ArrayList<>();
        for (UnitSyntax.Factor f : syntax.factors()) {
            double p = Math.abs(f.power());
            String name = f.symbol().text() + (p == 1 ? "" : "^" + (p == Math.rint(p) ? Integer.toString((int) p) : p));
            if (f.power() < 0) {
                down.add(name);
            } else if (!f.symbol().text().equals("1")) {
                up.append(up.isEmpty() ? "" : "*").append(name);
            }
        }
        if (up.isEmpty()) {
            up.append('1');
        }
        return up + (down.isEmpty() ? "" : "/" + String.join("/", down));
    }

    /**
     * A unit to show values of a dimension in when the text names none: the usual one of the field, or one of those per time,
     * inverse, squared or as a product or quotient of two, else SI.
     */
    public static Unit usual(Dimension dimension) {
        return USUAL.getOrDefault(dimension, new Unit(dimension.toString(), dimension, BigDecimal.ONE, 0));
    }

    private static Map<Dimension, Unit> usual() {
        List<Unit> simple = Stream.of("1", "ms", "mV", "pA", "nS", "pF", "MOhm", "Hz", "um", "pC", "mM", "K")
                .map(KNOWN::get)
                .toList();
        Map<Dimension, Unit> result = new LinkedHashMap<>();
        simple.forEach(u -> result.putIfAbsent(u.dimension(), u));
        List<Unit> parts = simple.subList(1, simple.size());
        for (Unit a : parts) {
            put(result, a.times(parts.getFirst(), -1), a.symbol() + "/ms");
        }
        for (Unit a : parts) {
            put(result, Unit.ONE.times(a, -1), "1/" + a.symbol());
            put(result, a.times(a, 1), a.symbol() + "^2");
            for (Unit b : parts) {
                put(result, a.times(b, -1), a.symbol() + "/" + b.symbol());
                put(result, a.times(b, 1), a.symbol() + "*" + b.symbol());
            }
        }
        return Map.copyOf(result);
    }

    private static void put(Map<Dimension, Unit> units, Unit unit, String name) {
        units.putIfAbsent(unit.dimension(), unit.named(name));
    }
}
