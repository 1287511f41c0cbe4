/** Waveforms of chips that are run cycle by cycle, as value change dumps. */
@NullMarked
package bouton.cli.wave;

import org.jspecify.annotations.NullMarked;
