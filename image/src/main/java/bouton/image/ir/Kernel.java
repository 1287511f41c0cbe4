package bouton.image.ir;

/**
 * A program for one instance.
 *
 * @param name for listings and messages, for example {@code lif.integrate}
 * @param registers how many registers its instructions use; all are numbered below
 * @param body what it does
 */
public record Kernel(String name, int registers, Block body) {
    public static final Kernel NOTHING = new Kernel("nothing", 0, Block.EMPTY);

    public Kernel {
        if (registers < 0) {
            throw new IllegalArgumentException("registers " + registers);
        }
    }

    public boolean isEmpty() {
        return body.isEmpty();
    }
}
