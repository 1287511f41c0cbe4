package bouton.compiler.machine;

import bouton.compiler.Compiled;
import bouton.image.net.Reader;
import bouton.image.net.Scope;
import bouton.image.run.Session;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Values of a network as it is before tick 0: all parameters and states by name, in internal units. */
final class Readings {
    private final Compiled compiled;
    private final Session session;
    private final Map<Key, Optional<double[]>> known = new HashMap<>();
    private final Map<Integer, int[][]> synapses = new HashMap<>();

    private record Key(Scope scope, String name) {}

    Readings(Compiled compiled, Session session) {
        this.compiled = compiled;
        this.session = session;
    }

    /** One for each instance; empty if the scope has nothing of the name. */
    Optional<double[]> values(Scope scope, String name) {
        return known.computeIfAbsent(new Key(scope, name), k -> {
            try {
                Reader reader = compiled.reader(scope, name);
                return Optional.of(session.evaluate(scope, reader.kernel()));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        });
    }

    /** Sources and targets. */
    int[][] synapses(int projection) {
        return synapses.computeIfAbsent(projection, session::synapses);
    }

    Compiled compiled() {
        return compiled;
    }
}
