/**
 * Runs images as the chip would, tick by tick and bit by bit. A core: it knows images alone, and no files or terminals.
 *
 * <p>{@link bouton.emulator.Emulator} is the way in. Read on with {@link bouton.emulator.engine.EmulatorSession}, which runs
 * the ticks, and {@link bouton.emulator.engine.ScheduleBuilder}, which lays out what happens in one. {@code interpret} says what
 * a kernel does, {@code connect} makes the synapses, {@code state} holds all that changes. Arrows: engine to the three others,
 * interpret and connect to state.
 */
@NullMarked
package bouton.emulator;

import org.jspecify.annotations.NullMarked;
