/** Tests. */
@NullMarked
package bouton.cli.chips;

import org.jspecify.annotations.NullMarked;
