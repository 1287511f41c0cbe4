/** Tests. */
@NullMarked
package bouton.dsl.chip;

import org.jspecify.annotations.NullMarked;
