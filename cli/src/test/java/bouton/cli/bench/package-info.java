/** Tests of {@code bouton bench}. */
@NullMarked
package bouton.cli.bench;

import org.jspecify.annotations.NullMarked;
