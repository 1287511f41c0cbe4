package bouton.compiler.synapse;

import bouton.dsl.check.Terms;
import bouton.dsl.model.Model;
import bouton.dsl.model.Statement;
import bouton.dsl.model.Term;
import bouton.image.ir.Word;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A body in which some statements write words that synapses share: what is left runs for each synapse, the others before it or
 * behind it for each source or target.
 *
 * @param before writes of shared words that run first, by whose words they are
 * @param synapse what runs for each synapse
 * @param behind writes of shared words that run last
 */
record Split(
        Map<Word.Space, List<Statement>> before, List<Statement> synapse, Map<Word.Space, List<Statement>> behind) {
    /** The ends that share words. */
    static final List<Word.Space> ENDS = List.of(Word.Space.ROW, Word.Space.COLUMN);

    /** A body whose shared words are not {@link #entangled}. */
    static Split of(List<Statement> body, Map<Integer, Word.Space> shared, Model model) {
        Map<Word.Space, List<Statement>> before = new EnumMap<>(Word.Space.class);
        Map<Word.Space, List<Statement>> behind = new EnumMap<>(Word.Space.class);
        List<Statement> synapse = new ArrayList<>(body);
        for (Word.Space end : ENDS) {
            Set<Integer> late = late(body, end, shared, model);
            List<Statement.Assign> writes = writes(body, end, shared);
            put(
                    before,
                    end,
                    writes.stream().filter(w -> !late.contains(w.variable())).toList());
            put(
                    behind,
                    end,
                    writes.stream().filter(w -> late.contains(w.variable())).toList());
            synapse.removeAll(writes);
        }
        return new Split(before, synapse, behind);
    }

    private static void put(Map<Word.Space, List<Statement>> to, Word.Space end, List<Statement.Assign> writes) {
        if (!writes.isEmpty()) {
            to.put(end, List.copyOf(writes));
        }
    }

    /** The statements that write shared words of an end; they stand by themselves. */
    static List<Statement.Assign> writes(List<Statement> body, Word.Space end, Map<Integer, Word.Space> shared) {
        List<Statement.Assign> writes = new ArrayList<>();
        for (Statement s : body) {
            if (s instanceof Statement.Assign a && shared.get(a.variable()) == end) {
                writes.add(a);
            }
        }
        return writes;
    }

    /** Variables whose writes can be put neither first nor last without a change of what is read. */
    static Set<Integer> entangled(List<Statement> body, Word.Space end, Map<Integer, Word.Space> shared, Model model) {
        Set<Integer> late = late(body, end, shared, model);
        Set<Integer> result = readBeforeWritten(body, end, shared, model);
        result.retainAll(readBeforeWritten(body.reversed(), end, shared, model));
        // A late write that an early one behind it in the text reads, or the other way round.
        List<Statement.Assign> writes = writes(body, end, shared);
        for (int i = 0; i < writes.size(); i++) {
            for (Statement.Assign other : writes.subList(i + 1, writes.size())) {
                Statement.Assign write = writes.get(i);
                boolean swapped = late.contains(write.variable()) && !late.contains(other.variable());
                if (swapped && (reads(other, write.variable()) || reads(write, other.variable()))) {
                    result.add(write.variable());
                }
            }
        }
        return result;
    }

    /** The variables whose writes go last: none if all can go first, else all but those whose new value a synapse reads. */
    private static Set<Integer> late(
            List<Statement> body, Word.Space end, Map<Integer, Word.Space> shared, Model model) {
        if (readBeforeWritten(body, end, shared, model).isEmpty()) {
            return Set.of();
        }
        Set<Integer> result = new TreeSet<>();
        writes(body, end, shared).forEach(w -> result.add(w.variable()));
        result.removeAll(readBeforeWritten(body.reversed(), end, shared, model));
        return result;
    }

    private static boolean reads(Statement.Assign a, int variable) {
        return Terms.any(a.value(), t -> t instanceof Term.VariableRef v && v.index() == variable);
    }

    /** Shared variables that a synapse reads before the statements write them. */
    private static Set<Integer> readBeforeWritten(
            List<Statement> statements, Word.Space end, Map<Integer, Word.Space> shared, Model model) {
        Set<Integer> read = new TreeSet<>();
        Set<Integer> result = new TreeSet<>();
        for (Statement s : statements) {
            if (s instanceof Statement.Assign a && shared.get(a.variable()) == end) {
                if (read.contains(a.variable())) {
                    result.add(a.variable());
                }
            } else {
                reads(s, model, read);
            }
        }
        return result;
    }

    /** Adds the variables that a statement reads, the ranges of what it writes included. */
    private static void reads(Statement statement, Model model, Set<Integer> read) {
        Terms.visit(List.of(statement), t -> variable(t, read), s -> {
            if (s instanceof Statement.Assign a) {
                model.variables().get(a.variable()).range().ifPresent(r -> {
                    Terms.visit(r.lo(), t -> variable(t, read));
                    Terms.visit(r.hi(), t -> variable(t, read));
                });
            }
        });
    }

    private static void variable(Term term, Set<Integer> read) {
        if (term instanceof Term.VariableRef v) {
            read.add(v.index());
        }
    }
}
