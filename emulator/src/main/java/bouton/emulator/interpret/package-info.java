/**
 * The interpreter of the kernel IR, the executable specification of it. {@link bouton.emulator.interpret.Linker} turns a
 * kernel into a flat {@link bouton.emulator.interpret.Program}, {@link bouton.emulator.interpret.Interpreter} runs it for
 * the instance that a {@link bouton.emulator.interpret.Frame} points at.
 */
@NullMarked
package bouton.emulator.interpret;

import org.jspecify.annotations.NullMarked;
