/** Texts and places in them. */
@NullMarked
package bouton.dsl.source;

import org.jspecify.annotations.NullMarked;
