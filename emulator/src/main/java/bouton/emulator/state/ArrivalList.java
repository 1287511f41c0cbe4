package bouton.emulator.state;

import java.util.Arrays;

/** Single arrivals at a port, in the order in which they came. */
public final class ArrivalList extends Padded {
    private int[] targets = new int[16];
    private double[] amounts = new double[16];
    private int count;

    void add(int target, double amount) {
        if (count == targets.length) {
            targets = Arrays.copyOf(targets, 2 * count);
            amounts = Arrays.copyOf(amounts, 2 * count);
        }
        targets[count] = target;
        amounts[count++] = amount;
    }

    void clear() {
        count = 0;
    }

    public int count() {
        return count;
    }

    public int target(int k) {
        return targets[k];
    }

    public double amount(int k) {
        return amounts[k];
    }

    long bytes() {
        return 12L * targets.length;
    }
}
