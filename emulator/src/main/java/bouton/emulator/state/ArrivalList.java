package bouton.emulator.state;

import bouton.image.run.StateSink;
import bouton.image.run.StateSource;
import java.util.Arrays;

/** Single arrivals at a port, in the order in which they came. */
public final class ArrivalList extends Padded {
    private int[] targets = new int[16];
    private double[] amounts = new double[16];
    private int count;

    void add(int target, double amount) {
        if (count == targets.length) {
            int more = Math.max(16, 2 * count);
            targets = Arrays.copyOf(targets, more);
            amounts = Arrays.copyOf(amounts, more);
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

    void save(StateSink out, String name) {
        out.ints(name + " targets", targets, count);
        out.doubles(name + " amounts", amounts, count);
    }

    void restore(StateSource in, String name) {
        targets = in.ints(name + " targets");
        count = targets.length;
        amounts = new double[count];
        in.into(name + " amounts", amounts);
    }

    long bytes() {
        return 12L * targets.length;
    }
}
