/** Experiments run from text to results, on the emulator. */
@NullMarked
package bouton.cli.protocol;

import org.jspecify.annotations.NullMarked;
