/** What recipes of connectivity promise. */
@NullMarked
package bouton.emulator.connect;

import org.jspecify.annotations.NullMarked;
