package bouton.dsl.experiment;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.model.Term;
import bouton.dsl.model.Term.ArithmeticOperator;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Expr;
import bouton.dsl.syntax.Expr.BinaryOperator;
import bouton.dsl.unit.Dimension;
import java.util.Optional;
import java.util.OptionalDouble;

/** Operators: element by element, with one value standing for as many as are needed. */
final class Operators {
    private final FormulaChecker formulas;
    private final Checking checking;

    Operators(FormulaChecker formulas) {
        this.formulas = formulas;
        this.checking = formulas.checking();
    }

    Formula binary(Expr.Binary b, Optional<Formula.Tolerance> tolerance, Span span) {
        if (b.operator().isLogical()) {
            Formula left = formulas.truths(b.left());
            Formula right = formulas.truths(b.right());
            return isFaulty(left, right)
                    ? new Formula.Faulty(span)
                    : ranked(
                            left,
                            right,
                            Type.TRUTH,
                            span,
                            t -> new Formula.Logic(b.operator() == BinaryOperator.AND, left, right, t, span));
        }
        Formula left = formulas.check(b.left());
        Formula right = formulas.check(b.right());
        if (isFaulty(left, right)) {
            return new Formula.Faulty(span);
        }
        boolean equality = b.operator() == BinaryOperator.EQUAL || b.operator() == BinaryOperator.NOT_EQUAL;
        if (equality && left.type().isTruth() && right.type().isTruth()) {
            return comparison(b, left, right, tolerance, span);
        }
        return numeric(b, formulas.asNumbers(left), formulas.asNumbers(right), tolerance, span);
    }

    private Formula numeric(
            Expr.Binary b, Formula left, Formula right, Optional<Formula.Tolerance> tolerance, Span span) {
        if (isFaulty(left, right)) {
            return new Formula.Faulty(span);
        }
        Dimension l = left.type().dimension();
        Dimension r = right.type().dimension();
        return switch (b.operator()) {
            case MULTIPLY -> arithmetic(ArithmeticOperator.MULTIPLY, left, right, l.times(r), span);
            case DIVIDE -> arithmetic(ArithmeticOperator.DIVIDE, left, right, l.per(r), span);
            case POWER -> power(left, right, span);
            case ADD -> same(ArithmeticOperator.ADD, left, right, span);
            case SUBTRACT -> same(ArithmeticOperator.SUBTRACT, left, right, span);
            default -> comparison(b, left, right, tolerance, span);
        };
    }

    static boolean isFaulty(Formula a, Formula b) {
        return a.type().isFaulty() || b.type().isFaulty();
    }

    private interface Maker {
        Formula make(Type type);
    }

    private Formula ranked(Formula a, Formula b, Type of, Span span, Maker maker) {
        int rank = formulas.rank(a, b, span);
        return rank < 0 ? new Formula.Faulty(span) : maker.make(of.withRank(rank));
    }

    Formula arithmetic(ArithmeticOperator op, Formula left, Formula right, Dimension dimension, Span span) {
        return ranked(left, right, Type.number(dimension), span, t -> new Formula.Arithmetic(op, left, right, t, span));
    }

    Formula same(ArithmeticOperator op, Formula left, Formula right, Span span) {
        Optional<Formula[]> matched = Quantities.match(left, right);
        if (matched.isEmpty()) {
            String l = Quantities.name(left.type().dimension());
            String r = Quantities.name(right.type().dimension());
            String message = op == ArithmeticOperator.ADD
                    ? "cannot add " + r + " to " + l
                    : "cannot subtract " + r + " from " + l;
            return checking.report(different(message, left, right, span), span);
        }
        Formula[] both = matched.get();
        return arithmetic(op, both[0], both[1], both[0].type().dimension(), span);
    }

    private static Diagnostic.Builder different(String message, Formula left, Formula right, Span span) {
        return Quantities.mismatch(
                        span, message, left.type().dimension(), right.type().dimension())
                .also(left.span(), "this is in " + Quantities.name(left.type().dimension()))
                .also(right.span(), "this is in " + Quantities.name(right.type().dimension()));
    }

    private Formula power(Formula base, Formula exponent, Span span) {
        if (!exponent.type().dimension().isNone()) {
            return checking.report(
                    Diagnostic.of(
                            Code.U004,
                            exponent.span(),
                            "an exponent must be a plain number, this is in "
                                    + Quantities.name(exponent.type().dimension())),
                    span);
        }
        Dimension dimension = base.type().dimension();
        if (!dimension.isNone()) {
            Optional<Dimension> raised =
                    exponent instanceof Formula.Constant c ? dimension.power(c.value()) : Optional.empty();
            if (raised.isEmpty()) {
                return checking.report(
                        Diagnostic.of(
                                        Code.U004,
                                        exponent.span(),
                                        "a quantity in " + Quantities.name(dimension)
                                                + " can only be raised to a known simple number")
                                .help("divide by a unit first, for example `(v / 1 mV) ^ k`"),
                        span);
            }
            dimension = raised.get();
        }
        return arithmetic(ArithmeticOperator.POWER, base, exponent, dimension, span);
    }

    private Formula comparison(
            Expr.Binary b, Formula left, Formula right, Optional<Formula.Tolerance> tolerance, Span span) {
        Optional<Formula[]> matched = Quantities.match(left, right);
        if (matched.isEmpty()) {
            String message = "cannot compare " + Quantities.name(left.type().dimension()) + " with "
                    + Quantities.name(right.type().dimension());
            return checking.report(different(message, left, right, span), span);
        }
        Formula[] both = matched.get();
        Term.Comparison comparison = Term.Comparison.valueOf(b.operator().name());
        return ranked(
                both[0],
                both[1],
                Type.TRUTH,
                span,
                t -> new Formula.Compare(comparison, both[0], both[1], tolerance, t, span));
    }

    /** {@code a == b within 5 %} is a part of b; {@code within 1 mV} is a distance. */
    Formula within(Expr.Within w) {
        Expr.Binary b = w.comparison();
        if (b.operator() != BinaryOperator.EQUAL && b.operator() != BinaryOperator.NOT_EQUAL) {
            return checking.report(
                    Diagnostic.of(Code.S006, w.tolerance().span(), "`within` belongs to `==`")
                            .help("write `a == b within 5 %`, or without `within`: `a "
                                    + b.operator().symbol() + " b`"),
                    w.span());
        }
        Formula right = formulas.numbers(b.right());
        Formula tolerance = formulas.one(formulas.numbers(w.tolerance()), "a tolerance");
        if (isFaulty(right, tolerance)) {
            formulas.check(b.left());
            return new Formula.Faulty(w.span());
        }
        OptionalDouble known = Constants.value(tolerance, 1);
        if (known.isPresent() && !(known.getAsDouble() >= 0)) {
            return checking.report(
                    Diagnostic.of(Code.S007, w.tolerance().span(), "a tolerance is 0 or positive"), w.span());
        }
        boolean percent = tolerance instanceof Formula.Constant c
                && c.unit().isPresent()
                && c.unit().get().symbol().equals("%");
        if (percent) {
            return binary(b, Optional.of(new Formula.Tolerance(tolerance, true)), w.span());
        }
        Dimension side = Quantities.isFlexible(right)
                ? formulas.numbers(b.left()).type().dimension()
                : right.type().dimension();
        Formula distance = formulas.expect(tolerance, side, "the tolerance");
        return distance.type().isFaulty()
                ? new Formula.Faulty(w.span())
                : binary(b, Optional.of(new Formula.Tolerance(distance, false)), w.span());
    }
}
