/** Tests of the language from outside: programs in, diagnostics and models out. */
@NullMarked
package bouton.dsl.experiment;

import org.jspecify.annotations.NullMarked;
