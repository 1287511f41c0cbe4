/**
 * What a run would cost on its chip: operations are counted where spikes are emitted, in tables that say which cores and synapses each
 * of them reaches, so that nothing is counted while synapses are visited. Start reading at {@link bouton.emulator.cost.CostCounter}.
 */
@NullMarked
package bouton.emulator.cost;

import org.jspecify.annotations.NullMarked;
