/** Costs on chips: against numbers from elsewhere, and against a slow count over what was recorded. */
@NullMarked
package bouton.emulator.cost;

import org.jspecify.annotations.NullMarked;
