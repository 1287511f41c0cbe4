package bouton.image.machine;

import bouton.image.ir.Kernel;
import bouton.image.net.Scope;
import java.util.List;

/**
 * A network on a machine: what a host writes into its registers and memories before it starts, where neurons and synapses are,
 * and which addresses it puts on the input bus when. The image around it says what the host can name: its groups, projections,
 * stimuli and probes; the handlers of its populations and projections do not run, the machine's circuits do.
 *
 * @param registers what each holds; banks one element after another, in the order of {@link Machine#registers()}
 * @param memories the words of each memory: bits 63 .. 0 and 127 .. 64 of each, one after another
 * @param residents which neuron of the machine each member of a population is
 * @param variables words that the host reads and sets
 * @param sources what the members of stimuli put on the bus when they send
 * @param periods what the host puts on the bus every so often, behind all that came in the same tick
 * @param switches fields that say whether synapses learn
 * @param cycles of the clock in a tick of the image; 0 without a clock
 */
public record Program(
        Machine machine,
        long[][] registers,
        long[][] memories,
        List<Residents> residents,
        List<Variable> variables,
        List<Source> sources,
        List<Period> periods,
        List<Switch> switches,
        long cycles) {
    public Program {
        residents = List.copyOf(residents);
        variables = List.copyOf(variables);
        sources = List.copyOf(sources);
        periods = List.copyOf(periods);
        switches = List.copyOf(switches);
    }

    /** The neuron of the machine that a member of a population is. */
    public int neuron(int group, int member) {
        for (Residents r : residents) {
            if (r.group() == group) {
                return r.first() + member;
            }
        }
        throw new IllegalArgumentException("group " + group + " is not on the machine");
    }

    /** The row of synapses that a member of a group sends over; -1 if it sends over none. */
    public int row(int group, int member) {
        for (Residents r : residents) {
            if (r.group() == group) {
                return r.first() + member;
            }
        }
        for (Source s : sources) {
            if (s.group() == group) {
                return s.rows()[member];
            }
        }
        throw new IllegalArgumentException("group " + group + " does not send to the machine");
    }

    /**
     * @param group a population
     * @param first its member number i is neuron {@code first + i}
     * @param event number of the population's event that the neurons' events are
     */
    public record Residents(int group, int first, int event) {}

    /**
     * A state of neurons or a variable of synapses, kept in a field of memory as an integer: value = integer * scale + offset.
     *
     * @param scope a population, or a projection
     * @param read yields the value, in internal units
     * @param write takes the payload as the value
     * @param place where the integer is: slot 0 of its expressions holds the number of the neuron, or of a synapse's row, slot 1
     *     that of its target; slot 2 is the integer
     * @param scale of each instance, or one for all
     * @param offset likewise
     */
    public record Variable(
            Scope scope, Kernel read, Kernel write, Statement.Store place, double[] scale, double[] offset) {}

    /**
     * What a stimulus sends.
     *
     * @param rows that its members send over; -1 where a member has none
     * @param addresses what each member puts on the bus, one after another
     */
    public record Source(int group, int[] rows, long[][] addresses) {}

    /**
     * @param ticks between two of them; the first comes at the end of tick {@code ticks - 1}
     * @param address on the bus
     */
    public record Period(long ticks, long address) {}

    /**
     * A field of all synapses of a projection, or neurons of a population, that depends on whether they learn.
     *
     * @param place as of a {@link Variable}
     */
    public record Switch(Scope scope, Statement.Store place, long on, long off) {}
}
