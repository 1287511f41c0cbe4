package bouton.compiler.machine;

import bouton.image.machine.Expression;
import bouton.image.machine.Statement;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Leaves out values that nobody reads: of words that are kept whole, most fields. */
final class DeadCode {
    private final BitSet read = new BitSet();

    private DeadCode() {}

    static List<Statement> prune(List<Statement> body) {
        List<Statement> before = body;
        while (true) {
            DeadCode pass = new DeadCode();
            before.forEach(pass::reads);
            List<Statement> after = pass.left(before);
            if (after.equals(before)) {
                return after;
            }
            before = after;
        }
    }

    private List<Statement> left(List<Statement> body) {
        List<Statement> result = new ArrayList<>();
        for (Statement s : body) {
            switch (s) {
                case Statement.Let l -> {
                    if (read.get(l.slot())) {
                        result.add(l);
                    }
                }
                case Statement.When w ->
                    result.add(new Statement.When(w.condition(), left(w.then()), left(w.otherwise())));
                case Statement.For f -> result.add(new Statement.For(f.slot(), f.from(), f.to(), left(f.body())));
                default -> result.add(s);
            }
        }
        return result;
    }

    private void reads(Statement statement) {
        switch (statement) {
            case Statement.Let l -> reads(l.value());
            case Statement.Store s -> {
                reads(s.word());
                reads(s.lane());
                reads(s.value());
            }
            case Statement.Copy c -> {
                reads(c.to());
                reads(c.from());
            }
            case Statement.When w -> {
                reads(w.condition());
                w.then().forEach(this::reads);
                w.otherwise().forEach(this::reads);
            }
            case Statement.For f -> {
                reads(f.from());
                reads(f.to());
                f.body().forEach(this::reads);
            }
            case Statement.Call c -> c.arguments().forEach(this::reads);
            case Statement.Cycle c -> {}
            case Statement.Enter e -> {}
            case Statement.Read r -> reads(r.word());
            case Statement.Push p -> p.entry().forEach(this::reads);
            case Statement.Later l -> {
                reads(l.slots());
                reads(l.mark());
                l.entry().forEach(this::reads);
            }
            case Statement.Pop p -> {}
            case Statement.Send s -> s.packets().forEach(this::reads);
            case Statement.Start s -> s.arguments().forEach(this::reads);
        }
    }

    private void reads(Expression expression) {
        switch (expression) {
            case Expression.Constant c -> {}
            case Expression.Local l -> read.set(l.slot());
            case Expression.Load l -> {
                reads(l.word());
                reads(l.lane());
            }
            case Expression.Register r -> reads(r.index());
            case Expression.Head h -> {}
            case Expression.Bus b -> {}
            case Expression.Operation o -> {
                reads(o.left());
                reads(o.right());
            }
            case Expression.Select s -> {
                reads(s.condition());
                reads(s.then());
                reads(s.otherwise());
            }
        }
    }
}
