/**
 * Learning rules as a chip can have them: what it can read and when, how long a program may be. Start reading at {@link
 * bouton.compiler.learning.RuleCheck}.
 */
@NullMarked
package bouton.compiler.learning;

import org.jspecify.annotations.NullMarked;
