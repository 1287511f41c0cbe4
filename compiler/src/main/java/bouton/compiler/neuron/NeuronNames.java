package bouton.compiler.neuron;

import bouton.compiler.kernel.KernelWriter;
import bouton.compiler.kernel.Names;
import bouton.compiler.kernel.Shared;
import bouton.compiler.layout.Layout;
import bouton.dsl.model.Statement;
import java.util.List;

/** Names in a handler of a neuron, which has its turn in the tick. */
final class NeuronNames extends Names {
    private final DelayLines lines;
    private final DelayLines.Turn turn;
    private final List<Statement.After> tasks;

    /** @param tasks what is put off, filled in */
    NeuronNames(
            KernelWriter writer,
            Layout layout,
            Shared shared,
            DelayLines lines,
            DelayLines.Turn turn,
            List<Statement.After> tasks) {
        super(writer, layout, shared);
        this.lines = lines;
        this.turn = turn;
        this.tasks = tasks;
    }

    @Override
    public int task(Statement.After after) {
        if (!tasks.contains(after)) {
            tasks.add(after);
        }
        return tasks.indexOf(after);
    }

    @Override
    public int delayed(int index) {
        return lines.read(writer, index, turn);
    }
}
