/**
 * Runs images as the chip would, cycle by cycle and bit by bit: engines, network-on-chip, probes, checkpoints, energy. A core:
 * it knows images alone, and no files or terminals.
 */
@NullMarked
package bouton.emulator;

import org.jspecify.annotations.NullMarked;
