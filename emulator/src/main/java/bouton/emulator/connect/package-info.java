/**
 * Synapses from recipes: {@link bouton.emulator.connect.Recipes} makes the {@link bouton.emulator.connect.Wiring} of a
 * projection, {@link bouton.emulator.connect.EventIndex} finds the synapses that an event reaches.
 */
@NullMarked
package bouton.emulator.connect;

import org.jspecify.annotations.NullMarked;
