package bouton.image.math;

import java.math.BigDecimal;
import java.math.MathContext;

/** The plain reference: the matrix exponential with 80 decimal digits, for entries of at most about 500,000. */
final class ExactExponential {
    private static final MathContext DIGITS = new MathContext(80);
    private static final int HALVINGS = 20;
    private static final int DEGREE = 40;

    private ExactExponential() {}

    /** e^a of the doubles as they are. */
    static double[][] of(double[][] a) {
        return rounded(of(exact(a)));
    }

    /** e^[[a h, b h], [0, 0]] of the doubles as they are, the products exact. */
    static double[][] augmented(double[][] a, double[] b, double h) {
        int n = a.length;
        double[][] joined = new double[n + 1][n + 1];
        for (int i = 0; i < n; i++) {
            System.arraycopy(a[i], 0, joined[i], 0, n);
            joined[i][n] = b[i];
        }
        BigDecimal[][] exact = exact(joined);
        for (BigDecimal[] row : exact) {
            for (int j = 0; j <= n; j++) {
                row[j] = row[j].multiply(new BigDecimal(h));
            }
        }
        return rounded(of(exact));
    }

    private static BigDecimal[][] of(BigDecimal[][] a) {
        int n = a.length;
        BigDecimal part = BigDecimal.ONE.divide(BigDecimal.valueOf(1L << HALVINGS));
        BigDecimal[][] sum = identity(n);
        for (int k = DEGREE; k >= 1; k--) {
            sum = product(a, sum);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    sum[i][j] = sum[i][j].multiply(part).divide(BigDecimal.valueOf(k), DIGITS);
                }
                sum[i][i] = sum[i][i].add(BigDecimal.ONE);
            }
        }
        for (int i = 0; i < HALVINGS; i++) {
            sum = product(sum, sum);
        }
        return sum;
    }

    private static BigDecimal[][] identity(int n) {
        double[][] identity = new double[n][n];
        for (int i = 0; i < n; i++) {
            identity[i][i] = 1;
        }
        return exact(identity);
    }

    private static BigDecimal[][] product(BigDecimal[][] a, BigDecimal[][] b) {
        int n = a.length;
        BigDecimal[][] result = new BigDecimal[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                BigDecimal sum = BigDecimal.ZERO;
                for (int k = 0; k < n; k++) {
                    if (a[i][k].signum() != 0 && b[k][j].signum() != 0) {
                        sum = sum.add(a[i][k].multiply(b[k][j], DIGITS), DIGITS);
                    }
                }
                result[i][j] = sum;
            }
        }
        return result;
    }

    private static BigDecimal[][] exact(double[][] a) {
        int n = a.length;
        BigDecimal[][] result = new BigDecimal[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                result[i][j] = new BigDecimal(a[i][j]);
            }
        }
        return result;
    }

    private static double[][] rounded(BigDecimal[][] a) {
        int n = a.length;
        double[][] result = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                result[i][j] = a[i][j].doubleValue();
            }
        }
        return result;
    }
}
