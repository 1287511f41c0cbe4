/** Tests of generated code. */
@NullMarked
package bouton.emulator.generate;

import org.jspecify.annotations.NullMarked;
