package bouton.cli.protocol;

import bouton.compiler.Compiled;
import bouton.dsl.source.Span;
import bouton.image.run.Recorder;
import bouton.image.run.Session;
import java.io.IOException;

/**
 * Follows a run of an experiment. All calls come from the thread that runs it; for every point: begin, opened, any number of
 * progress, record and require, then end. An exception ends the run.
 */
public interface ExperimentListener {
    /**
     * A sweep point begins: it has been compiled, and its session is about to be opened.
     *
     * @return takes all observations of the session
     */
    Recorder begin(Point point, Compiled compiled) throws IOException;

    /** The session of the point is open. */
    default void opened(Session session) throws IOException {}

    /** A statement is about to be done. */
    default void statement(Span at) {}

    /**
     * Called now and then between ticks.
     *
     * @param done ticks of this point that have run
     * @param planned ticks of the whole point, -1 if that is not known beforehand
     * @return false to stop: the point then ends here and is told as not complete, and no other begins
     */
    boolean progress(long done, long planned) throws IOException;

    /**
     * Called now and then while a point runs in float64 before it is compiled for a chip, to show how large values become.
     *
     * @return false to stop: nothing runs then
     */
    default boolean calibrating(long done, long planned) throws IOException {
        return true;
    }

    /**
     * A {@code record} has appended to its list.
     *
     * @param values one value, or the elements of a vector, in the unit
     * @param unit symbol; {@code 1} for none
     */
    void record(String name, double[] values, String unit) throws IOException;

    /** A {@code run until} has come to its end before its condition held. */
    default void gaveUp(Span at) {}

    /** A negative control has run: it must fail one of its requirements. */
    default void control(String experiment, boolean failed) {}

    /** A {@code require} has been judged. */
    void require(Requirement result) throws IOException;

    /**
     * Follows a {@code require}.
     *
     * @param allows whether the experiment has asked for the step of a word that is not 0 ({@code lsb}), so that what it
     *     requires may be looser than in float64
     */
    default void allowsForSteps(boolean allows) {}

    /**
     * The point has ended; its session is still open and can be read.
     *
     * @param complete false if it was stopped, or if something in it could not be computed
     */
    void end(Point point, Session session, boolean complete) throws IOException;
}
