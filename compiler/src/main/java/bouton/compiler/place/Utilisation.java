package bouton.compiler.place;

import java.util.List;

/**
 * How full the cores of a chip are.
 *
 * @param chip its name
 * @param cores all that it has
 * @param used those that hold neurons
 * @param unchecked what could not be held against the chip, a sentence each
 */
public record Utilisation(String chip, int cores, List<CoreUse> used, List<String> unchecked) {
    public Utilisation {
        used = List.copyOf(used);
        unchecked = List.copyOf(unchecked);
    }

    /**
     * A core in use; limits are {@link bouton.dsl.chip.Core#UNLIMITED} (of memory: {@link Long#MAX_VALUE}) where there are none.
     *
     * @param core number among all of the chip
     * @param slices which neurons it holds, for people
     */
    public record CoreUse(
            int core,
            List<String> slices,
            int neurons,
            int mostNeurons,
            int axons,
            int mostAxons,
            long bytes,
            long mostBytes) {
        public CoreUse {
            slices = List.copyOf(slices);
        }
    }
}
