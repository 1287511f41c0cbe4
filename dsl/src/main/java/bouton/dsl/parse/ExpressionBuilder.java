package bouton.dsl.parse;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.parse.generated.BoutonParser.*;
import bouton.dsl.source.Source;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Expr;
import bouton.dsl.syntax.Expr.BinaryOperator;
import bouton.dsl.syntax.Ident;
import bouton.dsl.syntax.Path;
import bouton.dsl.syntax.UnitSyntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.jspecify.annotations.Nullable;

/** From ANTLR's expressions to ours. */
final class ExpressionBuilder {
    /** Chains such as 1+1+… are read without brackets, yet nest in the tree; nobody writes them this long. */
    private static final int MAX_DEPTH = 500;

    private final Source source;
    private final Diagnostics diagnostics;
    private int depth;

    ExpressionBuilder(Source source, Diagnostics diagnostics) {
        this.source = source;
        this.diagnostics = diagnostics;
    }

    Diagnostics diagnostics() {
        return diagnostics;
    }

    Span span(ParserRuleContext context) {
        int start = Math.max(0, context.getStart().getStartIndex());
        Token stop = context.getStop();
        int end = stop == null ? start : Math.max(start, stop.getStopIndex() + 1);
        return new Span(
                source,
                Math.min(start, source.text().length()),
                Math.min(end, source.text().length()));
    }

    /** A number without a unit. */
    Expr number(Token token) {
        return new Expr.Number(token.getText(), Optional.empty(), span(token));
    }

    /** A text in quotes without them, its escapes read. */
    static String text(String quoted) {
        return unquote(quoted);
    }

    Span span(Token token) {
        return new Span(source, token.getStartIndex(), token.getStopIndex() + 1);
    }

    Ident ident(NameContext name) {
        return ident(name.getStart());
    }

    Ident ident(Token token) {
        return new Ident(token.getText(), span(token));
    }

    Path path(PathContext path) {
        return new Path(path.name().stream().map(this::ident).toList(), span(path));
    }

    Expr.Arg arg(ArgContext c) {
        Optional<Expr> arrow = Optional.empty();
        Optional<Expr> where = Optional.empty();
        Optional<Expr> body = Optional.empty();
        String before = "";
        for (ParseTree child : c.children) {
            if (child instanceof ExprContext e) {
                switch (before) {
                    case "->" -> arrow = Optional.of(expr(e));
                    case "where" -> where = Optional.of(expr(e));
                    case ":" -> body = Optional.of(expr(e));
                    default -> {}
                }
            }
            before = child.getText();
        }
        List<Ident> over = c.over() == null
                ? List.of()
                : c.over().name().stream().map(this::ident).toList();
        return new Expr.Arg(Optional.ofNullable(c.name()).map(this::ident), expr(c.expr(0)), arrow, where, body, over);
    }

    private List<Expr.Arg> args(List<ArgContext> list) {
        return list.stream().map(this::arg).toList();
    }

    Expr expr(@Nullable ExprContext context) {
        if (context == null || context.exception != null || context.getStart() == null) {
            return new Expr.Faulty(new Span(source, 0, 0));
        }
        if (++depth > MAX_DEPTH) {
            depth--;
            diagnostics.add(
                    Diagnostic.of(Code.S004, span(context), "an expression nests more than " + MAX_DEPTH + " deep"));
            return new Expr.Faulty(span(context));
        }
        try {
            return build(context);
        } finally {
            depth--;
        }
    }

    private Expr build(ExprContext context) {
        Span span = span(context);
        return switch (context) {
            case NumberContext c ->
                new Expr.Number(
                        c.NUMBER().getText(),
                        Optional.ofNullable(c.literalUnit()).map(this::literalUnit),
                        span);
            case StringContext c -> new Expr.Text(unquote(span.text()), span);
            case NameExprContext c -> new Expr.Name(c.name().getText(), span);
            case ParenContext c ->
                c.expr().size() == 1
                        ? expr(c.expr(0))
                        : new Expr.Tuple(c.expr().stream().map(this::expr).toList(), span);
            case ListContext c -> new Expr.ListOf(args(c.arg()), span);
            case MemberContext c -> new Expr.Member(expr(c.expr()), ident(c.name()), span);
            case IndexContext c -> new Expr.Index(expr(c.expr()), args(c.arg()), span);
            case CallContext c ->
                new Expr.Call(
                        expr(c.expr()),
                        args(c.arg()),
                        Optional.ofNullable(c.name()).map(this::ident),
                        span);
            case PowerContext c -> binary(BinaryOperator.POWER, c.expr(0), c.expr(1), span);
            case SignContext c ->
                c.op.getText().equals("-")
                        ? new Expr.Unary(Expr.UnaryOperator.MINUS, expr(c.expr()), span)
                        : expr(c.expr());
            case ProductContext c -> binary(operator(c.op), c.expr(0), c.expr(1), span);
            case SumContext c -> binary(operator(c.op), c.expr(0), c.expr(1), span);
            case CompareContext c -> binary(operator(c.op), c.expr(0), c.expr(1), span);
            case WithinContext c -> within(c, span);
            case NotContext c -> new Expr.Unary(Expr.UnaryOperator.NOT, expr(c.expr()), span);
            case AndContext c -> binary(BinaryOperator.AND, c.expr(0), c.expr(1), span);
            case OrContext c -> binary(BinaryOperator.OR, c.expr(0), c.expr(1), span);
            case RangeExprContext c ->
                new Expr.Range(expr(c.expr(0)), Optional.ofNullable(c.expr(1)).map(this::expr), span);
            case CondContext c -> new Expr.Conditional(expr(c.expr(0)), expr(c.expr(1)), expr(c.expr(2)), span);
            default -> throw new IllegalStateException(context.getClass().getName());
        };
    }

    void report(Diagnostic.Builder found) {
        diagnostics.add(found);
    }

    private Expr within(WithinContext c, Span span) {
        Expr left = expr(c.expr(0));
        Expr tolerance = expr(c.expr(1));
        if (left instanceof Expr.Binary b && b.operator().isComparison()) {
            return new Expr.Within(b, tolerance, span);
        }
        if (!(left instanceof Expr.Faulty)) {
            diagnostics.add(Diagnostic.of(Code.S006, left.span(), "`within` follows a comparison")
                    .help("for example `a == b within 5 %`"));
        }
        return new Expr.Faulty(span);
    }

    private Expr binary(BinaryOperator operator, ExprContext left, ExprContext right, Span span) {
        return new Expr.Binary(operator, expr(left), expr(right), span);
    }

    private static BinaryOperator operator(Token token) {
        for (BinaryOperator op : BinaryOperator.values()) {
            if (op.symbol().equals(token.getText())) {
                return op;
            }
        }
        throw new IllegalStateException(token.getText());
    }

    private UnitSyntax literalUnit(LiteralUnitContext c) {
        return c.unit() != null
                ? unit(c.unit())
                : new UnitSyntax(List.of(new UnitSyntax.Factor(ident(c.getStart()), 1)), span(c));
    }

    UnitSyntax unit(UnitContext c) {
        if (c.unit() != null) {
            return unit(c.unit());
        }
        List<UnitSyntax.Factor> factors = new ArrayList<>();
        double sign = 1;
        for (ParseTree child : c.children) {
            if (child instanceof UnitFactorContext f) {
                double power = 1;
                int at = 2;
                if (f.getChildCount() > 2) {
                    if (f.getChild(at).getText().equals("-")) {
                        power = -1;
                        at++;
                    }
                    power *= Double.parseDouble(f.getChild(at).getText());
                }
                factors.add(new UnitSyntax.Factor(ident(f.getStart()), sign * power));
            } else {
                sign = child.getText().equals("/") ? -1 : 1;
            }
        }
        return new UnitSyntax(factors, span(c));
    }

    private static String unquote(String quoted) {
        StringBuilder out = new StringBuilder();
        for (int i = 1; i < quoted.length() - 1; i++) {
            char c = quoted.charAt(i);
            if (c == '\\' && i + 2 < quoted.length()) {
                c = quoted.charAt(++i);
                out.append(
                        switch (c) {
                            case 'n' -> '\n';
                            case 't' -> '\t';
                            default -> c;
                        });
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
