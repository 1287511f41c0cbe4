package bouton.image.chip;

/**
 * Members {@code from .. to - 1} of a population are on a core.
 *
 * @param group index in {@link bouton.image.net.Image#groups()}
 * @param core index in {@link Hardware#cores()}
 */
public record Slice(int group, int from, int to, int core) {
    public Slice {
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException("slice " + from + " .. " + to + " of group " + group);
        }
    }

    /** Number of neurons. */
    public int size() {
        return to - from;
    }
}
