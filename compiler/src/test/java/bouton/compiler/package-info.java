/** Programs compiled and run: what each construct does, tick by tick. */
@NullMarked
package bouton.compiler;

import org.jspecify.annotations.NullMarked;
