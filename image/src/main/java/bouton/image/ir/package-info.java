/**
 * The kernel IR: what an emulator, a code generator or a listing sees of a neuron, a synapse or a stimulus. A {@link
 * bouton.image.ir.Kernel} is a block of typed three-address instructions over registers, run once for one instance (one
 * neuron, one synapse). Start reading at {@link bouton.image.ir.Instruction}.
 */
@NullMarked
package bouton.image.ir;

import org.jspecify.annotations.NullMarked;
