/**
 * The interpreter of the kernel IR, the executable specification of it. {@link bouton.emulator.interpret.KernelLinker} turns
 * each instruction of a kernel into an {@link bouton.emulator.interpret.Operation}, a small loop over the instances that a
 * {@link bouton.emulator.interpret.Frame} points at; a {@link bouton.emulator.interpret.Program} runs them. Start reading
 * there. Integer arithmetic is in {@link bouton.emulator.interpret.IntegerUnit}, adaptive integration in {@link
 * bouton.emulator.interpret.AdaptiveUnit}.
 */
@NullMarked
package bouton.emulator.interpret;

import org.jspecify.annotations.NullMarked;
