package bouton.compiler.synapse;

import bouton.dsl.check.Terms;
import bouton.dsl.model.Model;
import bouton.dsl.model.Statement;
import bouton.dsl.model.Term;
import bouton.image.ir.Word;
import java.util.ArrayList;
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
    static Split of(List<Statement> body, Map<Integer, Word.Space> shared, Model model) {
        Map<Word.Space, List<Statement>> before = new java.util.EnumMap<>(Word.Space.class);
        Map<Word.Space, List<Statement>> behind = new java.util.EnumMap<>(Word.Space.class);
        List<Statement> synapse = new ArrayList<>(body);
        for (Word.Space space : List.of(Word.Space.ROW, Word.Space.COLUMN)) {
            List<Statement> writes = writes(body, space, shared);
            if (!writes.isEmpty()) {
                boolean first = readBefore(body, space, shared, model).isEmpty();
                (first ? before : behind).put(space, writes);
                synapse.removeAll(writes);
            }
        }
        return new Split(before, synapse, behind);
    }

    /** The statements that write shared words of an end; they stand by themselves. */
    static List<Statement> writes(List<Statement> body, Word.Space space, Map<Integer, Word.Space> shared) {
        return body.stream()
                .filter(s -> s instanceof Statement.Assign a && shared.get(a.variable()) == space)
                .toList();
    }

    /** Variables whose writes can neither all come first nor all come last; none if the body can be split. */
    static Set<Integer> entangled(
            List<Statement> body, Word.Space space, Map<Integer, Word.Space> shared, Model model) {
        return readBehind(body, space, shared, model).isEmpty() ? Set.of() : readBefore(body, space, shared, model);
    }

    /** Shared variables that a synapse reads before the body writes them. */
    private static Set<Integer> readBefore(
            List<Statement> body, Word.Space space, Map<Integer, Word.Space> shared, Model model) {
        Set<Integer> read = new TreeSet<>();
        Set<Integer> result = new TreeSet<>();
        for (Statement s : body) {
            note(s, space, shared, model, read, result);
        }
        return result;
    }

    /** Shared variables that a synapse reads behind where the body writes them. */
    private static Set<Integer> readBehind(
            List<Statement> body, Word.Space space, Map<Integer, Word.Space> shared, Model model) {
        Set<Integer> read = new TreeSet<>();
        Set<Integer> result = new TreeSet<>();
        for (Statement s : body.reversed()) {
            note(s, space, shared, model, read, result);
        }
        return result;
    }

    private static void note(
            Statement s,
            Word.Space space,
            Map<Integer, Word.Space> shared,
            Model model,
            Set<Integer> read,
            Set<Integer> result) {
        if (s instanceof Statement.Assign a && shared.get(a.variable()) == space) {
            if (read.contains(a.variable())) {
                result.add(a.variable());
            }
        } else {
            reads(s, model, read);
        }
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
