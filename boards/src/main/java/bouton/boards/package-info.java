/**
 * Runs images on hardware and on RTL in a shared library, and returns the observations that the emulator would return. Native
 * code is called here and nowhere else.
 */
@NullMarked
package bouton.boards;

import org.jspecify.annotations.NullMarked;
