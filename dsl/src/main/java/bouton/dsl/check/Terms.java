package bouton.dsl.check;

import bouton.dsl.model.Model;
import bouton.dsl.model.Statement;
import bouton.dsl.model.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Walks over terms and statements. */
public final class Terms {
    private Terms() {}

    /** Whether the term or a part of it satisfies the predicate. */
    public static boolean any(Term term, Predicate<Term> predicate) {
        return predicate.test(term) || children(term).stream().anyMatch(c -> any(c, predicate));
    }

    public static void visit(Term term, Consumer<Term> visitor) {
        visitor.accept(term);
        children(term).forEach(c -> visit(c, visitor));
    }

    public static List<Term> children(Term term) {
        return switch (term) {
            case Term.Negate n -> List.of(n.operand());
            case Term.Not n -> List.of(n.operand());
            case Term.Arithmetic a -> List.of(a.left(), a.right());
            case Term.Compare c -> List.of(c.left(), c.right());
            case Term.Logic l -> List.of(l.left(), l.right());
            case Term.Choose c -> List.of(c.condition(), c.then(), c.otherwise());
            case Term.Apply a -> a.arguments();
            case Term.Draw d -> d.arguments();
            case Term.DataRef d -> List.of(d.row(), d.column());
            case Term.Constant c -> List.of();
            case Term.Poison p -> List.of();
            case Term.Truth t -> List.of();
            case Term.ParamRef p -> List.of();
            case Term.VariableRef v -> List.of();
            case Term.LocalRef l -> List.of();
            case Term.PortRef p -> List.of();
            case Term.EndRef e -> List.of();
            case Term.HoldRef h -> List.of();
            case Term.Since s -> List.of();
            case Term.Delayed d -> List.of();
            case Term.Payload p -> List.of();
            case Term.Time t -> List.of();
            case Term.Index i -> List.of();
        };
    }

    /** The statements without those that run some time later. */
    static List<Statement> now(List<Statement> statements) {
        List<Statement> result = new ArrayList<>();
        for (Statement s : statements) {
            if (s instanceof Statement.If i) {
                result.add(new Statement.If(i.condition(), now(i.then()), now(i.otherwise()), i.span()));
            } else if (!(s instanceof Statement.After)) {
                result.add(s);
            }
        }
        return result;
    }

    /** All terms of statements, at any depth. */
    public static void visit(List<Statement> statements, Consumer<Term> terms, Consumer<Statement> each) {
        for (Statement s : statements) {
            each.accept(s);
            switch (s) {
                case Statement.Assign a -> visit(a.value(), terms);
                case Statement.Let l -> visit(l.value(), terms);
                case Statement.If i -> {
                    visit(i.condition(), terms);
                    visit(i.then(), terms, each);
                    visit(i.otherwise(), terms, each);
                }
                case Statement.After a -> {
                    visit(a.time(), terms);
                    visit(a.body(), terms, each);
                }
                case Statement.Deliver d -> visit(d.value(), terms);
                case Statement.Emit e -> e.payload().ifPresent(p -> visit(p, terms));
                case Statement.Hold h -> visit(h.duration(), terms);
            }
        }
    }

    /** Whether the statements assign the variable. */
    public static boolean assigns(List<Statement> statements, int variable) {
        boolean[] found = new boolean[1];
        visit(statements, t -> {}, s -> found[0] |= s instanceof Statement.Assign a && a.variable() == variable);
        return found[0];
    }

    /** Whether the statements deliver something. */
    public static boolean delivers(List<Statement> statements) {
        boolean[] found = new boolean[1];
        visit(statements, t -> {}, s -> found[0] |= s instanceof Statement.Deliver);
        return found[0];
    }

    /** Whether the handler is one of the events the statements emit. */
    public static boolean emits(List<Statement> statements, Model.HandlerDef handler) {
        boolean[] found = new boolean[1];
        visit(
                statements,
                t -> {},
                s -> found[0] |= s instanceof Statement.Emit e
                        && handler.trigger() instanceof Model.TriggerDef.OnOwn own
                        && own.event() == e.event());
        return found[0];
    }
}
