/**
 * Turns kernels into JVM bytecode: one hidden class per kernel and {@link bouton.emulator.generate.Shape}, with a loop over
 * instances that HotSpot compiles and, where it can, vectorises. The results have the bits of {@code bouton.emulator.interpret},
 * which is the specification.
 */
@NullMarked
package bouton.emulator.generate;

import org.jspecify.annotations.NullMarked;
