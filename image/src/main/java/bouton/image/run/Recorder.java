package bouton.image.run;

/**
 * Takes the observations of a session. Arrays belong to the session and are reused: copy what you keep.
 */
public interface Recorder {
    /** Takes nothing. */
    Recorder NOTHING = new Recorder() {
        @Override
        public boolean wants(int group, int event) {
            return false;
        }

        @Override
        public void events(int group, int event, long tick, int[] members, int count) {}

        @Override
        public void values(int probe, long ticks, double[] values) {}
    };

    /** Whether it wants to be told of these events; asked when a session opens. */
    default boolean wants(int group, int event) {
        return true;
    }

    /**
     * Events of a tick, called once per tick, group and event number if there are any.
     *
     * @param members who emitted, ascending, several entries for several events; the first {@code count} entries
     */
    void events(int group, int event, long tick, int[] members, int count);

    /**
     * Values of probe number {@code probe} for its members after {@code ticks} ticks have run.
     */
    void values(int probe, long ticks, double[] values);
}
