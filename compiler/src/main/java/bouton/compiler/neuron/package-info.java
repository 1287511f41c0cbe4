/** Neuron models to populations. */
@NullMarked
package bouton.compiler.neuron;

import org.jspecify.annotations.NullMarked;
