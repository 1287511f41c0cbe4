package bouton.emulator.engine;

import java.util.HashSet;
import java.util.Set;

/**
 * What a step touches that other parts touch as well. Everything else belongs to the part that it runs for. Steps that do not
 * get in each other's way may run without waiting for all parts in between.
 */
final class Access {
    /** What may be shared. */
    enum What {
        /** State words of a group. */
        WORDS,
        /** Events of a group in the tick that runs. */
        EVENTS,
        /** Words of the synapses of a projection. */
        SYNAPSES,
        /** Words that synapses share. */
        SHARED
    }

    private record Resource(What what, Object owner) {}

    private final Set<Resource> readElsewhere = new HashSet<>();
    private final Set<Resource> written = new HashSet<>();

    /** The step reads what other parts may own. */
    void readsElsewhere(What what, Object owner) {
        readElsewhere.add(new Resource(what, owner));
    }

    /** The step writes what is its part's own and others may read. */
    void writes(What what, Object owner) {
        written.add(new Resource(what, owner));
    }

    /** Whether this step has to wait until all parts have done the other one. */
    boolean mustWaitFor(Access earlier) {
        return readElsewhere.stream().anyMatch(earlier.written::contains)
                || written.stream().anyMatch(earlier.readElsewhere::contains);
    }

    /** Whether nothing is read of other parts but events of stimuli, which do not depend on the network. */
    boolean readsOnlyEventsOfStimuli() {
        return readElsewhere.stream().allMatch(r -> r.what() == What.EVENTS && r.owner() instanceof StimulusState);
    }

    /** Takes in what another step does. */
    void add(Access other) {
        readElsewhere.addAll(other.readElsewhere);
        written.addAll(other.written);
    }
}
