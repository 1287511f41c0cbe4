/**
 * What an image says of the chip that it was compiled for: where its neurons are, and what each operation costs. Start reading at
 * {@link bouton.image.chip.Hardware}.
 */
@NullMarked
package bouton.image.chip;

import org.jspecify.annotations.NullMarked;
