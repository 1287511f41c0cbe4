/** Networks on chips that are described bit by bit. */
@NullMarked
package bouton.cli.machine;

import org.jspecify.annotations.NullMarked;
