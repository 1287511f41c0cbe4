/** What the tick engine promises, rule by rule. */
@NullMarked
package bouton.emulator.engine;

import org.jspecify.annotations.NullMarked;
