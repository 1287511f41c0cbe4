package bouton.cli.protocol;

import bouton.image.run.Session;
import bouton.image.run.StateSink;
import java.io.IOException;
import java.util.function.Consumer;

/** Keeps what is needed to go on with an experiment, now and then between two ticks. */
public interface Checkpointing {
    /** Never keeps anything. */
    Checkpointing NONE = new Checkpointing() {
        @Override
        public boolean isOn() {
            return false;
        }

        @Override
        public long room(long tick, double dt) {
            return Long.MAX_VALUE;
        }

        @Override
        public boolean isDue(long tick, double dt) {
            return false;
        }

        @Override
        public void save(Consumer<StateSink> state, Session session) {}
    };

    /** Whether anything is ever kept. */
    boolean isOn();

    /**
     * How many ticks may run before {@link #isDue} is to be asked.
     *
     * @param tick number of the tick that comes next at this point of the experiment
     * @param dt its length in ms
     */
    long room(long tick, double dt);

    /** Whether something is to be kept now. */
    boolean isDue(long tick, double dt);

    /**
     * Keeps it.
     *
     * @param state writes down where the experiment stands, in sections of its own
     * @param session stands between two ticks
     */
    void save(Consumer<StateSink> state, Session session) throws IOException;

    /** The same, with more to write down. */
    default Checkpointing with(Consumer<StateSink> more) {
        Checkpointing outer = this;
        return new Checkpointing() {
            @Override
            public boolean isOn() {
                return outer.isOn();
            }

            @Override
            public long room(long tick, double dt) {
                return outer.room(tick, dt);
            }

            @Override
            public boolean isDue(long tick, double dt) {
                return outer.isDue(tick, dt);
            }

            @Override
            public void save(Consumer<StateSink> state, Session session) throws IOException {
                outer.save(more.andThen(state), session);
            }
        };
    }
}
