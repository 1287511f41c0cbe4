package bouton.image.run;

import java.util.List;

/**
 * How a chip that works off events has spent a run.
 *
 * @param chip its name
 * @param cycles of its clock since the start
 * @param busy those in which it worked or sent
 * @param states cycles in each state of its controller, in the order of {@code Machine.states()}
 * @param spikes events of its neurons
 * @param dropped entries that its queue had no room for
 * @param late events that it had not taken when their tick was over, each counted once for every tick that it is late
 */
public record MachineReport(
        String chip, long cycles, long busy, List<Long> states, long spikes, long dropped, long late) {
    public MachineReport {
        states = List.copyOf(states);
    }
}
