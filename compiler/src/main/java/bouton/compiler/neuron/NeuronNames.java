package bouton.compiler.neuron;

import bouton.compiler.kernel.KernelWriter;
import bouton.compiler.kernel.Names;
import bouton.compiler.kernel.Shared;
import bouton.compiler.layout.Layout;

/** Names in a handler of a neuron, which has its turn in the tick. */
final class NeuronNames extends Names {
    private final DelayLines lines;
    private final DelayLines.Turn turn;

    NeuronNames(KernelWriter writer, Layout layout, Shared shared, DelayLines lines, DelayLines.Turn turn) {
        super(writer, layout, shared);
        this.lines = lines;
        this.turn = turn;
    }

    @Override
    public int delayed(int index) {
        return lines.read(writer, index, turn);
    }
}
