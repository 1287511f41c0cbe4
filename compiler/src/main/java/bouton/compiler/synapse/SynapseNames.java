package bouton.compiler.synapse;

import bouton.compiler.kernel.KernelWriter;
import bouton.compiler.kernel.Names;
import bouton.compiler.kernel.Shared;
import bouton.compiler.layout.Layout;
import bouton.dsl.model.Model;
import bouton.image.ir.Word;

/** Names inside a synapse: the ends are the source's values as they arrive, and the target's as they are. */
class SynapseNames extends Names {
    private final Layout target;

    SynapseNames(KernelWriter writer, Layout layout, Layout target, Shared shared) {
        super(writer, layout, shared);
        this.target = target;
    }

    @Override
    public int end(int index) {
        Model.EndPort port = model().endPorts().get(index);
        return switch (port.side()) {
            case PRE -> writer.arrived(port.source());
            case POST -> writer.load(new Word(Word.Space.POST, target.out(port.source())));
            case GLOBAL -> super.end(index);
            case MIRROR -> writer.mirrored();
            case SELF -> throw new IllegalStateException("a synapse has two ends");
        };
    }

    @Override
    public int port(int index) {
        throw new IllegalStateException("a synapse has no ports");
    }
}
