package bouton.dsl.experiment;

import bouton.dsl.check.Program;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.model.Term;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Expr;
import bouton.dsl.unit.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks expressions: names, dimensions, truth values against numbers, single values against lists. What is wrong is reported
 * once and becomes {@link Formula.Faulty}, which is silent from then on.
 *
 * <p>Inside of a set ({@code mean(E : v - x)}) an expression stands for one member, and a list is read at the member's number;
 * but the arguments of a statistic are lists as a whole.
 */
final class FormulaChecker {
    private final Checking checking;
    private final Program file;
    private final Names names;
    private final @Nullable SetContext set;
    private final boolean whole;
    private final int window;
    private final boolean sampled;
    private final List<String> calls;

    /** Formulas among the statements of an experiment. */
    FormulaChecker(Checking checking) {
        this(checking, checking.program, checking.names, null, true, -1, false, new ArrayList<>());
    }

    private FormulaChecker(
            Checking checking,
            Program file,
            Names names,
            @Nullable SetContext set,
            boolean whole,
            int window,
            boolean sampled,
            List<String> calls) {
        this.checking = checking;
        this.file = file;
        this.names = names;
        this.set = set;
        this.whole = whole;
        this.window = window;
        this.sampled = sampled;
        this.calls = calls;
    }

    /** For one member of a set. */
    FormulaChecker inside(SetContext other) {
        return new FormulaChecker(checking, file, names, other, false, window, sampled, calls);
    }

    /** For lists as a whole. */
    FormulaChecker wholes() {
        return whole ? this : new FormulaChecker(checking, file, names, set, true, window, sampled, calls);
    }

    /** For single values of the member, if there is one. */
    FormulaChecker single() {
        return whole == (set == null)
                ? this
                : new FormulaChecker(checking, file, names, set, set == null, window, sampled, calls);
    }

    /** With the run that {@code during} names. */
    FormulaChecker during(int other) {
        return new FormulaChecker(checking, file, names, set, whole, other, true, calls);
    }

    /** Inside of a function: its parameters, and the names of its file. */
    FormulaChecker function(Program home, Names parameters) {
        return new FormulaChecker(checking, home, parameters, null, true, window, sampled, calls);
    }

    Checking checking() {
        return checking;
    }

    Program file() {
        return file;
    }

    Names names() {
        return names;
    }

    @Nullable
    SetContext set() {
        return set;
    }

    int window() {
        return window;
    }

    /** Whether values are meant over that run, tick by tick, and not as of now. */
    boolean isSampled() {
        return sampled;
    }

    /** Functions that are being looked into, outermost first. */
    List<String> calls() {
        return calls;
    }

    /** Whether names of populations and records mean something here: not inside of functions. */
    boolean seesExperiment() {
        return names == checking.names;
    }

    // ---- kinds

    /** A number, or a list of them. */
    Formula numbers(Expr expr) {
        return asNumbers(check(expr));
    }

    Formula asNumbers(Formula f) {
        if (f.type().isRow()) {
            return new Formula.WholeRow(f, Type.number(Dimension.NONE, f.type().rank() + 1), f.span());
        }
        if (f.type().isTruth()) {
            checking.diagnostics.add(
                    Diagnostic.of(Code.U006, f.span(), "a number is needed here, this is true or false")
                            .help("`if … then 1 else 0` makes a number of it"));
            return new Formula.Faulty(f.span());
        }
        return f;
    }

    /** A number, or a list of them, of the dimension. */
    Formula numbers(Expr expr, Dimension expected, String what) {
        return expect(numbers(expr), expected, what);
    }

    /** One number of the dimension. */
    Formula number(Expr expr, Dimension expected, String what) {
        return one(numbers(expr, expected, what), what);
    }

    Formula one(Formula f, String what) {
        if (f.type().rank() == 0) {
            return f;
        }
        return checking.report(
                Diagnostic.of(Code.U006, f.span(), what + " is one value, this is a list")
                        .help("pick an element (`x[0]`, `x[-1]`) or make one value of it (`mean(x)`)"),
                f.span());
    }

    Formula expect(Formula f, Dimension expected, String what) {
        if (f.type().isFaulty() || f.type().dimension().equals(expected)) {
            return f;
        }
        if (Quantities.isFlexible(f)) {
            return Quantities.in(f, expected);
        }
        return checking.report(
                Quantities.mismatch(
                        f.span(),
                        what + " must be in " + Quantities.name(expected) + ", this is in "
                                + Quantities.name(f.type().dimension()),
                        expected,
                        f.type().dimension()),
                f.span());
    }

    /** True or false, or a list of such. */
    Formula truths(Expr expr) {
        Formula f = check(expr);
        if (f.type().isTruth() || f.type().isFaulty()) {
            return f;
        }
        return checking.report(
                Diagnostic.of(Code.U006, f.span(), "true or false is needed here, this is a number")
                        .help("compare it with something, for example `> 0`"),
                f.span());
    }

    Formula truth(Expr expr, String what) {
        return one(truths(expr), what);
    }

    // ---- expressions

    Formula check(Expr expr) {
        return switch (expr) {
            case Expr.Number n -> Literals.of(n, checking);
            case Expr.Name n -> new NameChecker(this).name(n);
            case Expr.Member m -> new NameChecker(this).member(m);
            case Expr.Index i -> new NameChecker(this).index(i);
            case Expr.Call c -> new CallChecker(this).call(c);
            case Expr.Unary u -> unary(u);
            case Expr.Binary b -> new Operators(this).binary(b, Optional.empty(), b.span());
            case Expr.Within w -> new Operators(this).within(w);
            case Expr.Conditional c -> conditional(c);
            case Expr.ListOf l -> new ListChecker(this).list(l);
            case Expr.Range r -> misplaced(r, "a range stands in brackets (`x[0 .. 9]`) or behind `in`");
            case Expr.Tuple t -> misplaced(t, "one value is needed here, not several");
            case Expr.Text t -> misplaced(t, "a text cannot stand here");
            case Expr.Faulty f -> new Formula.Faulty(f.span());
        };
    }

    private Formula misplaced(Expr expr, String message) {
        return checking.report(Diagnostic.of(Code.S006, expr.span(), message), expr.span());
    }

    /** A list that stands where one value of the current member is meant. */
    Formula leaf(Formula f) {
        return set == null || whole || f.type().rank() == 0
                ? f
                : new Formula.MemberOf(f, f.type().withRank(f.type().rank() - 1), f.span());
    }

    private Formula unary(Expr.Unary u) {
        boolean minus = u.operator() == Expr.UnaryOperator.MINUS;
        Formula f = minus ? numbers(u.operand()) : truths(u.operand());
        if (f.type().isFaulty()) {
            return f;
        }
        if (!minus) {
            return new Formula.Not(f, f.type(), u.span());
        }
        return f instanceof Formula.Constant c
                ? new Formula.Constant(-c.value(), c.unit(), c.type(), u.span())
                : new Formula.Negate(f, f.type(), u.span());
    }

    private Formula conditional(Expr.Conditional c) {
        Formula condition = truth(c.condition(), "a condition");
        Formula then = check(c.then());
        Formula otherwise = check(c.otherwise());
        if (condition.type().isFaulty()
                || then.type().isFaulty()
                || otherwise.type().isFaulty()) {
            return new Formula.Faulty(c.span());
        }
        if (then.type().kind() != otherwise.type().kind()
                || then.type().rank() != otherwise.type().rank()) {
            return checking.report(
                    Diagnostic.of(
                            Code.U006,
                            otherwise.span(),
                            "the branches differ: one is " + words(then.type()) + ", the other "
                                    + words(otherwise.type())),
                    c.span());
        }
        Optional<Formula[]> matched = Quantities.match(then, otherwise);
        if (matched.isEmpty()) {
            return checking.report(
                    Quantities.mismatch(
                            otherwise.span(),
                            "the branches differ: "
                                    + Quantities.name(then.type().dimension()) + " and "
                                    + Quantities.name(otherwise.type().dimension()),
                            then.type().dimension(),
                            otherwise.type().dimension()),
                    c.span());
        }
        Formula[] both = matched.get();
        return new Formula.Choose(condition, both[0], both[1], both[0].type(), c.span());
    }

    /** A type for people. */
    static String words(Type type) {
        String one = switch (type.kind()) {
            case NUMBER -> "a number";
            case TRUTH -> "true or false";
            case ROW -> "a row of data";
            case FAULTY -> "faulty";
        };
        return switch (type.rank()) {
            case 0 -> one;
            case 1 -> "a list";
            default -> "a list of lists";
        };
    }

    /** The rank of something made element by element of two; -1 after a report. */
    int rank(Formula a, Formula b, Span span) {
        int x = a.type().rank();
        int y = b.type().rank();
        if (x == y || x == 0 || y == 0) {
            return Math.max(x, y);
        }
        checking.diagnostics.add(Diagnostic.of(Code.D002, span, "a list and a list of lists do not go together")
                .also(a.span(), words(a.type()))
                .also(b.span(), words(b.type())));
        return -1;
    }

    /** Draws of an experiment are kept apart by their number in the text. */
    Formula draw(Term.DrawKind kind, List<Formula> arguments, Type type, Span span) {
        return new Formula.Draw(kind, arguments, checking.newDraw(), type, span);
    }
}
