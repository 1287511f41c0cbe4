/** Equations to kernels: one class per method. Start at {@link bouton.compiler.ode.OdeCompiler}. */
@NullMarked
package bouton.compiler.ode;

import org.jspecify.annotations.NullMarked;
