/** {@code bouton conform}: what agrees, what must not, and what cannot be read. */
@NullMarked
package bouton.cli.conform;

import org.jspecify.annotations.NullMarked;
