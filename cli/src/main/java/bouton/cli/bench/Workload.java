package bouton.cli.bench;

import java.util.List;

/** Something that is measured. Its program is a resource beside this class. */
public sealed interface Workload {
    /** As it is asked for on the command line; of a network, its recording is {@code NAME.recorded}. */
    String name();

    /** What it is, in a few words. */
    String what();

    /** File name of the program. */
    String program();

    /**
     * A network that is built and simulated. The program has a parameter {@code n}, the number of neurons, a multiple of 5.
     *
     * @param network its name in the program
     * @param target of the program; empty for its first
     * @param neurons how many unless said otherwise
     * @param ms simulated time unless said otherwise
     * @param peers simulators whose script knows the same network
     */
    record OfNetwork(
            String name,
            String what,
            String program,
            String network,
            String target,
            int neurons,
            double ms,
            List<Peer> peers)
            implements Workload {
        public OfNetwork {
            peers = List.copyOf(peers);
        }
    }

    /**
     * A short call of the command, measured from the start of its process to the end.
     *
     * @param command the first word of the call, followed by the program
     */
    record OfProcess(String name, String what, String program, String command) implements Workload {}
}
