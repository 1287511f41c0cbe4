/**
 * From text to syntax tree: {@link bouton.dsl.parse.Parser}. The ANTLR types of the {@code generated} package do not leave
 * this one.
 */
@NullMarked
package bouton.dsl.parse;

import org.jspecify.annotations.NullMarked;
