package bouton.image.run;

/** Watches a run from outside. */
public interface RunMonitor {
    RunMonitor NONE = ticks -> true;

    /**
     * Called now and then between two ticks, from the thread that called run.
     *
     * @param ticks number of ticks of this run done so far
     * @return false to stop here
     */
    boolean progress(long ticks);
}
