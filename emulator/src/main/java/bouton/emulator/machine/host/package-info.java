/** Networks on chips that work off events: the host that loads them, feeds stimuli and time, and looks at what came of it. */
@NullMarked
package bouton.emulator.machine.host;

import org.jspecify.annotations.NullMarked;
