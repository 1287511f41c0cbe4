package bouton.compiler.synapse;

import bouton.compiler.kernel.Expressions;
import bouton.compiler.kernel.KernelWriter;
import bouton.compiler.kernel.Names;
import bouton.compiler.layout.Layout;
import bouton.dsl.model.Model;
import bouton.dsl.model.Network;
import bouton.dsl.model.Term;
import bouton.image.ir.BinaryOp;
import bouton.image.ir.Rounding;
import bouton.image.ir.Type;
import bouton.image.ir.UnaryOp;
import bouton.image.ir.Word;
import bouton.image.net.Lag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Delays of a projection in ticks: rounded to nearest, at least what the order in force needs. Those that differ from synapse
 * to synapse are words that the init kernel sets.
 */
final class Delays {
    /** A word, and what it is computed from: a sum of times, each rounded on its own. */
    private record Computed(int field, List<Part> parts) {}

    private record Part(Term time, int least) {}

    private final Layout layout;
    private final double dt;
    private final List<Computed> computed = new ArrayList<>();
    private final List<Part> axonal;
    private final List<Part> dendritic;
    private final boolean delayIsZero;

    /**
     * @param least smallest delay of an event of the source, in ticks
     */
    Delays(Network.ProjectionDef p, Layout layout, double dt, boolean fromStimulus, int least) {
        this.layout = layout;
        this.dt = dt;
        Model model = p.model();
        boolean hasDendrite = p.dendriticDelay() >= 0;
        Term none = new Term.Constant(fromStimulus ? 0 : dt, bouton.dsl.unit.Dimension.TIME, p.span());
        Term delay = p.delay() < 0 ? none : model.params().get(p.delay()).value();
        this.delayIsZero = delay instanceof Term.Constant c && Math.rint(c.value() / dt) == 0;
        this.axonal = List.of(new Part(delay, hasDendrite && delayIsZero ? 0 : least));
        this.dendritic = hasDendrite
                ? List.of(new Part(model.params().get(p.dendriticDelay()).value(), 1))
                : List.of();
    }

    /** The whole `on pre` runs at the synapse at once, and what it delivers takes the dendritic delay. */
    boolean allIsDendritic() {
        return delayIsZero && !dendritic.isEmpty();
    }

    /** From an event of the source to the synapse. */
    Lag ofSource(Optional<Term> after) {
        return sum(axonal, after, "delay");
    }

    /** From an event of the target to the synapse. */
    Lag ofTarget(Optional<Term> after) {
        return sum(dendritic, after, "dendritic");
    }

    private Lag sum(List<Part> parts, Optional<Term> after, String name) {
        int ticks = 0;
        List<Part> varying = new ArrayList<>();
        List<Part> all = new ArrayList<>(parts);
        after.ifPresent(a -> all.add(new Part(a, 0)));
        for (Part part : all) {
            if (part.time() instanceof Term.Constant c) {
                ticks += Math.max(part.least(), (int) Math.rint(c.value() / dt));
            } else {
                varying.add(part);
            }
        }
        return new Lag(ticks, varying.isEmpty() ? -1 : field(varying, name));
    }

    private int field(List<Part> parts, String name) {
        for (Computed c : computed) {
            if (c.parts().equals(parts)) {
                return c.field();
            }
        }
        Computed made = new Computed(layout.own(name + computed.size(), Type.I32), parts);
        computed.add(made);
        return made.field();
    }

    /** Writes what sets the words. */
    void initialise(Names names) {
        KernelWriter writer = names.writer();
        for (Computed c : computed) {
            int sum = -1;
            for (Part part : c.parts()) {
                int exact = writer.over(new Expressions(names).number(part.time()), writer.constant(dt));
                int rounded = writer.unary(UnaryOp.ROUND, exact);
                int ticks = writer.binary(BinaryOp.MAX, rounded, writer.constant(part.least()));
                sum = sum < 0 ? ticks : writer.plus(sum, ticks);
            }
            writer.store(Word.self(c.field()), Type.I32, writer.toInteger(sum, Rounding.EVEN), false);
        }
    }

    /** A register with the delay in ms as it is in force, for `delay` (else `dendritic_delay`). */
    int time(Names names, boolean ofSource) {
        KernelWriter writer = names.writer();
        Lag lag = ofSource ? ofSource(Optional.empty()) : ofTarget(Optional.empty());
        int ticks = writer.constant(lag.ticks());
        if (lag.field() >= 0) {
            ticks = writer.plus(ticks, writer.toNumber(writer.load(Word.self(lag.field()), Type.I32), Type.I32));
        }
        return writer.times(ticks, writer.constant(dt));
    }
}
