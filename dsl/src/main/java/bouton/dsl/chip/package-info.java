/**
 * Chips as text: the checked form of a {@code chip} declaration. Start reading at {@link bouton.dsl.chip.Chip}.
 */
@NullMarked
package bouton.dsl.chip;

import org.jspecify.annotations.NullMarked;
