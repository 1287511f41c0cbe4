package bouton.image.net;

import bouton.image.ir.Kernel;
import java.util.List;

/**
 * A value that is known everywhere ({@code Instruction.ReadGlobal}).
 *
 * @param name for people
 * @param source what it is
 * @param unit unit in which people see it
 * @param scale what is shown is the value times this
 */
public record GlobalValue(String name, Source source, String unit, double scale) {
    /** Where a value comes from. */
    public sealed interface Source {}

    /**
     * What a member of a group sends: field {@code field} of it. Of a stimulus from the start of the tick on, of a population
     * from the end of stage {@code RESET} on.
     */
    public record Sent(int group, int field, int member) implements Source {}

    /**
     * A trace of events: it grows by their payloads (1 without one) and decays by {@code decay} in every tick. Events of a
     * stimulus are in it from stage {@code TIME} of their tick on, those of a population from the end of stage {@code RESET}
     * on.
     *
     * @param member -1: events of all
     */
    public record Trace(int group, int event, int member, double decay) implements Source {}

    /** A trace of the global event number {@code event}, from the moment at which it acts. */
    public record EventTrace(int event, double decay) implements Source {}

    /**
     * A value of a population, computed in stage {@code REDUCE} of every tick, or in stage {@code PERIODIC} of the ticks that
     * end at multiples of {@code period}.
     *
     * @param reader yields the value of a member
     * @param members whose; all if empty
     * @param rank for {@link Operation#LARGEST}: 1 for the largest
     * @param period in ticks; 0: every tick
     */
    public record Reduction(int group, Kernel reader, List<Integer> members, Operation operation, int rank, long period)
            implements Source {
        public Reduction {
            members = List.copyOf(members);
        }
    }

    /** How many values become one; sums run in the order of the members, of equal values the first counts. */
    public enum Operation {
        SUM,
        MEAN,
        MIN,
        MAX,
        /** The number of the member with the largest value. */
        ARGMAX,
        /** The k-th largest value. */
        LARGEST
    }
}
