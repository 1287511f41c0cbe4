package bouton.dsl.unit;

import java.util.Optional;

/**
 * A physical dimension: powers of the seven SI base units, in twelfths, so that roots stay exact (white noise has a unit with
 * the square root of a time).
 */
public record Dimension(int kg, int m, int s, int ampere, int kelvin, int mol, int cd) {
    private static final int PARTS = 12;

    public static final Dimension NONE = new Dimension(0, 0, 0, 0, 0, 0, 0);
    public static final Dimension TIME = of(0, 0, 1, 0);
    public static final Dimension FREQUENCY = of(0, 0, -1, 0);
    public static final Dimension LENGTH = of(0, 1, 0, 0);
    public static final Dimension CURRENT = of(0, 0, 0, 1);
    public static final Dimension VOLTAGE = of(1, 2, -3, -1);

    static Dimension of(int kg, int m, int s, int ampere) {
        return new Dimension(PARTS * kg, PARTS * m, PARTS * s, PARTS * ampere, 0, 0, 0);
    }

    static Dimension of(int kg, int m, int s, int ampere, int kelvin, int mol, int cd) {
        return new Dimension(PARTS * kg, PARTS * m, PARTS * s, PARTS * ampere, PARTS * kelvin, PARTS * mol, PARTS * cd);
    }

    public boolean isNone() {
        return equals(NONE);
    }

    public Dimension times(Dimension o) {
        return new Dimension(kg + o.kg, m + o.m, s + o.s, ampere + o.ampere, kelvin + o.kelvin, mol + o.mol, cd + o.cd);
    }

    public Dimension per(Dimension o) {
        return new Dimension(kg - o.kg, m - o.m, s - o.s, ampere - o.ampere, kelvin - o.kelvin, mol - o.mol, cd - o.cd);
    }

    /** This to a power; empty if the result has powers finer than twelfths. */
    public Optional<Dimension> power(double p) {
        int[] parts = {kg, m, s, ampere, kelvin, mol, cd};
        for (int i = 0; i < parts.length; i++) {
            double scaled = parts[i] * p;
            if (Math.abs(scaled - Math.rint(scaled)) > 1e-9 || Math.abs(scaled) > 1e6) {
                return Optional.empty();
            }
            parts[i] = (int) Math.rint(scaled);
        }
        return Optional.of(new Dimension(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], parts[6]));
    }

    /**
     * The power of ten of the internal unit of this dimension, in SI: internal base units are 1e-3 s, 1e-3 V, 1e-12 A and 1e-6
     * m (kg = V A s^3 m^-2).
     */
    double internalPowerOfTen() {
        double volt = -3.0 * kg;
        double current = -12.0 * (kg + ampere);
        double time = -3.0 * (3 * kg + s);
        double length = -6.0 * (m - 2 * kg);
        return (volt + current + time + length) / PARTS;
    }

    /** Powers of base units, for example {@code kg m^2 s^-3 A^-1}; {@code 1} for none. */
    @Override
    public String toString() {
        String[] names = {"kg", "m", "s", "A", "K", "mol", "cd"};
        int[] parts = {kg, m, s, ampere, kelvin, mol, cd};
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < parts.length; i++) {
            if (parts[i] == 0) {
                continue;
            }
            if (!out.isEmpty()) {
                out.append(' ');
            }
            out.append(names[i]);
            if (parts[i] != PARTS) {
                out.append('^').append(parts[i] % PARTS == 0 ? Integer.toString(parts[i] / PARTS) : fraction(parts[i]));
            }
        }
        return out.isEmpty() ? "1" : out.toString();
    }

    private static String fraction(int part) {
        double value = (double) part / PARTS;
        String text = Double.toString(value);
        return text.length() <= 6 ? text : part + "/" + PARTS;
    }
}
