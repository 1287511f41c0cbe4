package bouton.image.chip;

import java.util.List;

/**
 * The chip that an image was compiled for, as far as its costs and the places of its neurons go. What the network computes does
 * not depend on it. Populations without a slice, and stimuli, are on the host, which reaches every core without hops.
 *
 * @param chip its name; empty: there is none
 * @param timeUnit in which times are counted, in s; all times are whole numbers of it
 * @param cycle units of time of a clock cycle; 0 without a clock
 * @param timing how the time that a tick takes is reckoned
 * @param linkBuffer how many messages a link of the mesh holds
 * @param barrier by number of tiles in use, ascending; empty: no time
 * @param host an event or value that the host sends
 * @param idle power of the chip as a whole, in W, without that of tiles and cores
 * @param tiles all of the chip
 * @param kinds of cores
 * @param idleCores by kind: cores that hold nothing, and draw their power
 * @param cores those in use, by number
 * @param slices which neurons are on which core; a core serves its neurons in this order
 * @param groups by group: index of the place in the user's text that declares it, -1 for none
 * @param projections by projection: the same
 */
public record Hardware(
        String chip,
        double timeUnit,
        long cycle,
        Timing timing,
        int linkBuffer,
        List<Barrier> barrier,
        Cost host,
        double idle,
        List<Tile> tiles,
        List<CoreKind> kinds,
        List<Integer> idleCores,
        List<Core> cores,
        List<Slice> slices,
        List<Integer> groups,
        List<Integer> projections) {
    /** An image that was compiled for no chip. */
    public static final Hardware NONE = new Hardware(
            "",
            1,
            0,
            Timing.SIMPLE,
            Integer.MAX_VALUE,
            List.of(),
            Cost.NOTHING,
            0,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of());

    public Hardware {
        barrier = List.copyOf(barrier);
        tiles = List.copyOf(tiles);
        kinds = List.copyOf(kinds);
        idleCores = List.copyOf(idleCores);
        cores = List.copyOf(cores);
        slices = List.copyOf(slices);
        groups = List.copyOf(groups);
        projections = List.copyOf(projections);
    }

    /** Whether there is a chip. */
    public boolean isPresent() {
        return !chip.isEmpty();
    }

    /** Kind of a core. */
    public CoreKind kindOf(int core) {
        return kinds.get(cores.get(core).kind());
    }

    /** Tile of a core. */
    public Tile tileOf(int core) {
        return tiles.get(cores.get(core).tile());
    }

    /** The slices of a group, by first member. */
    public List<Slice> slicesOf(int group) {
        return slices.stream()
                .filter(s -> s.group() == group)
                .sorted(java.util.Comparator.comparingInt(Slice::from))
                .toList();
    }

    /** Time of the barrier at the end of a tick: of the greatest number of tiles that is not above the number in use. */
    public long barrierTime() {
        long used = cores.stream().mapToInt(Core::tile).distinct().count();
        long result = barrier.isEmpty() ? 0 : barrier.getFirst().time();
        for (Barrier step : barrier) {
            result = step.tiles() <= used ? step.time() : result;
        }
        return result;
    }
}
