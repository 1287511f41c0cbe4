package bouton.emulator.generate;

import bouton.emulator.interpret.LinkScope;
import bouton.emulator.interpret.Linker;
import bouton.image.ir.Kernel;

/**
 * What a kernel is generated for.
 *
 * @param scope what it may name
 * @param counting whether saturations count
 */
record Context(Linker linker, LinkScope scope, Kernel kernel, Linker.Counting counting, Shape shape) {
    /** An instruction as messages name it. */
    String place(int at) {
        return linker.place(kernel, at);
    }
}
