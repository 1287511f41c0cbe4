package bouton.image.net;

/**
 * A number of ticks: {@code ticks} plus, if {@code field} is not -1, the value of that integer field of the instance (set by
 * its init or derive kernel, constant from then on, at least 0).
 */
public record Lag(int ticks, int field) {
    public static final Lag NONE = new Lag(0, -1);

    public Lag {
        if (ticks < 0 || field < -1) {
            throw new IllegalArgumentException("lag of " + ticks + " ticks, field " + field);
        }
    }

    public static Lag of(int ticks) {
        return new Lag(ticks, -1);
    }

    /** Zero for every synapse. */
    public boolean isNone() {
        return ticks == 0 && field < 0;
    }
}
