package bouton.image.run;

import bouton.image.chip.Cost;
import bouton.image.chip.Operation;
import bouton.image.net.Scope;
import java.math.BigDecimal;

/**
 * So many operations of one kind that a chip has done in one place for one purpose. What a run costs is a sum of charges and
 * nothing else, so it is the same however they are put together.
 *
 * @param core index in {@link bouton.image.chip.Hardware#cores()}, -1 for the host
 * @param scope population, stimulus or projection that they were done for
 * @param at index of the place in the user's text that asks for them, -1 for none
 * @param count how many
 * @param cost of each
 */
public record Charge(Operation operation, int core, Scope scope, int at, long count, Cost cost) {
    /** In J, exact. */
    public BigDecimal energy() {
        return BigDecimal.valueOf(cost.energy()).multiply(BigDecimal.valueOf(count));
    }

    /** In units of {@link bouton.image.chip.Hardware#timeUnit()}: work, some of which is done at the same time as other work. */
    public long time() {
        return Math.multiplyExact(cost.time(), count);
    }
}
