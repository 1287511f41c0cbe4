/** What the emulator promises, rule by rule, on small images written by hand ({@link bouton.emulator.ImageBuilder}). */
@NullMarked
package bouton.emulator;

import org.jspecify.annotations.NullMarked;
