package bouton.dsl.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Expr;
import bouton.dsl.syntax.Ident;
import bouton.dsl.syntax.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Expressions in which arrays may stand, as expressions of their members. Either one member of everything is meant ({@code q}
 * is then {@code q[2]}, {@code [a, b, c]} is {@code c}), or one value is, and an array must be chosen from or summed up.
 */
final class ArrayExpressions extends Rewriter {
    private static final Set<String> REDUCTIONS = Set.of("sum", "min", "max");

    private final ArrayNames names;
    private final int member;
    private final int size;

    /**
     * @param member the member that is meant; -1: one value is
     * @param size of the arrays that the member is of
     */
    ArrayExpressions(ArrayNames names, int member, int size) {
        this.names = names;
        this.member = member;
        this.size = size;
    }

    ArrayExpressions of(int number, int members) {
        return new ArrayExpressions(names, number, members);
    }

    private ArrayExpressions single() {
        return new ArrayExpressions(names, -1, 0);
    }

    boolean isMember() {
        return member >= 0;
    }

    @Override
    Ident declared(Ident name) {
        return name;
    }

    @Override
    Path event(Path path) {
        return path;
    }

    /** Members of the arrays and lists in the expression; 0 if it is one value. */
    int members(Expr expr) {
        return switch (expr) {
            case Expr.Name n -> names.size(n.text());
            case Expr.ListOf l -> l.elements().size();
            case Expr.Call c ->
                reduced(c).isPresent()
                        ? 0
                        : most(c.arguments().stream().map(Expr.Arg::value).toList());
            case Expr.Unary u -> members(u.operand());
            case Expr.Binary b -> most(List.of(b.left(), b.right()));
            case Expr.Conditional c -> most(List.of(c.condition(), c.then(), c.otherwise()));
            case Expr.Tuple t -> most(t.elements());
            default -> 0;
        };
    }

    private int most(List<Expr> parts) {
        return parts.stream().mapToInt(this::members).max().orElse(0);
    }

    @Override
    Expr reference(Expr expr) {
        return switch (expr) {
            case Expr.Name n -> name(n);
            case Expr.Member m -> member(m);
            case Expr.Index i -> index(i);
            default -> throw new IllegalStateException(expr.toString());
        };
    }

    private Expr name(Expr.Name n) {
        int found = names.size(n.text());
        if (found == 0) {
            return n;
        }
        if (!isMember()) {
            return wrong(
                    n.span(),
                    "`" + n.text() + "` is an array of " + found + ", one value is needed here",
                    "choose a member (`" + n.text() + "[0]`), or take `sum(" + n.text() + ")`, `min(" + n.text()
                            + ")`, `max(" + n.text() + ")`");
        }
        return found == size
                ? new Expr.Name(NestedNames.member(n.text(), member), n.span())
                : wrongSize(n.span(), "`" + n.text() + "`", found);
    }

    /** `w.max` is the same for all members of `w`, unless its range is a list. */
    private Expr member(Expr.Member m) {
        boolean array = m.of() instanceof Expr.Name n && names.size(n.text()) > 0;
        return new Expr.Member(
                array && !isMember() ? of(0, members(m.of())).expr(m.of()) : expr(m.of()), m.name(), m.span());
    }

    private Expr index(Expr.Index i) {
        if (!(i.of() instanceof Expr.Name n) || names.size(n.text()) == 0) {
            Expr of = i.of() instanceof Expr.Name ? i.of() : expr(i.of());
            return new Expr.Index(of, single().arguments(i.at()), i.span());
        }
        Optional<Expr> at = place(i);
        if (at.isEmpty()) {
            return new Expr.Faulty(i.span());
        }
        if (!names.isConstant(at.get())) {
            return new Expr.Index(n, single().arguments(i.at()), i.span());
        }
        int chosen = constant(n.text(), at.get());
        return chosen < 0 ? new Expr.Faulty(i.span()) : new Expr.Name(NestedNames.member(n.text(), chosen), i.span());
    }

    /** What stands in the brackets behind an array; empty after a report. */
    Optional<Expr> place(Expr.Index i) {
        Expr.Arg first = i.at().getFirst();
        if (i.at().size() == 1 && first.isPlain() && first.name().isEmpty() && !(first.value() instanceof Expr.Range)) {
            return Optional.of(first.value());
        }
        wrong(
                i.span(),
                "one number in brackets chooses a member of an array",
                "for example `" + i.of().span().text() + "[0]`");
        return Optional.empty();
    }

    /** The member that a constant chooses; -1 after a report. */
    int constant(String array, Expr at) {
        int last = names.size(array) - 1;
        double value = names.constant(at);
        if (value == Math.rint(value) && value >= 0 && value <= last) {
            return (int) value;
        }
        names.diagnostics()
                .add(Diagnostic.of(Code.E003, at.span(), "the members of `" + array + "` are numbered 0 .. " + last));
        return -1;
    }

    @Override
    Expr list(Expr.ListOf list) {
        if (!isMember()) {
            return super.list(list);
        }
        Expr.Arg element = list.elements().size() == size ? list.elements().get(member) : null;
        if (element == null || !element.isPlain()) {
            return wrongSize(list.span(), "this list", list.elements().size());
        }
        return single().expr(element.value());
    }

    @Override
    Expr call(Expr.Call c) {
        Optional<Expr> reduced = reduced(c);
        if (reduced.isEmpty()) {
            return super.call(c);
        }
        int n = members(reduced.get());
        List<Expr> parts = IntStream.range(0, n)
                .mapToObj(k -> of(k, n).expr(reduced.get()))
                .toList();
        String function = ((Expr.Name) c.callee()).text();
        Stream<Expr> rest = parts.stream().skip(1);
        return rest.reduce(
                parts.getFirst(),
                (a, b) -> function.equals("sum")
                        ? new Expr.Binary(Expr.BinaryOperator.ADD, a, b, c.span())
                        : new Expr.Call(c.callee(), List.of(plain(a), plain(b)), Optional.empty(), c.span()));
    }

    /** What `sum(…)`, `min(…)` or `max(…)` of an array is of. */
    private Optional<Expr> reduced(Expr.Call c) {
        boolean reduction = c.callee() instanceof Expr.Name f
                && REDUCTIONS.contains(f.text())
                && c.arguments().size() == 1
                && c.arguments().getFirst().isPlain()
                && c.during().isEmpty();
        return reduction && members(c.arguments().getFirst().value()) > 0
                ? Optional.of(c.arguments().getFirst().value())
                : Optional.empty();
    }

    private static Expr.Arg plain(Expr e) {
        return new Expr.Arg(Optional.empty(), e, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }

    private Expr wrongSize(Span span, String what, int found) {
        return wrong(
                span,
                what + " has " + found + (found == 1 ? " member" : " members") + ", " + size + " are needed here",
                "arrays are taken member by member: all of them have the same size");
    }

    private Expr wrong(Span span, String message, String help) {
        names.diagnostics().add(Diagnostic.of(Code.N015, span, message).help(help));
        return new Expr.Faulty(span);
    }
}
