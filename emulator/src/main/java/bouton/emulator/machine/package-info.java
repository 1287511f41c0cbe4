/**
 * The event-serial engine: a chip that works off one event after another, cycle by cycle, as {@link bouton.image.machine.Machine}
 * describes it. Start with {@link bouton.emulator.machine.EventMachine}. The chip's own circuits (what an operation does to
 * memories) come from its text; here are what all such chips share: {@link bouton.emulator.machine.Scheduler queue and timing
 * wheel}, the {@link bouton.emulator.machine.InputPort input} and {@link bouton.emulator.machine.OutputPort output} with their
 * four-phase handshakes and synchronisers, and the controller that waits, serves and acknowledges. How bodies are run is in
 * {@code stepped} (the specification, one clock cycle at a time) and {@code generate} (bytecode, one operation at a time).
 */
@NullMarked
package bouton.emulator.machine;

import org.jspecify.annotations.NullMarked;
