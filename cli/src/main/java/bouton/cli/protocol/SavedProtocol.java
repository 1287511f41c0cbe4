package bouton.cli.protocol;

import bouton.image.run.StateSink;
import bouton.image.run.StateSource;

/** What a protocol has to know beside its session, written down and taken back in sections of its own. */
final class SavedProtocol {
    static final String SECTION = "protocol";
    private static final String VARIABLES = "protocol/variables";
    private static final String RUNS = "protocol/runs";

    private final World world;
    private final Randomness randomness;
    private final Position position;
    private final SavedValues values;

    SavedProtocol(World world, Randomness randomness, Position position) {
        this.world = world;
        this.randomness = randomness;
        this.position = position;
        this.values = new SavedValues(world.experiment());
    }

    /** Goes on with the section of the protocol, then begins others. */
    void save(StateSink out) {
        position.save(out, values);
        randomness.save(out);
        out.section(VARIABLES);
        world.save(out, values);
        out.section(RUNS);
        world.events().save(out);
    }

    void restore(StateSource in) {
        position.restore(in, values);
        randomness.restore(in);
        in.section(VARIABLES);
        world.restore(in, values);
        in.section(RUNS);
        world.events().restore(in);
    }
}
