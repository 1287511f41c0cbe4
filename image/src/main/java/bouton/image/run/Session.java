package bouton.image.run;

import bouton.image.ir.Kernel;
import bouton.image.net.Image;
import bouton.image.net.Scope;
import java.util.List;
import java.util.Optional;

/**
 * An image being run, in emulation or on a board: the same calls, the same observations. Not for several threads at once.
 * A session stands between two ticks whenever none of its methods is running.
 */
public interface Session extends AutoCloseable {
    Image image();

    /** Number of ticks run so far; the next tick has this number. */
    long tick();

    /**
     * Runs {@code ticks} ticks. Event counts ({@link #counts}) start again at 0.
     *
     * @return the number of ticks run, less than asked for if the monitor wanted to stop
     */
    default long run(long ticks, RunMonitor monitor) {
        return run(ticks, monitor, TickCheck.NONE);
    }

    /** Runs as {@link #run(long, RunMonitor)}, and stops behind a tick where {@code check} says so. */
    long run(long ticks, RunMonitor monitor, TickCheck check);

    /**
     * Goes on with the last run as {@link #run(long, RunMonitor, TickCheck)} does, but event counts go on, too: one run of n
     * ticks is a run of some of them and a continuation of the others.
     */
    long proceed(long ticks, RunMonitor monitor, TickCheck check);

    /** Looks at a session after every tick of a run. */
    interface TickCheck {
        TickCheck NONE = done -> true;

        /**
         * The session stands between two ticks and may be read.
         *
         * @param done number of ticks of this run done so far
         * @return false to stop here
         */
        boolean goesOn(long done);
    }

    /**
     * Takes words back to their initial values, with the same draws. What is on its way to the scope's instances is dropped.
     *
     * @param fields numbers of the fields: of a projection first those of the synapses, then {@code rows}, then
     *     {@code columns}; empty for all that are neither parameters nor weights
     */
    void reset(Scope scope, List<Integer> fields);

    /** From the next tick on, stimulus {@code group} does what {@code input} says. */
    void present(int group, StimulusInput input);

    /** Event number {@code event} of {@link Image#globalEvents()} happens now, between two ticks. */
    void emit(int event, double payload);

    /** Value number {@code cell} of {@link Image#globals()} as of now. */
    double global(int cell);

    /** Value number 0 that the kernel yields, for every instance of the scope; changes nothing. */
    double[] evaluate(Scope scope, Kernel kernel);

    /**
     * Runs the kernel once for every instance with {@code payload[i]} (one element: for all) as its payload, between two
     * ticks. Draws in it use the number of the next tick in their key.
     */
    void apply(Scope scope, Kernel kernel, double[] payload);

    /** Switches stores to plastic words of the scope's instances off or on. */
    void learning(Scope scope, boolean on);

    /** Events number {@code event} of every member of the group in the last {@link #run}. */
    long[] counts(int group, int event);

    /** Source indices (row 0) and target indices (row 1) of the synapses, in the order the builder made them. */
    int[][] synapses(int projection);

    /** How often each of {@link Image#counters()} has counted. */
    long[] counters();

    /** What the ticks since the session was opened would have cost on the chip of the image; empty if it has none. */
    default Optional<CostReport> costs() {
        return Optional.empty();
    }

    /** How the chip has spent its time, if it is one that works off events; empty for others. */
    default Optional<MachineReport> machine() {
        return Optional.empty();
    }

    /** Bytes this session holds for state and connectivity. */
    long memory();

    /** Why {@link #save} is impossible, as a sentence for the user; empty if it is possible. */
    Optional<String> whyNotSaved();

    /**
     * Writes down all that coming ticks depend on, and what the other methods tell of past ones. Names of sections begin with
     * {@code session}.
     */
    void save(StateSink out);

    /**
     * Makes this session, which has just been opened, go on where another one of the same image was saved: with the same bits,
     * whatever number of threads either has.
     *
     * @throws StateException if the state is that of another image; the session is of no use then
     */
    void restore(StateSource in);

    @Override
    void close();
}
