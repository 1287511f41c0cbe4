package bouton.dsl.unit;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * A unit: so many times a power of ten of the SI unit of its dimension.
 *
 * @param symbol as written
 * @param factor mantissa, 1 for nearly all
 * @param powerOfTen of the SI unit
 */
public record Unit(String symbol, Dimension dimension, BigDecimal factor, double powerOfTen) {
    public static final Unit ONE = new Unit("1", Dimension.NONE, BigDecimal.ONE, 0);

    /** One of this unit in internal units. */
    public double scale() {
        return internal(BigDecimal.ONE);
    }

    /** What to multiply an internal value with to see it in this unit. */
    public double display() {
        double power = dimension.internalPowerOfTen() - powerOfTen;
        if (power == Math.rint(power)) {
            return BigDecimal.ONE
                    .divide(factor, MathContext.DECIMAL64)
                    .scaleByPowerOfTen((int) power)
                    .doubleValue();
        }
        return Math.pow(10, power) / factor.doubleValue();
    }

    /** A number of this unit in internal units, rounded once. */
    public double internal(BigDecimal number) {
        double power = powerOfTen - dimension.internalPowerOfTen();
        if (power == Math.rint(power)) {
            return number.multiply(factor).scaleByPowerOfTen((int) power).doubleValue();
        }
        return number.multiply(factor).doubleValue() * StrictMath.pow(10, power);
    }

    Unit times(Unit other, double sign) {
        Dimension d = sign > 0 ? dimension.times(other.dimension) : dimension.per(other.dimension);
        BigDecimal f = sign > 0 ? factor.multiply(other.factor) : factor.divide(other.factor, MathContext.DECIMAL128);
        return new Unit("", d, f, powerOfTen + sign * other.powerOfTen);
    }

    Unit named(String name) {
        return new Unit(name, dimension, factor, powerOfTen);
    }
}
