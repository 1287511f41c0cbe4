/** Tests. */
@NullMarked
package bouton.dsl.chip.check;

import org.jspecify.annotations.NullMarked;
