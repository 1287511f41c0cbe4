package bouton.cli.protocol;

import bouton.image.run.StateSink;
import bouton.image.run.StateSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a protocol stands: a frame for each block of statements that it is in, from the outermost in. One that has been taken
 * back leads the protocol down to the run that it was in; from there on it goes on as if nothing had happened.
 */
final class Position {
    private final List<Frame> frames = new ArrayList<>();
    private int depth;

    /** A block that is being run, and what its current statement has to know to go on. */
    static final class Frame {
        /** Number of the statement. */
        int at;

        /** Of a loop: round or number that its body has its turn with. Of an {@code if}: 1 for its first branch. */
        long round;

        /** Of a loop: the last round, or the number behind it. */
        long last;

        /** Of a loop over a list. */
        @Nullable
        Value list;

        /** Of a run: ticks asked for and ticks done; 0 asked for if none is going on. */
        long ticks;

        long done;

        /** Of a run until a condition holds: whether it does. */
        boolean reached;
    }

    /** A block begins, or is gone on with. */
    Frame enter() {
        if (!leadsOn()) {
            frames.add(new Frame());
        }
        return frames.get(depth++);
    }

    /** The innermost block has ended. */
    void leave() {
        frames.removeLast();
        depth--;
    }

    /** Whether the current statement is gone on with: the protocol was inside of it. */
    boolean leadsOn() {
        return depth < frames.size();
    }

    void save(StateSink out, SavedValues values) {
        out.longs("depth", frames.size());
        for (Frame f : frames) {
            out.longs("frame", f.at, f.round, f.last, f.ticks, f.done, f.reached ? 1 : 0);
            values.save(out, "list", f.list);
        }
    }

    void restore(StateSource in, SavedValues values) {
        for (int k = in.index("depth"); k > 0; k--) {
            long[] saved = new long[6];
            in.into("frame", saved);
            Frame f = new Frame();
            f.at = (int) saved[0];
            f.round = saved[1];
            f.last = saved[2];
            f.ticks = saved[3];
            f.done = saved[4];
            f.reached = saved[5] != 0;
            f.list = values.restore(in, "list");
            frames.add(f);
        }
    }
}
