/** Which words an instance of a model has. Start at {@link bouton.compiler.layout.Layout}. */
@NullMarked
package bouton.compiler.layout;

import org.jspecify.annotations.NullMarked;
