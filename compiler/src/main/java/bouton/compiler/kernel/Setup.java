package bouton.compiler.kernel;

import bouton.compiler.layout.Layout;
import bouton.compiler.layout.Parameters;
import bouton.dsl.model.Model;
import bouton.image.ir.Type;
import bouton.image.ir.Word;

/** Writes what an instance starts with, the same way for neurons and synapses. */
public final class Setup {
    private final Names names;
    private final Ranges ranges;

    public Setup(Names names, Ranges ranges) {
        this.names = names;
        this.ranges = ranges;
    }

    /** Parameters, then states, weights and traces in text order; no event has happened, no hold lasts. */
    public void initial() {
        Layout layout = names.layout();
        KernelWriter writer = names.writer();
        for (int s = 0; s < layout.model().sinces().size(); s++) {
            writer.store(Word.self(layout.since(s)), Type.I64, writer.integer(-1), false);
        }
        for (int p : Parameters.order(layout)) {
            param(p);
        }
        for (int v = 0; v < layout.model().variables().size(); v++) {
            if (layout.isShared(v)) {
                continue;
            }
            Model.Variable variable = layout.model().variables().get(v);
            writer.store(Word.self(layout.variable(v)), ranges.initial(names, v, variable.initial()));
        }
        for (int h = 0; h < layout.model().holds().size(); h++) {
            int never = writer.integer(-1);
            writer.store(Word.self(layout.hold(h).from()), Type.I64, never, false);
            writer.store(Word.self(layout.hold(h).until()), Type.I64, never, false);
        }
    }

    /** Parameters that follow from others which have been set. */
    public void follow() {
        Parameters.followers(names.layout()).forEach(this::param);
    }

    private void param(int index) {
        Layout layout = names.layout();
        int value = ranges.param(names, layout.model().params().get(index));
        names.writer().store(Word.self(layout.param(index)), value);
    }
}
