/** Tests. */
@NullMarked
package bouton.dsl.check;

import org.jspecify.annotations.NullMarked;
