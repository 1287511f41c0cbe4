/** The interpreter against slow evaluators that share nothing with it. */
@NullMarked
package bouton.emulator.interpret;

import org.jspecify.annotations.NullMarked;
