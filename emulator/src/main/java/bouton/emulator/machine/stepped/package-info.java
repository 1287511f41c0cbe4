/** Bodies of machines run as they stand, a clock cycle at a time: the specification. */
@NullMarked
package bouton.emulator.machine.stepped;

import org.jspecify.annotations.NullMarked;
