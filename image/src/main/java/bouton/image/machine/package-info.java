/**
 * Chips that work off one event after another: memories, registers, and what the circuits behind them do, as expressions and
 * statements over integers. A chip's text is compiled to this; the event-serial engine runs it.
 */
@NullMarked
package bouton.image.machine;

import org.jspecify.annotations.NullMarked;
