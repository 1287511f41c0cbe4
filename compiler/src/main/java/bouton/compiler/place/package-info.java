/** Puts neurons on the cores of a chip. Start reading at {@link bouton.compiler.place.Placer}. */
@NullMarked
package bouton.compiler.place;

import org.jspecify.annotations.NullMarked;
