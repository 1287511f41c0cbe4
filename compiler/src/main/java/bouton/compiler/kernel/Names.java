package bouton.compiler.kernel;

import bouton.compiler.layout.Layout;
import bouton.dsl.model.Model;
import bouton.dsl.model.Statement;
import bouton.dsl.model.Term;
import bouton.image.ir.BinaryOp;
import bouton.image.ir.CompareOp;
import bouton.image.ir.Special;
import bouton.image.ir.Type;
import bouton.image.ir.Word;

/**
 * What the names of a model mean in one kernel: by default the words of the instance as they are. Equations and synapses
 * change some of it.
 */
public class Names {
    protected final KernelWriter writer;
    protected final Layout layout;
    protected final Shared shared;

    public Names(KernelWriter writer, Layout layout, Shared shared) {
        this.writer = writer;
        this.layout = layout;
        this.shared = shared;
    }

    public final KernelWriter writer() {
        return writer;
    }

    public final Layout layout() {
        return layout;
    }

    public final Shared shared() {
        return shared;
    }

    public int param(int index) {
        int field = layout.param(index);
        if (field >= 0) {
            return writer.load(Word.self(field));
        }
        return new Expressions(this).number(layout.model().params().get(index).value());
    }

    public int variable(int index) {
        return writer.load(layout.word(index));
    }

    public int port(int index) {
        return writer.port(index);
    }

    /** The value of a port that has one: at an end of a synapse, or known everywhere. */
    public int end(int index) {
        if (model().endPorts().get(index).side() != Model.Side.GLOBAL) {
            throw new IllegalStateException("a neuron has no ends");
        }
        return writer.global(layout.global(index));
    }

    /** Whether a hold lasts, a truth value. */
    public int hold(int index) {
        Layout.HoldFields fields = layout.hold(index);
        int tick = writer.read(Special.TICK);
        int begun = writer.compare(CompareOp.GT, Type.I64, tick, writer.load(Word.self(fields.from()), Type.I64));
        int lasts = writer.compare(CompareOp.LE, Type.I64, tick, writer.load(Word.self(fields.until()), Type.I64));
        return writer.and(begun, lasts);
    }

    /** Time in ms since an event that is kept; infinite if it has not happened. */
    public int since(int index) {
        int last = writer.load(Word.self(layout.since(index)), Type.I64);
        int ticks = writer.binary(BinaryOp.SUB, Type.I64, writer.read(Special.TICK), last);
        int time = writer.times(writer.toNumber(ticks, Type.I64), writer.constant(shared.dt()));
        int never = writer.compare(CompareOp.LT, Type.I64, last, writer.integer(0));
        return writer.select(never, writer.constant(Double.POSITIVE_INFINITY), time);
    }

    /** A value of some time ago. Where no tick runs there is no past: the value as it is. */
    public int delayed(int index) {
        return new Expressions(this).number(model().delays().get(index).value());
    }

    /** The number of statements that are put off. */
    public int task(Statement.After after) {
        throw new IllegalStateException("nothing can be put off here: " + after.span());
    }

    /** Writes that an event that is kept happens now. */
    public void happens(int since) {
        writer.store(Word.self(layout.since(since)), Type.I64, writer.read(Special.TICK), false);
    }

    /** The time t in ms: the stamp of this tick's events. */
    public int time() {
        int tick = writer.readNumber(Special.TICK);
        int stamp = shared.stampEnd() ? writer.plus(tick, writer.constant(1)) : tick;
        return writer.times(stamp, writer.constant(shared.dt()));
    }

    /** An index as an integer of 64 bits. */
    public int index(Term.End end) {
        return writer.read(
                switch (end) {
                    case SELF -> Special.SELF_INDEX;
                    case PRE -> Special.PRE_INDEX;
                    case POST -> Special.POST_INDEX;
                });
    }

    /** A `let` that an earlier kernel of the same event has kept, as a float64. */
    public int keptLocal(int id) {
        int field = layout.keptLocal(id);
        if (field < 0) {
            throw new IllegalStateException("a `let` that is not known here");
        }
        return writer.load(Word.self(field));
    }

    protected final Model model() {
        return layout.model();
    }
}
