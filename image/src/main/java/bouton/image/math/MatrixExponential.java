package bouton.image.math;

import java.util.Arrays;

/**
 * The matrix exponential and the exact step of linear differential equations x' = A x + b, accurate in each entry: the
 * matrices of neuron models are small, mostly triangular and badly scaled, so an error that is small beside the largest
 * entry may be larger than another entry.
 *
 * <p><strong>Method.</strong> Scaling and squaring (N. J. Higham, "The scaling and squaring method for the matrix
 * exponential revisited", SIAM J. Matrix Anal. Appl. 26 (2005) 1179-1193) with three changes:
 *
 * <ol>
 *   <li>The diagonal is shifted until its smallest entry is 0 and a Taylor polynomial replaces the Pad&eacute;
 *       quotient. Where off-diagonal entries are not negative, or can be made so by a change of sign of variables, all
 *       terms of all sums have one sign and nothing cancels (J. Xue and Q. Ye, "Computing exponentials of essentially
 *       non-negative matrices entrywise to high relative accuracy", Math. Comp. 82 (2013) 1577-1596). A quotient has
 *       no such property.
 *   <li>After each squaring the entries that couple a variable, or a set of variables that all depend on each other, to
 *       itself are replaced by their own exponential at that scale: for a single variable {@link StrictMath#exp}. So a
 *       triangular matrix, in any order of its variables, keeps an exact diagonal and errors grow with the number of
 *       squarings, not with two to its power (after A. H. Al-Mohy and N. J. Higham, "A new scaling and squaring
 *       algorithm for the matrix exponential", SIAM J. Matrix Anal. Appl. 31 (2009) 970-989).
 *   <li>The number of squarings follows from the spectral radius of the absolute values, so large entries that only
 *       pass signals on (units, weights) do not add any.
 * </ol>
 *
 * <p><strong>Accuracy.</strong> Entries that are 0 for reasons of structure are exactly 0. For triangular matrices,
 * decays equal or nearly so included, the relative error of an entry is about 1e-15 times the number of squarings
 * (below 1e-13 for |a h| up to 50), where paths of opposite sign cancel relative to their absolute sum. Mutually
 * dependent variables have that error times the norm of their block, relative to its largest entry if it oscillates.
 *
 * <p>Time grows with n<sup>4</sup> at worst; this is for a compiler, not for an inner loop.
 */
public final class MatrixExponential {
    /**
     * The remainder of the series of e at 1, relative: 1/25! = 6e-26; one more term for each variable a path may
     * cross.
     */
    private static final int TAYLOR_DEGREE = 24;

    private MatrixExponential() {}

    /**
     * The exact step x(t + h) = matrix x(t) + offset. The arrays belong to the receiver.
     *
     * @param matrix n rows of n
     * @param offset n values
     */
    public record Propagator(double[][] matrix, double[] offset) {}

    /**
     * e<sup>A</sup>, a new n x n array of rows. Entries beyond the range of doubles become infinite or NaN.
     *
     * @throws IllegalArgumentException unless {@code a} is square and finite
     */
    public static double[][] exp(double[][] a) {
        check(a);
        return exponential(a);
    }

    /**
     * The exact step of x' = A x + b over the time h, from the exponential of [[A h, b h], [0, 0]]: the matrix
     * e<sup>A h</sup> and the offset, the integral of e<sup>A s</sup> b over s in 0 .. h. A variable that depends on
     * no other has the offset {@code b h expm1(a h) / (a h)}, whatever else the system contains.
     *
     * @param a n rows of n, per unit of time
     * @param b n values, per unit of time
     * @param h in that unit of time, of any sign
     * @throws IllegalArgumentException unless the sizes agree and all is finite
     */
    public static Propagator affine(double[][] a, double[] b, double h) {
        check(a);
        int n = a.length;
        if (b.length != n) {
            throw new IllegalArgumentException(n + " variables but " + b.length + " constants");
        }
        double[][] step = new double[n + 1][n + 1];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                step[i][j] = a[i][j] * h;
            }
            step[i][n] = b[i] * h;
        }
        check(step);
        double[][] power = exponential(step);
        double[][] matrix = new double[n][];
        double[] offset = new double[n];
        for (int i = 0; i < n; i++) {
            matrix[i] = Arrays.copyOf(power[i], n);
            offset[i] = isAlone(a[i], i) ? step[i][n] * meanOfExp(step[i][i]) : power[i][n];
        }
        return new Propagator(matrix, offset);
    }

    private static void check(double[][] a) {
        for (double[] row : a) {
            if (row.length != a.length) {
                throw new IllegalArgumentException("a row of " + row.length + " in a matrix of " + a.length + " rows");
            }
            for (double entry : row) {
                if (!Double.isFinite(entry)) {
                    throw new IllegalArgumentException("matrix entry " + entry);
                }
            }
        }
    }

    private static boolean isAlone(double[] row, int i) {
        for (int j = 0; j < row.length; j++) {
            if (j != i && row[j] != 0) {
                return false;
            }
        }
        return true;
    }

    /** (e^x - 1) / x, the mean of e^s over s in 0 .. x. */
    private static double meanOfExp(double x) {
        return x == 0 ? 1 : StrictMath.expm1(x) / x;
    }

    private static double[][] exponential(double[][] a) {
        int n = a.length;
        int[][] blocks = MutualDependence.blocks(a);
        double shift = Double.POSITIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            shift = Math.min(shift, a[i][i]);
        }
        double[][] shifted = scaled(a, 0);
        for (int i = 0; i < n; i++) {
            shifted[i][i] -= shift;
        }
        int squarings = Math.max(0, binaryExponentOfRadius(shifted));
        double[][] power = taylor(scaled(shifted, -squarings), StrictMath.exp(Math.scalb(shift, -squarings)));
        replaceBlocks(power, a, blocks, squarings);
        for (int left = squarings - 1; left >= 0; left--) {
            power = product(power, power);
            replaceBlocks(power, a, blocks, left);
        }
        return power;
    }

    /** Puts the exponentials of the diagonal blocks of a / 2^halvings in their places. */
    private static void replaceBlocks(double[][] power, double[][] a, int[][] blocks, int halvings) {
        for (int[] block : blocks) {
            if (block.length == 1) {
                int i = block[0];
                power[i][i] = StrictMath.exp(Math.scalb(a[i][i], -halvings));
            } else if (block.length < a.length) {
                // A block is mutually dependent as a whole, so this recursion is one level deep.
                double[][] part = new double[block.length][block.length];
                for (int i = 0; i < block.length; i++) {
                    for (int j = 0; j < block.length; j++) {
                        part[i][j] = Math.scalb(a[block[i]][block[j]], -halvings);
                    }
                }
                double[][] exact = exponential(part);
                for (int i = 0; i < block.length; i++) {
                    for (int j = 0; j < block.length; j++) {
                        power[block[i]][block[j]] = exact[i][j];
                    }
                }
            }
        }
    }

    /**
     * The smallest k found with spectral radius of |a| at most 2^k: an upper bound that is close because it is the
     * 1024th root of the norm of the 1024th power. It counts binary exponents only.
     */
    private static int binaryExponentOfRadius(double[][] a) {
        double[][] power = new double[a.length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a.length; j++) {
                power[i][j] = Math.abs(a[i][j]);
            }
        }
        int exponent = 0;
        int degree = 1;
        while (true) {
            double norm = norm(power);
            if (norm == 0) {
                return Integer.MIN_VALUE;
            }
            int own = Math.getExponent(norm);
            exponent += own;
            if (degree == 1024) {
                return Math.ceilDiv(exponent + 1, degree);
            }
            power = scaled(power, -own);
            power = product(power, power);
            exponent *= 2;
            degree *= 2;
        }
    }

    private static double norm(double[][] a) {
        double norm = 0;
        for (double[] row : a) {
            double sum = 0;
            for (double entry : row) {
                sum += Math.abs(entry);
            }
            norm = Math.max(norm, sum);
        }
        return norm;
    }

    /** factor e^a by Horner's rule, which adds the small terms first. */
    private static double[][] taylor(double[][] a, double factor) {
        int n = a.length;
        double[][] sum = new double[n][n];
        addIdentity(sum);
        for (int k = TAYLOR_DEGREE + n; k >= 1; k--) {
            sum = product(a, sum);
            for (double[] row : sum) {
                for (int j = 0; j < n; j++) {
                    row[j] /= k;
                }
            }
            addIdentity(sum);
        }
        for (double[] row : sum) {
            for (int j = 0; j < n; j++) {
                row[j] *= factor;
            }
        }
        return sum;
    }

    private static void addIdentity(double[][] a) {
        for (int i = 0; i < a.length; i++) {
            a[i][i] += 1;
        }
    }

    private static double[][] scaled(double[][] a, int binaryExponent) {
        double[][] result = new double[a.length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a.length; j++) {
                result[i][j] = Math.scalb(a[i][j], binaryExponent);
            }
        }
        return result;
    }

    private static double[][] product(double[][] a, double[][] b) {
        int n = a.length;
        double[][] result = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < n; k++) {
                double factor = a[i][k];
                // Structural zeros stay zeros even where the other factor has overflowed.
                if (factor != 0) {
                    for (int j = 0; j < n; j++) {
                        if (b[k][j] != 0) {
                            result[i][j] += factor * b[k][j];
                        }
                    }
                }
            }
        }
        return result;
    }
}
