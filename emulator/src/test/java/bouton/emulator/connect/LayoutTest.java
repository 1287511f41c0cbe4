package bouton.emulator.connect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.emulator.ImageBuilder;
import bouton.emulator.state.Columns;
import bouton.emulator.state.Partition;
import bouton.image.ir.Type;
import bouton.image.net.Connectivity;
import bouton.image.net.Field;
import bouton.image.net.Lag;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Synapses stand by (source, delay, target); indices find those that an event reaches. */
final class LayoutTest {
    private static final List<Field> FIELDS = List.of(
            ImageBuilder.field("lag", Type.I32),
            ImageBuilder.real("weight"),
            ImageBuilder.field("other", new Type.Int(40, true, 0)));

    private final Random random = new Random(6);
    private Wiring wiring = make(new Connectivity.Total(0, true, true), 1, 1);
    private Columns columns = new Columns(FIELDS, 0, Columns.ONE_BLOCK_BITS);

    /** All in one part. */
    private static Wiring make(Connectivity recipe, int sources, int targets) {
        Recipes.Ends ends = new Recipes.Ends("p", sources, targets, false, 1, 2);
        return Recipes.make(recipe, ends, new Partition(targets, 16), Tasks.SEQUENTIAL)[0];
    }

    /** Many repeats of a pair, with delays of their own; the weight is the builder's number. */
    @BeforeEach
    void connect() {
        wiring = make(new Connectivity.Total(900, true, true), 30, 20);
        columns = new Columns(FIELDS, wiring.size(), Columns.ONE_BLOCK_BITS);
        for (int p = 0; p < wiring.size(); p++) {
            columns.ints(0)[0][p] = random.nextInt(9);
            columns.doubles(0)[1][p] = p;
            columns.longs(0)[2][p] = random.nextInt(4);
        }
    }

    private LagValues lags(int field) {
        return LagValues.of(columns, field, "p");
    }

    private void assertOrdered(int[] targetByNumber, int[] sourceByNumber) {
        for (int s = 0; s < wiring.sources(); s++) {
            for (int p = wiring.start(s); p < wiring.end(s); p++) {
                int number = wiring.number(p);
                assertEquals(sourceByNumber[number], s);
                assertEquals(targetByNumber[number], wiring.target(p));
                assertEquals(number, columns.getDouble(1, p), "columns move with their synapse");
                if (p > wiring.start(s)) {
                    long[] before = {lags(0).at(p - 1), wiring.target(p - 1), wiring.number(p - 1)};
                    long[] here = {lags(0).at(p), wiring.target(p), number};
                    assertTrue(java.util.Arrays.compare(before, here) < 0, "by delay, target, number");
                }
            }
        }
    }

    @Test
    void rowsAreSortedByDelayAndTarget() {
        int[] targets = new int[wiring.size()];
        for (int p = 0; p < targets.length; p++) {
            targets[p] = wiring.target(p);
        }
        int[] sources = wiring.sourceArray();
        StorageOrder.sort(wiring, columns, lags(0));
        assertOrdered(targets, sources);
        for (int p = 0; p < wiring.size(); p++) {
            columns.ints(0)[0][p] = random.nextInt(9);
        }
        StorageOrder.sortAgain(wiring, columns, lags(0));
        assertOrdered(targets, sources);
    }

    /** What an index finds for each row and lag against a search through all synapses. */
    private void assertFinds(EventIndex index, int rows, boolean bySource, int field) {
        int found = 0;
        for (int row = 0; row < rows; row++) {
            for (int lag = -1; lag < 10; lag++) {
                List<Integer> expected = new ArrayList<>();
                for (int p = 0; p < wiring.size(); p++) {
                    int end = bySource ? wiring.source(p) : wiring.target(p);
                    if (end == row && (field < 0 ? 0 : lags(field).at(p)) == lag) {
                        expected.add(p);
                    }
                }
                List<Integer> actual = new ArrayList<>();
                int segment = field < 0 && lag != 0 ? -1 : index.segment(row, lag);
                for (int e = segment < 0 ? 0 : index.start(segment); segment >= 0 && e < index.end(segment); e++) {
                    actual.add(index.position(e));
                }
                assertEquals(expected, actual);
                found += actual.size();
            }
        }
        assertEquals(wiring.size(), found);
    }

    @Test
    void indicesFindSynapsesByEndAndLag() {
        StorageOrder.sort(wiring, columns, lags(0));
        assertFinds(EventIndex.bySource(wiring, lags(0)), 30, true, 0);
        assertTrue(EventIndex.bySource(wiring, lags(0)).isOrdered());
        assertFinds(EventIndex.bySource(wiring, lags(2)), 30, true, 2);
        assertFinds(EventIndex.bySource(wiring, null), 30, true, -1);
        assertFinds(EventIndex.byTarget(wiring, 20, lags(0)), 20, false, 0);
        assertFinds(EventIndex.byTarget(wiring, 20, null), 20, false, -1);
        assertArrayEquals(
                new int[] {0, 1, 2, 3}, EventIndex.bySource(wiring, lags(2)).lags());
    }

    @Test
    void impossibleDelaysAreRefused() {
        columns.ints(0)[0][17] = -1;
        assertThrows(IllegalArgumentException.class, () -> lags(0));
        columns.ints(0)[0][17] = LagValues.MAX_LAG + 1;
        assertThrows(IllegalArgumentException.class, () -> lags(0));
        assertThrows(
                IllegalArgumentException.class, () -> LagValues.longest(Lag.of(LagValues.MAX_LAG + 1), columns, "p"));
        columns.ints(0)[0][17] = 50;
        assertEquals(53, LagValues.longest(new Lag(3, 0), columns, "p"));
        assertEquals(3, LagValues.longest(Lag.of(3), columns, "p"));
    }

    /** At 0.3 G synapses every byte counts: 2 for the target, and what the fields need. */
    @Test
    void staticSynapsesTakeTwoBytesAndTheirFields() {
        Wiring large = make(new Connectivity.FanIn(1000, true, true), 1000, 1000);
        double each = large.bytes() / 1e6;
        assertEquals(2, each, 0.01);
        assertEquals(0, EventIndex.bySource(large, null).bytes(), "rows are those of the wiring");
    }
}
