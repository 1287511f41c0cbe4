package bouton.cli.diff;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Spikes around the first that differs, for a picture: so many before and so many from it on. */
final class Raster {
    private static final int BEFORE = 3000;
    private static final int BEHIND = 6000;

    private final Deque<Dot> before = new ArrayDeque<>();
    private final List<Dot> behind = new ArrayList<>();
    private boolean differs;

    /** Who has a spike. */
    enum Owner {
        BOTH,
        FIRST,
        SECOND
    }

    /** A spike of a neuron. */
    record Dot(long tick, int group, int member, Owner owner) {}

    void add(long tick, int group, int member, Owner owner) {
        differs |= owner != Owner.BOTH;
        Dot dot = new Dot(tick, group, member, owner);
        if (!differs) {
            if (before.size() == BEFORE) {
                before.removeFirst();
            }
            before.addLast(dot);
        } else if (behind.size() < BEHIND) {
            behind.add(dot);
        }
    }

    List<Dot> dots() {
        List<Dot> all = new ArrayList<>(before);
        all.addAll(behind);
        return all;
    }
}
