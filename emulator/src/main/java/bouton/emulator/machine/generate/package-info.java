/**
 * Operations as bytecode: what a chip's text says, with the registers as they stand and the arguments that are known folded in,
 * in integers of the width that their values need. {@link bouton.emulator.machine.generate.Specialiser} makes acts and terms of a
 * body, {@link bouton.emulator.machine.generate.OperationGenerator} a class of them; what an operation does to the outside goes
 * into the {@link bouton.emulator.machine.generate.OperationLog} with the step in which it happened.
 */
@NullMarked
package bouton.emulator.machine.generate;

import org.jspecify.annotations.NullMarked;
