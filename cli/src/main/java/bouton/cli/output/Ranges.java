package bouton.cli.output;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists of members, written as ranges. */
final class Ranges {
    private Ranges() {}

    /** Pairs of first and last, in order; null for an empty list, which means all. */
    static @Nullable List<List<Integer>> of(List<Integer> members) {
        if (members.isEmpty()) {
            return null;
        }
        List<List<Integer>> ranges = new ArrayList<>();
        int first = members.getFirst();
        int last = first;
        for (int member : members.subList(1, members.size())) {
            if (member != last + 1) {
                ranges.add(List.of(first, last));
                first = member;
            }
            last = member;
        }
        ranges.add(List.of(first, last));
        return ranges;
    }
}
