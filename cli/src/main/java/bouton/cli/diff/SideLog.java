package bouton.cli.diff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What one side has shown since both stood side by side: spikes, values and deeds. */
final class SideLog {
    private static final int MOST_STATEMENTS = 1 << 16;

    private long[] ticks = new long[256];
    private int[] groups = new int[256];
    private int[] members = new int[256];
    private int count;
    private final List<List<Row>> rows = new ArrayList<>();
    private final List<Deed.Statement> statements = new ArrayList<>();
    private final List<Deed.Input> inputs = new ArrayList<>();

    /** Values of a probe after so many ticks. */
    record Row(long ticks, double[] values) {}

    /** There are so many probes. */
    void open(int probes) {
        rows.clear();
        for (int p = 0; p < probes; p++) {
            rows.add(new ArrayList<>());
        }
    }

    void spikes(int group, long tick, int[] who, int n) {
        if (count + n > ticks.length) {
            int room = Math.max(count + n, 2 * ticks.length);
            ticks = Arrays.copyOf(ticks, room);
            groups = Arrays.copyOf(groups, room);
            members = Arrays.copyOf(members, room);
        }
        Arrays.fill(ticks, count, count + n, tick);
        Arrays.fill(groups, count, count + n, group);
        System.arraycopy(who, 0, members, count, n);
        count += n;
    }

    void values(int probe, long after, double[] values) {
        rows.get(probe).add(new Row(after, values.clone()));
    }

    /** A statement is being done; of a loop that runs no ticks only the first ones are kept. */
    void statement(Deed.Statement statement) {
        if (statements.size() < MOST_STATEMENTS) {
            statements.add(statement);
        }
    }

    void input(Deed.Input input) {
        inputs.add(input);
    }

    /** Spikes in the order of ticks, then groups, then members. */
    int count() {
        return count;
    }

    long tick(int k) {
        return ticks[k];
    }

    int group(int k) {
        return groups[k];
    }

    int member(int k) {
        return members[k];
    }

    /** Rows of a probe in the order of ticks. */
    List<Row> rows(int probe) {
        return rows.get(probe);
    }

    List<Deed.Statement> statements() {
        return statements;
    }

    List<Deed.Input> inputs() {
        return inputs;
    }

    /** All of it has been looked at. */
    void clear() {
        count = 0;
        rows.forEach(List::clear);
        statements.clear();
        inputs.clear();
    }
}
