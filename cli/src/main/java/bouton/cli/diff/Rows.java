package bouton.cli.diff;

import bouton.cli.diff.SideLog.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values of probes as of any tick since both stood side by side, and at that moment. */
final class Rows {
    private final @Nullable Row[] kept;
    private @Nullable SideLog log;

    Rows(int probes) {
        kept = new Row[probes];
    }

    /** What the log holds can be asked for from now on. */
    void use(SideLog seen) {
        log = seen;
    }

    /** The values of a probe when so many ticks had run; null if they are not known. */
    double @Nullable [] at(int probe, long ticks) {
        Row before = kept[probe];
        if (before != null && before.ticks() == ticks) {
            return before.values();
        }
        SideLog known = log;
        List<Row> rows = known == null ? List.of() : known.rows(probe);
        if (rows.isEmpty()) {
            return null;
        }
        long place = ticks - rows.getFirst().ticks();
        return place >= 0 && place < rows.size() ? rows.get((int) place).values() : null;
    }

    /** The log is about to be cleared. */
    void keepLast() {
        SideLog known = log;
        for (int p = 0; known != null && p < kept.length; p++) {
            if (!known.rows(p).isEmpty()) {
                kept[p] = known.rows(p).getLast();
            }
        }
    }
}
