package bouton.compiler.synapse;

import bouton.compiler.kernel.Expressions;
import bouton.compiler.kernel.KernelWriter;
import bouton.compiler.kernel.Names;
import bouton.compiler.layout.Layout;
import bouton.compiler.ode.Decay;
import bouton.dsl.check.Terms;
import bouton.dsl.model.Model;
import bouton.dsl.model.Statement;
import bouton.dsl.model.Term;
import bouton.image.ir.BinaryOp;
import bouton.image.ir.CompareOp;
import bouton.image.ir.Special;
import bouton.image.ir.Type;
import bouton.image.ir.UnaryOp;
import bouton.image.ir.Word;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Values of a synapse that decay by a closed form between the events that concern it: they are brought forward when a kernel
 * needs them, and not in every tick. One word says for which advance of the projection's clock they are true.
 */
final class LazyValues {
    private final Layout layout;
    private final Map<Integer, Decay> decays;
    private final int stamp;

    /** @param decays by variable */
    LazyValues(Layout layout, Map<Integer, Decay> decays) {
        this.layout = layout;
        this.decays = new TreeMap<>(decays);
        this.stamp = decays.isEmpty() ? -1 : layout.own("stamp", Type.I64);
    }

    boolean has(int variable) {
        return decays.containsKey(variable);
    }

    boolean isEmpty() {
        return decays.isEmpty();
    }

    private boolean reads(Term term) {
        return Terms.any(term, t -> t instanceof Term.VariableRef v && has(v.index()));
    }

    /** Whether statements read or change a lazy value. */
    boolean concerns(List<Statement> statements) {
        boolean[] found = new boolean[1];
        Terms.visit(
                statements,
                t -> found[0] |= t instanceof Term.VariableRef v && has(v.index()),
                s -> found[0] |= s instanceof Statement.Assign a && (has(a.variable()) || rangeReads(a.variable())));
        return found[0];
    }

    private boolean rangeReads(int variable) {
        Model.Variable v = layout.model().variables().get(variable);
        return v.range().filter(r -> reads(r.lo()) || reads(r.hi())).isPresent();
    }

    /** Writes the start of a kernel that reads or changes lazy values. */
    void bringForward(Names names) {
        KernelWriter writer = names.writer();
        int elapsed = elapsed(writer);
        int some = writer.compare(CompareOp.GT, Type.I64, elapsed, writer.integer(0));
        writer.ifThen(some, () -> {
            int time = writer.times(
                    writer.toNumber(elapsed, Type.I64),
                    writer.constant(names.shared().dt()));
            Map<Term, Integer> factors = new java.util.HashMap<>();
            decays.forEach((variable, decay) -> {
                Word word = Word.self(layout.variable(variable));
                writer.store(word, forward(names, decay, writer.load(word), time, factors));
            });
            writer.store(Word.self(stamp), Type.I64, writer.read(Special.CLOCK), false);
        });
    }

    private int elapsed(KernelWriter writer) {
        int since = writer.load(Word.self(stamp), Type.I64);
        return writer.binary(BinaryOp.SUB, Type.I64, writer.read(Special.CLOCK), since);
    }

    private int forward(Names names, Decay decay, int value, int time, Map<Term, Integer> factors) {
        KernelWriter writer = names.writer();
        Integer known = factors.get(decay.rate());
        int factor = known != null
                ? known
                : writer.unary(UnaryOp.EXP, writer.times(new Expressions(names).number(decay.rate()), time));
        factors.put(decay.rate(), factor);
        if (decay.goal() instanceof Term.Constant c && c.value() == 0) {
            return writer.times(value, factor);
        }
        int goal = new Expressions(names).number(decay.goal());
        return writer.plus(goal, writer.times(writer.minus(value, goal), factor));
    }

    /** The value of a lazy variable as of now, without storing anything. */
    int current(Names names, int variable) {
        KernelWriter writer = names.writer();
        int time = writer.times(
                writer.toNumber(elapsed(writer), Type.I64),
                writer.constant(names.shared().dt()));
        int stored = writer.load(Word.self(layout.variable(variable)));
        Decay decay = java.util.Objects.requireNonNull(decays.get(variable));
        return forward(names, decay, stored, time, new java.util.HashMap<>());
    }

    /** All values are true now. */
    void initialise(Names names) {
        if (stamp >= 0) {
            KernelWriter writer = names.writer();
            writer.store(Word.self(stamp), Type.I64, writer.read(Special.CLOCK), false);
        }
    }
}
