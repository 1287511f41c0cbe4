/**
 * From the text of a chip to {@link bouton.dsl.chip.Chip}: start reading at {@link bouton.dsl.chip.check.ChipChecker}. {@code Body}
 * puts a chip and its parents together, the readers understand one part of it each.
 */
@NullMarked
package bouton.dsl.chip.check;

import org.jspecify.annotations.NullMarked;
