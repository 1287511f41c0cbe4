@NullMarked
package bouton.emulator.machine;

import org.jspecify.annotations.NullMarked;
