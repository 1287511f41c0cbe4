package bouton.image.net;

import java.util.List;

/** What a run records. */
public sealed interface Probe {
    String name();

    /** Every event number {@code event} of group {@code group} by one of the members (all, if the list is empty). */
    record Events(String name, int group, int event, List<Integer> members) implements Probe {
        public Events {
            members = List.copyOf(members);
        }
    }

    /**
     * The value of {@code reader} for the members (all, if the list is empty) at the end of the ticks that end at
     * multiples of {@code period} ticks, and before the first tick.
     */
    record Values(String name, Reader reader, long period, List<Integer> members) implements Probe {
        public Values {
            members = List.copyOf(members);
            if (period < 1) {
                throw new IllegalArgumentException("period " + period);
            }
        }
    }
}
