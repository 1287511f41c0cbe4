/** Tests. */
@NullMarked
package bouton.dsl.unit;

import org.jspecify.annotations.NullMarked;
