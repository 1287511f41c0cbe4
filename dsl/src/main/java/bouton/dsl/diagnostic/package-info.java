/** What is told to the person who wrote a program: codes, places, notes, helps, and how they look. */
@NullMarked
package bouton.dsl.diagnostic;

import org.jspecify.annotations.NullMarked;
