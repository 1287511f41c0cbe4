/** Writes kernels: registers, blocks, terms and statements. Start at {@link bouton.compiler.kernel.KernelWriter}. */
@NullMarked
package bouton.compiler.kernel;

import org.jspecify.annotations.NullMarked;
