package bouton.image.random;

/**
 * Gamma variates of scale 1, by the rejection method of G. Marsaglia and W. W. Tsang, "A simple method for generating
 * gamma variables", ACM Transactions on Mathematical Software 26 (2000) 363-372 (at least 0.95 accepted).
 */
final class Gamma {
    private Gamma() {}

    /** Word 0 of the draw is used for shapes below 1 only; trial n reads words 2n + 2 and 2n + 3. */
    static double draw(long key, long index, long tick, int use, double shape) {
        if (!(shape > 0 && shape < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("gamma shape " + shape + " is not positive and finite");
        }
        if (shape >= 1) {
            return atLeastOne(key, index, tick, use, shape);
        }
        // Their section 6: a variate of shape + 1 times u^(1/shape), and -log(u) is exponential.
        double exponent = -Quantile.exponential(Draws.word(key, index, tick, use, 0)) / shape;
        return atLeastOne(key, index, tick, use, shape + 1) * StrictMath.exp(exponent);
    }

    private static double atLeastOne(long key, long index, long tick, int use, double shape) {
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        for (long word = 2; ; word += 2) {
            double x = Quantile.normal(Draws.word(key, index, tick, use, word));
            double root = 1 + c * x;
            if (root <= 0) {
                continue;
            }
            double v = root * root * root;
            double u = Draws.unit(Draws.word(key, index, tick, use, word + 1));
            double square = x * x;
            if (u < 1 - 0.0331 * square * square) {
                return d * v;
            }
            if (StrictMath.log(u) < 0.5 * square + d * (1 - v + StrictMath.log(v))) {
                return d * v;
            }
        }
    }
}
