package bouton.cli.diff;

import bouton.compiler.Compiled;
import bouton.image.net.Probe;
import bouton.image.run.Session;
import java.util.List;

/** Looks at two runs whenever they stand side by side. */
interface Watcher {
    /** Probes of every tick whose values it wants to see, the same for both sides in number and shape. */
    List<Probe.Values> probes(Compiled compiled);

    /**
     * One of the two as it stands still.
     *
     * @param compiled what runs; the image of the session has more probes
     */
    record Standing(Compiled compiled, Session session, SideLog log) {}

    /** Both have been opened; false if there is nothing to compare. */
    boolean opened(Standing first, Standing second);

    /** How many ticks from this one on may run until they are looked at again, at least 1. */
    long room(long tick);

    /** Ticks {@code from} (included) to {@code to} (excluded) have run on both; false if no more have to. */
    boolean ran(long from, long to, Standing first, Standing second);

    /** So many ticks have run on both, and no more will; what comes later in the logs has run on one of them only. */
    void ended(long ticks, Standing first, Standing second);
}
