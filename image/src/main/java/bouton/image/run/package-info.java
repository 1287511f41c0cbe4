/**
 * What runs an image, as its user sees it: a {@link bouton.image.run.Session} is implemented by the emulator and by boards,
 * takes stimuli and gives observations.
 */
@NullMarked
package bouton.image.run;

import org.jspecify.annotations.NullMarked;
