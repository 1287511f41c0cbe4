/**
 * What changes while an image runs: the words of neurons and synapses ({@link bouton.emulator.state.Columns}), the sums of
 * ports ({@link bouton.emulator.state.PortState}), events ({@link bouton.emulator.state.EventChannel}) and sent values
 * ({@link bouton.emulator.state.SentValues}) that are on their way.
 */
@NullMarked
package bouton.emulator.state;

import org.jspecify.annotations.NullMarked;
