package bouton.emulator.machine.generate;

import bouton.image.machine.Expression;
import bouton.image.machine.Machine;
import bouton.image.machine.Operator;
import bouton.image.machine.Statement;
import java.util.List;

/**
 * Whether the head of the scheduler is the same wherever an operation looks at it, as long as the wheel stands still: whether the
 * operation looks at it no more once it has taken it away. That is so where the taking away is the last thing that a loop's last
 * round does.
 */
final class Heads {
    private final Machine machine;

    private Heads(Machine machine) {
        this.machine = machine;
    }

    static boolean isFixed(Machine machine, Machine.Body body) {
        return new Heads(machine).isFixed(body.statements());
    }

    private boolean isFixed(List<Statement> statements) {
        for (int i = 0; i < statements.size(); i++) {
            Statement s = statements.get(i);
            if (!takes(List.of(s))) {
                continue;
            }
            List<Statement> behind = statements.subList(i + 1, statements.size());
            boolean fine = !looks(behind)
                    && !takes(behind)
                    && switch (s) {
                        case Statement.Pop _ -> true;
                        case Statement.When w -> isFixed(w.then()) && isFixed(w.otherwise());
                        case Statement.For f -> onlyInLastRound(f, f.body()) && isFixed(f.body());
                        default -> false;
                    };
            if (!fine) {
                return false;
            }
        }
        return true;
    }

    /** Whether each way to it leads through a test that the loop is in its last round. */
    private boolean onlyInLastRound(Statement.For loop, List<Statement> statements) {
        for (Statement s : statements) {
            if (!takes(List.of(s))) {
                continue;
            }
            boolean tested = switch (s) {
                case Statement.When w ->
                    !takes(w.otherwise()) && (isLast(loop, w.condition()) || onlyInLastRound(loop, w.then()));
                case Statement.For f -> onlyInLastRound(loop, f.body());
                default -> false;
            };
            if (!tested) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLast(Statement.For loop, Expression condition) {
        return switch (condition) {
            case Expression.Operation o
            when o.operator() == Operator.AND -> isLast(loop, o.left()) || isLast(loop, o.right());
            case Expression.Operation o
            when o.operator() == Operator.EQUAL ->
                (o.left().equals(new Expression.Local(loop.slot())) && isSame(o.right(), loop.to()))
                        || (o.right().equals(new Expression.Local(loop.slot())) && isSame(o.left(), loop.to()));
            default -> false;
        };
    }

    /** Numbers and registers do not change in an operation. */
    private static boolean isSame(Expression a, Expression b) {
        boolean fixed = a instanceof Expression.Constant
                || (a instanceof Expression.Register r && r.index() instanceof Expression.Constant);
        return fixed && a.equals(b);
    }

    private boolean takes(List<Statement> statements) {
        return statements.stream().anyMatch(s -> switch (s) {
            case Statement.Pop _ -> true;
            case Statement.When w -> takes(w.then()) || takes(w.otherwise());
            case Statement.For f -> takes(f.body());
            default -> false;
        });
    }

    private boolean looks(List<Statement> statements) {
        return statements.stream().anyMatch(this::looks);
    }

    private boolean looks(Statement statement) {
        return switch (statement) {
            case Statement.Let s -> at(s.value());
            case Statement.Store s -> at(s.word()) || at(s.lane()) || at(s.value());
            case Statement.Copy s -> at(s.to()) || at(s.from());
            case Statement.When s -> at(s.condition()) || looks(s.then()) || looks(s.otherwise());
            case Statement.For s -> at(s.from()) || at(s.to()) || looks(s.body());
            case Statement.Call s ->
                s.arguments().stream().anyMatch(Heads::at)
                        || looks(machine.kernels().get(s.kernel()).body().statements());
            case Statement.Read _, Statement.Cycle _, Statement.Enter _, Statement.Pop _, Statement.Later _ -> false;
            case Statement.Push s -> s.entry().stream().anyMatch(Heads::at);
            case Statement.Send s -> s.packets().stream().anyMatch(Heads::at);
            case Statement.Start s -> s.arguments().stream().anyMatch(Heads::at);
        };
    }

    private static boolean at(Expression expression) {
        return switch (expression) {
            case Expression.Constant _, Expression.Local _, Expression.Bus _ -> false;
            case Expression.Head _ -> true;
            case Expression.Load e -> at(e.word()) || at(e.lane());
            case Expression.Register e -> at(e.index());
            case Expression.Operation e -> at(e.left()) || at(e.right());
            case Expression.Select e -> at(e.condition()) || at(e.then()) || at(e.otherwise());
        };
    }
}
