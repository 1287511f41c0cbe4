package bouton.dsl.experiment;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.model.Builtin;
import bouton.dsl.model.Term;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Declaration;
import bouton.dsl.syntax.Expr;
import bouton.dsl.syntax.Ident;
import bouton.dsl.unit.Dimension;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Checks calls: functions of the language and of the user, draws, statistics, questions about events. */
final class CallChecker {
    private final FormulaChecker formulas;
    private final Checking checking;

    CallChecker(FormulaChecker formulas) {
        this.formulas = formulas;
        this.checking = formulas.checking();
    }

    Formula call(Expr.Call c) {
        if (!(c.callee() instanceof Expr.Name f)) {
            return checking.report(Diagnostic.of(Code.N003, c.callee().span(), "this cannot be called"), c.span());
        }
        checking.read.add(f.text());
        String word = f.text();
        int before = checking.diagnostics.errorCount();
        FormulaChecker inner = during(c);
        if (checking.diagnostics.errorCount() > before) {
            return new Formula.Faulty(c.span());
        }
        Optional<Statistic> statistic = Statistic.find(word);
        Optional<EventUse.Function> events = EventUse.Function.find(word);
        boolean isSet = !c.arguments().isEmpty()
                && new SetChecker(formulas).isSet(c.arguments().getFirst());
        if (events.isPresent() && new EventChecker(inner).isAboutEvents(c, isSet)) {
            return new EventChecker(inner).call(events.get(), c);
        }
        Optional<Builtin> builtin = Builtin.find(word);
        boolean pairwise =
                builtin.isPresent() && c.arguments().size() == builtin.get().arity() && !isSet;
        if (statistic.isPresent() && !pairwise) {
            return formulas.leaf(new StatisticChecker(inner).call(statistic.get(), c));
        }
        if (builtin.isPresent()) {
            return new FunctionChecker(formulas).builtin(builtin.get(), c);
        }
        return other(f, c);
    }

    private Formula other(Expr.Name f, Expr.Call c) {
        String word = f.text();
        Optional<Term.DrawKind> draw = Arrays.stream(Term.DrawKind.values())
                .filter(k -> k.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
        if (draw.isPresent()) {
            return new DrawChecker(formulas).draw(draw.get(), c);
        }
        Optional<Declaration.Function> function = formulas.file().function(word);
        if (function.isPresent()) {
            return user(function.get(), c);
        }
        return switch (word) {
            case "shuffled" -> shuffled(c);
            case "onehot" -> onehot(c);
            case "change" -> change(c);
            case "lsb" -> new LsbChecker(formulas).call(c);
            default -> unknown(f, c);
        };
    }

    private FormulaChecker during(Expr.Call c) {
        if (c.during().isEmpty()) {
            return formulas;
        }
        Ident name = c.during().get();
        if (name.text().equals("last")) {
            return formulas.during(-1);
        }
        int window = checking.windows.indexOf(name.text());
        if (window < 0) {
            Diagnostic.Builder builder = Diagnostic.of(Code.N001, name.span(), "no run is called `" + name + "`")
                    .suggest(name.text(), checking.windows);
            checking.diagnostics.add(
                    checking.windows.isEmpty()
                            ? builder.help("give a run this name: `run 1 s as " + name + "`")
                            : builder.note("runs with a name: " + String.join(", ", checking.windows)));
        }
        return formulas.during(window);
    }

    /** Plain arguments; empty after a report. */
    static Optional<List<Expr>> plain(Expr.Call c, int wanted, Checking checking) {
        List<Expr> result = new ArrayList<>();
        for (Expr.Arg a : c.arguments()) {
            if (!a.isPlain() || a.name().isPresent()) {
                checking.diagnostics.add(Diagnostic.of(Code.S006, a.value().span(), "a plain value is needed here"));
                return Optional.empty();
            }
            result.add(a.value());
        }
        if (wanted >= 0 && result.size() != wanted) {
            checking.diagnostics.add(Diagnostic.of(
                    Code.N009,
                    c.span(),
                    "`" + c.callee().span().text() + "` takes " + count(wanted) + ", not " + result.size()));
            return Optional.empty();
        }
        return Optional.of(result);
    }

    static String count(int n) {
        return n + " argument" + (n == 1 ? "" : "s");
    }

    private Formula shuffled(Expr.Call c) {
        Optional<List<Expr>> args = plain(c, 1, checking);
        if (args.isEmpty()) {
            return new Formula.Faulty(c.span());
        }
        Formula list = formulas.wholes().check(args.get().getFirst());
        if (list.type().isFaulty()) {
            return list;
        }
        if (list.type().rank() == 0) {
            return checking.report(
                    Diagnostic.of(Code.N003, list.span(), "a list or data is needed here, this is one value"),
                    c.span());
        }
        return formulas.leaf(new Formula.Shuffled(list, checking.newDraw(), list.type(), c.span()));
    }

    private Formula change(Expr.Call c) {
        Optional<List<Expr>> args = plain(c, 1, checking);
        if (args.isEmpty()) {
            return new Formula.Faulty(c.span());
        }
        Formula value = formulas.check(args.get().getFirst());
        if (value.type().isFaulty()) {
            return value;
        }
        if (!(value instanceof Formula.MemberValue m) || m.sample() >= 0) {
            return checking.report(
                    Diagnostic.of(
                                    Code.N003,
                                    value.span(),
                                    "`change` is asked of a value of the members of a set, as of now")
                            .help("for example `max(E : abs(change(v)))`"),
                    c.span());
        }
        checking.change(m.place(), m.name());
        return formulas.leaf(new Formula.Change(m, m.type(), c.span()));
    }

    private Formula onehot(Expr.Call c) {
        Optional<List<Expr>> args = plain(c, 2, checking);
        if (args.isEmpty()) {
            return new Formula.Faulty(c.span());
        }
        Formula index = formulas.single().number(args.get().get(0), Dimension.NONE, "the place of the one");
        Formula size = formulas.single().number(args.get().get(1), Dimension.NONE, "the length of the list");
        return Operators.isFaulty(index, size)
                ? new Formula.Faulty(c.span())
                : formulas.leaf(new Formula.OneHot(index, size, Type.number(Dimension.NONE, 1), c.span()));
    }

    private Formula user(Declaration.Function function, Expr.Call c) {
        String name = function.name().text();
        if (c.arguments().size() != function.parameters().size()) {
            return checking.report(
                    Diagnostic.of(
                                    Code.N009,
                                    c.span(),
                                    "`" + name + "` takes "
                                            + count(function.parameters().size()) + ", not "
                                            + c.arguments().size())
                            .also(function.name().span(), "declared here"),
                    c.span());
        }
        if (formulas.calls().contains(name)) {
            return checking.report(
                    Diagnostic.of(Code.N013, c.span(), "function `" + name + "` calls itself"), c.span());
        }
        Optional<List<Expr>> args = plain(c, -1, checking);
        if (args.isEmpty()) {
            return new Formula.Faulty(c.span());
        }
        Names parameters = new Names();
        List<Formula.Binding> bindings = new ArrayList<>();
        for (int i = 0; i < args.get().size(); i++) {
            Formula value = formulas.check(args.get().get(i));
            if (value.type().isFaulty()) {
                return new Formula.Faulty(c.span());
            }
            Ident parameter = function.parameters().get(i);
            int slot = checking.newSlot();
            bindings.add(new Formula.Binding(slot, value));
            parameters.declare(new Names.Local(slot, parameter.text(), value.type(), false, parameter.span()));
        }
        formulas.calls().add(name);
        try {
            Formula body =
                    formulas.function(formulas.file().home(name), parameters).check(function.body());
            return body.type().isFaulty()
                    ? new Formula.Faulty(c.span())
                    : formulas.leaf(new Formula.Call(bindings, body, body.type(), c.span()));
        } finally {
            formulas.calls().removeLast();
        }
    }

    private Formula unknown(Expr.Name f, Expr.Call c) {
        if (formulas.file().isDoubtful(f.text())) {
            return new Formula.Faulty(c.span());
        }
        List<String> known = new ArrayList<>(formulas.file().functionNames());
        Arrays.stream(Statistic.values()).map(Statistic::word).forEach(known::add);
        Arrays.stream(EventUse.Function.values()).map(EventUse.Function::word).forEach(known::add);
        Arrays.stream(Builtin.values()).map(Builtin::word).forEach(known::add);
        known.addAll(List.of("shuffled", "onehot", "change", "lsb", "uniform", "normal", "choice", "chance"));
        Diagnostic.Builder builder = Diagnostic.of(Code.N001, f.span(), "there is no function `" + f.text() + "`")
                .suggest(f.text(), known);
        Span span = c.span();
        return checking.report(builder, span);
    }
}
