package bouton.compiler.kernel;

import bouton.dsl.model.Model;
import bouton.dsl.model.Term;
import bouton.dsl.source.Span;
import bouton.image.ir.Instruction;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Keeps the variables of one use of a model inside their ranges, and counts where that changes a value. */
public final class Ranges {
    private final String owner;
    private final Shared shared;
    private final Map<Integer, Integer> counters = new HashMap<>();

    /** @param owner name of the population or projection, for messages */
    public Ranges(String owner, Shared shared) {
        this.owner = owner;
        this.shared = shared;
    }

    /** The value as the variable can hold it. */
    public int clamp(Names names, int variable, int value) {
        Model.Variable v = names.layout().model().variables().get(variable);
        return v.range().isEmpty() ? value : clamp(names, v.range().get(), value, counter(variable, v));
    }

    private static int clamp(Names names, Model.Range range, int value, int counter) {
        KernelWriter writer = names.writer();
        Expressions expressions = new Expressions(names);
        int lo = expressions.number(range.lo());
        int hi = expressions.number(range.hi());
        int dst = writer.register();
        writer.add(new Instruction.Clamp(dst, value, lo, hi, counter, writer.at()));
        return dst;
    }

    private int counter(int variable, Model.Variable v) {
        return counters.computeIfAbsent(variable, i -> counter(v.name(), v.span()));
    }

    private int counter(String name, Span span) {
        return shared.counters()
                .add(
                        owner + ": `" + name + "` kept inside its range",
                        shared.origins().of(span));
    }

    /** A parameter; a draw that falls outside of its range is drawn again, anything else is kept inside and counted. */
    public int param(Names names, Model.Param p) {
        return inside(names, p.value(), p.range(), () -> counter(names, p));
    }

    /** The value as the parameter can have it. */
    public int clamp(Names names, Model.Param p, int value) {
        return p.range().isEmpty() ? value : clamp(names, p.range().get(), value, counter(names, p));
    }

    private int counter(Names names, Model.Param p) {
        int key = -1 - names.layout().model().params().indexOf(p);
        return counters.computeIfAbsent(key, i -> counter(p.name(), p.span()));
    }

    /** An initial value; a draw that falls outside of the range is drawn again. */
    public int initial(Names names, int variable, Term value) {
        Model.Variable v = names.layout().model().variables().get(variable);
        return inside(names, value, v.range(), () -> counter(variable, v));
    }

    private interface CounterSource {
        int number();
    }

    private int inside(Names names, Term value, Optional<Model.Range> range, CounterSource counter) {
        Expressions expressions = new Expressions(names);
        if (range.isEmpty()) {
            return expressions.number(value);
        }
        KernelWriter writer = names.writer();
        if (value instanceof Term.Draw draw) {
            int before = writer.at();
            writer.at(shared.origins().of(draw.span()));
            int lo = expressions.number(range.get().lo());
            int hi = expressions.number(range.get().hi());
            int result = expressions.draw(draw, lo, hi);
            writer.at(before);
            return result;
        }
        int result = expressions.number(value);
        boolean surelyInside = value instanceof Term.Constant c && contains(range.get(), c);
        return surelyInside ? result : clamp(names, range.get(), result, counter.number());
    }

    private static boolean contains(Model.Range range, Term.Constant c) {
        return range.lo() instanceof Term.Constant lo
                && range.hi() instanceof Term.Constant hi
                && lo.value() <= c.value()
                && c.value() <= hi.value();
    }
}
