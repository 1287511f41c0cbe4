/** The syntax tree: what was written, with the place of every node. */
@NullMarked
package bouton.dsl.syntax;

import org.jspecify.annotations.NullMarked;
