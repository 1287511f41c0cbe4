package bouton.image.math;

import java.util.Arrays;

/** Which variables of x' = A x depend on each other, directly or through others, in both directions. */
final class MutualDependence {
    private MutualDependence() {}

    /**
     * The strongly connected components of the graph of the entries that are not 0, as ascending indices; each index
     * is in one component. A triangular matrix, in whatever order, has n of one index each.
     */
    static int[][] blocks(double[][] a) {
        boolean[][] reaches = closure(a);
        int n = a.length;
        int[][] blocks = new int[n][];
        int count = 0;
        for (int i = 0; i < n; i++) {
            int size = 0;
            int[] block = new int[n];
            for (int j = 0; j < n; j++) {
                if (j == i || reaches[i][j] && reaches[j][i]) {
                    block[size++] = j;
                }
            }
            if (block[0] == i) {
                blocks[count++] = Arrays.copyOf(block, size);
            }
        }
        return Arrays.copyOf(blocks, count);
    }

    /** Warshall's transitive closure. */
    private static boolean[][] closure(double[][] a) {
        int n = a.length;
        boolean[][] reaches = new boolean[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                reaches[i][j] = a[i][j] != 0;
            }
        }
        for (int k = 0; k < n; k++) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    reaches[i][j] |= reaches[i][k] && reaches[k][j];
                }
            }
        }
        return reaches;
    }
}
