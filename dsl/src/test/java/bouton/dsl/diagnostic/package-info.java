/** Tests. */
@NullMarked
package bouton.dsl.diagnostic;

import org.jspecify.annotations.NullMarked;
