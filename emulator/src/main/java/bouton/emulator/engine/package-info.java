/**
 * The tick engine: it decides when kernels run and what they see. {@link bouton.emulator.engine.EmulatorSession} is the
 * session, {@link bouton.emulator.engine.ScheduleBuilder} lays out the steps of a tick.
 */
@NullMarked
package bouton.emulator.engine;

import org.jspecify.annotations.NullMarked;
