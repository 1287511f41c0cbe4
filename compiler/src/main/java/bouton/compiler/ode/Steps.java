package bouton.compiler.ode;

import bouton.compiler.kernel.Expressions;
import bouton.compiler.kernel.KernelWriter;
import bouton.compiler.kernel.Names;
import bouton.compiler.kernel.Ranges;
import bouton.dsl.model.Model;
import bouton.dsl.model.Term;
import bouton.dsl.source.Span;
import bouton.image.ir.Special;
import bouton.image.ir.Type;
import bouton.image.ir.Word;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** What the methods have in common. */
final class Steps {
    private final Names names;
    private final Ranges ranges;
    private final Map<Integer, Integer> kicks;
    private final Map<Integer, Integer> results = new LinkedHashMap<>();

    /** @param kicks registers of what noise adds to the results, by variable */
    Steps(Names names, Ranges ranges, Map<Integer, Integer> kicks) {
        this.names = names;
        this.ranges = ranges;
        this.kicks = kicks;
    }

    /** Names at a stage: {@code offset} is its place in the tick, 0 .. 1. */
    static StageNames stage(Names names, double offset) {
        StageNames stage = new StageNames(names);
        KernelWriter writer = names.writer();
        double dt = names.shared().dt();
        int start = writer.times(writer.readNumber(Special.TICK), writer.constant(dt));
        stage.setTime(offset == 0 ? start : writer.plus(start, writer.constant(offset * dt)));
        return stage;
    }

    /** Whether the term, or another equation's, asks for the time. */
    static boolean readsTime(Iterable<Equation> equations) {
        for (Equation e : equations) {
            if (bouton.dsl.check.Terms.any(e.rate(), t -> t instanceof Term.Time)) {
                return true;
            }
        }
        return false;
    }

    /** The rate at a stage, 0 while the variable is held. */
    static int rate(Equation e, Names stage) {
        Expressions expressions = new Expressions(stage);
        int rate = expressions.number(e.rate());
        if (e.unless().isEmpty()) {
            return rate;
        }
        KernelWriter writer = stage.writer();
        return writer.select(expressions.truth(e.unless().get()), writer.constant(0), rate);
    }

    /** Notes a new value; old ones stay in force until {@link #store}. */
    void result(int variable, int register) {
        results.put(variable, register);
    }

    /** Stores all results with their noise, inside their ranges. */
    void store() {
        KernelWriter writer = names.writer();
        int before = writer.at();
        Map<Integer, Integer> clamped = new LinkedHashMap<>();
        results.forEach((variable, register) -> {
            writer.at(names.shared().origins().of(equation(variable)));
            clamped.put(variable, ranges.clamp(names, variable, kicked(variable, register)));
        });
        clamped.forEach((variable, register) -> {
            writer.at(names.shared().origins().of(equation(variable)));
            boolean plastic = names.layout().model().variables().get(variable).role() == Model.Role.WEIGHT;
            writer.store(Word.self(names.layout().variable(variable)), Type.F64, register, plastic);
        });
        writer.at(before);
    }

    /** Where the variable's equation is written. */
    private Span equation(int variable) {
        Model model = names.layout().model();
        return Stream.concat(
                        model.odes().stream()
                                .filter(o -> o.variable() == variable)
                                .map(Model.Ode::span),
                        model.traces().stream()
                                .filter(t -> t.variable() == variable)
                                .map(Model.Trace::span))
                .findFirst()
                .orElseGet(() -> model.variables().get(variable).span());
    }

    private int kicked(int variable, int register) {
        Integer kick = kicks.get(variable);
        return kick == null ? register : names.writer().plus(register, kick);
    }
}
