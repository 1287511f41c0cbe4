package bouton.emulator.machine.generate;

import java.util.List;

/**
 * A kernel with what is known of its arguments folded in.
 *
 * @param parameters the others
 */
record KernelMethod(String name, List<Term.Slot> parameters, List<Act> acts, Facts facts) {}
