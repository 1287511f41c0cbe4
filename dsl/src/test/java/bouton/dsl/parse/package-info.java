/** Tests. */
@NullMarked
package bouton.dsl.parse;

import org.jspecify.annotations.NullMarked;
