package bouton.image.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.special.Erf;
import org.apache.commons.math3.util.FastMath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FunctionsTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    @Test
    void elementaryFunctionsAgreeWithCommonsMath() {
        agree("exp", Functions::exp, FastMath::exp, -700, 700);
        agree("log", Functions::log, FastMath::log, 1e-9, 1e9);
        agree("sqrt", Functions::sqrt, FastMath::sqrt, 0, 1e9);
        agree("sin", Functions::sin, FastMath::sin, -3, 3);
        agree("cos", Functions::cos, FastMath::cos, -1.5, 1.5);
        agree("tan", Functions::tan, FastMath::tan, -1.5, 1.5);
        agree("tanh", Functions::tanh, FastMath::tanh, -20, 20);
        agree("sinh", Functions::sinh, FastMath::sinh, -20, 20);
        agree("cosh", Functions::cosh, FastMath::cosh, -20, 20);
        agree("atan", Functions::atan, FastMath::atan, -20, 20);
        agree("expm1", Functions::expm1, FastMath::expm1, -1e-3, 1e-3);
        agree("log1p", Functions::log1p, FastMath::log1p, -1e-3, 1e-3);
        agree("pow", x -> Functions.pow(x, 1.7), x -> FastMath.pow(x, 1.7), 0, 100);
        agree("erf", Functions::erf, Erf::erf, -3, 3);
    }

    private static void agree(
            String name, DoubleUnaryOperator function, DoubleUnaryOperator reference, double low, double high) {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            double x = low + (high - low) * random.nextDouble();
            double expected = reference.applyAsDouble(x);
            double tolerance = (name.equals("erf") ? 1e-13 : 4e-16) * Math.abs(expected);
            assertEquals(expected, function.applyAsDouble(x), tolerance, () -> name + " of " + x);
        }
    }

    @Test
    void nanGoesThrough() {
        double nan = Double.NaN;
        for (DoubleUnaryOperator function : new DoubleUnaryOperator[] {
            Functions::exp,
            Functions::log,
            Functions::sqrt,
            Functions::sin,
            Functions::cos,
            Functions::tan,
            Functions::tanh,
            Functions::sinh,
            Functions::cosh,
            Functions::atan,
            Functions::expm1,
            Functions::log1p,
            Functions::erf,
            Functions::sigmoid,
            Functions::relu,
            Functions::sign,
            Functions::round,
            x -> Functions.mod(x, 2),
            x -> Functions.mod(2, x),
            x -> Functions.clip(x, 0, 1),
            x -> Functions.clip(0, x, 1),
            x -> Functions.clip(0, -1, x),
            x -> Functions.pow(x, 2),
            x -> Functions.pow(2, x)
        }) {
            assertEquals(nan, function.applyAsDouble(nan));
        }
        assertEquals(0.0, Functions.step(nan));
    }

    @Test
    void infinitiesAndEnds() {
        assertEquals(0.0, Functions.exp(-INFINITY));
        assertEquals(INFINITY, Functions.exp(710));
        assertEquals(-INFINITY, Functions.log(0));
        assertEquals(Double.NaN, Functions.log(-1));
        assertEquals(Double.NaN, Functions.sqrt(-1));
        assertEquals(Double.NaN, Functions.sin(INFINITY));
        assertEquals(Double.NaN, Functions.cos(INFINITY));
        assertEquals(Double.NaN, Functions.tan(-INFINITY));
        assertEquals(1.0, Functions.tanh(INFINITY));
        assertEquals(-INFINITY, Functions.sinh(-INFINITY));
        assertEquals(INFINITY, Functions.cosh(-INFINITY));
        assertEquals(Math.PI / 2, Functions.atan(INFINITY));
        assertEquals(-1.0, Functions.expm1(-INFINITY));
        assertEquals(-INFINITY, Functions.log1p(-1));
        assertEquals(1.0, Functions.erf(INFINITY));
        assertEquals(-1.0, Functions.erf(-INFINITY));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 1",
        "NaN, 0, 1",
        "Infinity, 0, 1",
        "2, -1, 0.5",
        "-8, 3, -512",
        "-8, 0.5, NaN",
        "0, -1, Infinity",
        "1, Infinity, NaN",
        "0.5, Infinity, 0",
        "2, Infinity, Infinity",
        "-0.0, 3, -0.0"
    })
    void pow(double x, double y, double expected) {
        assertEquals(expected, Functions.pow(x, y));
    }

    /** From mpmath with 40 digits. */
    @ParameterizedTest
    @CsvSource({
        "1e-300, 1.1283791670955126022e-300",
        "1e-09, 1.1283791670955126438e-9",
        "0.1, 0.1124629160182848984",
        "0.3, 0.32862675945912741619",
        "0.46875, 0.49261347321793799159",
        "0.4688, 0.49265876181327925555",
        "0.5, 0.52049987781304653768",
        "0.84375, 0.76722566123234163346",
        "1, 0.84270079294971486934",
        "1.25, 0.92290012825645823014",
        "1.5, 0.96610514647531072707",
        "2, 0.99532226501895273416",
        "2.5, 0.99959304798255504106",
        "3, 0.99997790950300141456",
        "3.5, 0.99999925690162765859",
        "4, 0.99999998458274209972",
        "4.0001, 0.99999998459543525641",
        "4.5, 0.99999999980338395585",
        "5, 0.99999999999846254021",
        "5.5, 0.99999999999999264215",
        "5.9, 0.9999999999999999281",
        "6, 1"
    })
    void erfIsAccurate(double x, double expected) {
        assertEquals(expected, Functions.erf(x), 5e-16 * expected);
        assertEquals(-expected, Functions.erf(-x), 5e-16 * expected);
    }

    @Test
    void erfIsMonotoneAcrossItsRanges() {
        double before = -1;
        for (double x = -6.5; x <= 6.5; x += 1.0 / 1024) {
            double value = Functions.erf(x);
            assertTrue(value >= before, "at " + x);
            before = value;
        }
        assertEquals(0.0, Functions.erf(0.0));
        assertEquals(-0.0, Functions.erf(-0.0));
        assertEquals(Double.MIN_VALUE, Functions.erf(Double.MIN_VALUE));
    }

    @Test
    void sigmoid() {
        assertEquals(0.5, Functions.sigmoid(0));
        assertEquals(0.5, Functions.sigmoid(-0.0));
        assertEquals(1.0, Functions.sigmoid(INFINITY));
        assertEquals(0.0, Functions.sigmoid(-INFINITY));
        assertEquals(StrictMath.exp(-700), Functions.sigmoid(-700), 1e-315);
        assertEquals(1.0, Functions.sigmoid(700));
        for (double x = -30; x <= 30; x += 0.37) {
            assertEquals(1, Functions.sigmoid(x) + Functions.sigmoid(-x), 3e-16);
            assertEquals(0.5 + 0.5 * StrictMath.tanh(x / 2), Functions.sigmoid(x), 3e-16);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "3, 3, 1, 1",
        "-3, 0, -1, 0",
        "0, 0, 0, 0",
        "-0.0, 0, -0.0, 0",
        "Infinity, Infinity, 1, 1",
        "-Infinity, 0, -1, 0",
        "4.9e-324, 4.9e-324, 1, 1"
    })
    void reluSignAndStep(double x, double relu, double sign, double step) {
        assertEquals(relu, Functions.relu(x));
        assertEquals(sign, Functions.sign(x));
        assertEquals(step, Functions.step(x));
    }

    @ParameterizedTest
    @CsvSource({
        "7, 3, 1",
        "-7, 3, 2",
        "7, -3, -2",
        "-7, -3, -1",
        "6, 3, 0",
        "-6, 3, 0",
        "6, -3, -0.0",
        "-0.0, 3, 0",
        "5.5, 2, 1.5",
        "-0.25, 1, 0.75",
        "-1e-20, 1, 1",
        "1, 0, NaN",
        "Infinity, 3, NaN",
        "5, Infinity, 5",
        "-5, Infinity, Infinity",
        "-5, -Infinity, -5",
        "5, -Infinity, -Infinity",
        "1e300, 7, 1"
    })
    void mod(double x, double y, double expected) {
        assertEquals(expected, Functions.mod(x, y));
    }

    @ParameterizedTest
    @CsvSource({
        "5, 0, 1, 1",
        "-5, 0, 1, 0",
        "0.5, 0, 1, 0.5",
        "Infinity, 0, 1, 1",
        "-Infinity, 0, 1, 0",
        "5, -Infinity, Infinity, 5",
        "0.5, 2, 1, 2"
    })
    void clip(double x, double low, double high, double expected) {
        assertEquals(expected, Functions.clip(x, low, high));
    }

    @ParameterizedTest
    @CsvSource({
        "0.5, 1",
        "-0.5, -1",
        "1.5, 2",
        "2.5, 3",
        "-2.5, -3",
        "0.49999999999999994, 0",
        "-0.4, -0.0",
        "-0.0, -0.0",
        "4503599627370495.5, 4503599627370496",
        "9007199254740993, 9007199254740992",
        "Infinity, Infinity",
        "-Infinity, -Infinity",
        "1e300, 1e300"
    })
    void round(double x, double expected) {
        assertEquals(expected, Functions.round(x));
    }
}
