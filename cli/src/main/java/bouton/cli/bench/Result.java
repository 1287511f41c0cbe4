package bouton.cli.bench;

import java.util.List;
import java.util.Optional;

/** What came of a workload. */
public sealed interface Result {
    Workload workload();

    /**
     * The results are not those recorded, so there are no figures.
     *
     * @param why in a sentence
     */
    record Wrong(Workload workload, String why) implements Result {}

    /**
     * Figures of a network.
     *
     * @param checked the short run whose results were compared
     * @param facts what was built
     * @param activity what happened in each run
     * @param compile from the text to the image
     * @param build connectivity and initial values
     * @param run the simulation alone
     * @param whole {@code bouton run}, from the start of its process to the end, if that was asked for
     * @param peers the same network elsewhere, run in turn with this
     */
    record OfNetwork(
            Workload.OfNetwork workload,
            Recorded checked,
            Facts facts,
            Activity activity,
            Measured compile,
            Measured build,
            Measured run,
            Optional<Measured> whole,
            List<OfPeer> peers)
            implements Result {
        public OfNetwork {
            peers = List.copyOf(peers);
        }

        /** Synaptic events per second of wall time. */
        public double eventsPerSecond() {
            return activity.events() / run.median();
        }
    }

    /** Figures of a call of the command. */
    record OfProcess(Workload.OfProcess workload, Measured whole) implements Result {}

    /**
     * Sizes.
     *
     * @param neurons without stimuli
     * @param synapses between neurons
     * @param bytes that the session holds
     * @param ms simulated time
     * @param ticks the same
     */
    record Facts(long neurons, long synapses, long bytes, double ms, long ticks) {}

    /**
     * @param spikes of all neurons
     * @param events spikes times the number of synapses that they reach: those of stimuli and what plastic synapses do at
     *     spikes of their target are not in it
     */
    record Activity(long spikes, long events) {}

    /** A peer, asked for the same network. */
    sealed interface OfPeer {
        Peer peer();

        /**
         * It ran.
         *
         * @param spikes of all its neurons in one run
         */
        record Ran(Peer peer, String version, Measured build, Measured run, long spikes) implements OfPeer {}

        /** Python has no such module. */
        record Missing(Peer peer) implements OfPeer {}

        /**
         * Its script ended early.
         *
         * @param why the last that it said
         */
        record Failed(Peer peer, String why) implements OfPeer {}
    }
}
