package bouton.dsl.experiment;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.syntax.Expr;
import bouton.dsl.syntax.Item;
import bouton.dsl.unit.Dimension;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks assignments to states of the experiment and to their elements. */
final class AssignChecker {
    private final Checking checking;
    private final FormulaChecker formulas;

    AssignChecker(Checking checking) {
        this.checking = checking;
        this.formulas = new FormulaChecker(checking);
    }

    /** Null after a report. */
    @Nullable
    Step check(Item.Assign a) {
        Expr root = a.target() instanceof Expr.Index i && i.at().size() == 1 ? i.of() : a.target();
        if (!(root instanceof Expr.Name name)) {
            if (!(root instanceof Expr.Faulty)) {
                wrongTarget(a, root);
            }
            formulas.check(a.value());
            return null;
        }
        Names.Local local = checking.names.find(name.text());
        if (local == null || !local.assignable()) {
            refuse(name, local);
            formulas.check(a.value());
            return null;
        }
        if (a.operator() == Item.Operator.DRAW) {
            checking.diagnostics.add(Diagnostic.of(Code.S006, a.span(), "a draw is assigned with `=`")
                    .help("write `" + a.target().span().text() + " = "
                            + a.value().span().text() + "`"));
            return null;
        }
        Optional<Formula> at = Optional.empty();
        Type type = local.type();
        if (a.target() instanceof Expr.Index i) {
            Expr index = i.at().getFirst().value();
            at = Optional.of(formulas.number(index, Dimension.NONE, "an index"));
            if (type.rank() != 1) {
                checking.diagnostics.add(Diagnostic.of(
                        Code.N003, root.span(), "`" + name.text() + "` is not a list: it has no elements"));
                return null;
            }
            type = type.withRank(0);
        }
        Formula value = value(a, type, name);
        boolean faulty =
                value.type().isFaulty() || at.filter(f -> f.type().isFaulty()).isPresent();
        return faulty ? null : new Step.Assign(local.slot(), at, a.operator(), value, a.span());
    }

    private Formula value(Item.Assign a, Type type, Expr.Name name) {
        boolean scales = a.operator() == Item.Operator.MULTIPLY || a.operator() == Item.Operator.DIVIDE;
        if (!type.isNumber()) {
            if (a.operator() != Item.Operator.SET) {
                return checking.report(
                        Diagnostic.of(
                                Code.U006,
                                a.target().span(),
                                "`" + a.operator().symbol() + "` needs a number, `" + name.text() + "` is "
                                        + FormulaChecker.words(type)),
                        a.span());
            }
            Formula value = formulas.check(a.value());
            return value.type().isFaulty() || value.type().equals(type) ? value : otherKind(value, type, name);
        }
        Formula value = formulas.numbers(
                a.value(), scales ? Dimension.NONE : type.dimension(), scales ? "a factor" : "`" + name.text() + "`");
        if (value.type().isFaulty()) {
            return value;
        }
        boolean fits = value.type().rank() == type.rank()
                || (a.operator() != Item.Operator.SET && value.type().rank() < type.rank());
        return fits ? value : otherKind(value, type, name);
    }

    private Formula otherKind(Formula value, Type type, Expr.Name name) {
        return checking.report(
                Diagnostic.of(
                        Code.U006,
                        value.span(),
                        "`" + name.text() + "` is " + FormulaChecker.words(type) + ", this is "
                                + FormulaChecker.words(value.type())),
                value.span());
    }

    private void wrongTarget(Item.Assign a, Expr root) {
        Diagnostic.Builder builder =
                Diagnostic.of(Code.N005, a.target().span(), "only a state of the experiment is assigned like this");
        boolean place = new Places(checking).isPlace(root, Optional.empty());
        checking.diagnostics.add(
                place
                        ? builder.help("`set " + a.target().span().text() + " = …` changes what is in the network")
                        : builder);
    }

    private void refuse(Expr.Name name, Names.@Nullable Local local) {
        if (local != null) {
            checking.diagnostics.add(
                    Diagnostic.of(Code.N005, name.span(), "`" + name.text() + "` is fixed once it has a value")
                            .also(local.span(), "declared here")
                            .help("declare it with `state` to change it later"));
            return;
        }
        if (checking.faulty.contains(name.text()) || checking.program.isDoubtful(name.text())) {
            return;
        }
        if (checking.record(name.text()) >= 0) {
            checking.diagnostics.add(
                    Diagnostic.of(Code.N005, name.span(), "`" + name.text() + "` is a list that `record` appends to")
                            .help("write `record " + name.text() + " = …`"));
            return;
        }
        Diagnostic.Builder builder = Diagnostic.of(
                        Code.N004, name.span(), "nothing called `" + name.text() + "` has been declared")
                .suggest(name.text(), checking.names.all());
        boolean parameter = new Parameters(checking).names().contains(name.text());
        checking.diagnostics.add(
                parameter
                        ? builder.help("`set " + name.text() + " = …` changes a parameter of the network")
                        : builder.help("declare it: `state " + name.text() + " = …`"));
    }
}
