/**
 * Chips bit by bit: from the registers, memories and circuits of a chip's text to the machine that the event-serial engine runs.
 */
@NullMarked
package bouton.compiler.machine;

import org.jspecify.annotations.NullMarked;
