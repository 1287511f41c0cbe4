package bouton.dsl.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.Model;
import bouton.dsl.model.Term;
import bouton.dsl.syntax.Expr;
import bouton.dsl.syntax.Ident;
import bouton.dsl.syntax.Path;
import bouton.dsl.unit.Dimension;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a model may know of the past: `since(event)`, `delayed(value, time)`. */
final class PastTerms {
    static final String SINCE = "since";
    static final String DELAYED = "delayed";

    private final ModelChecker model;
    private final Typer typer;
    private final Diagnostics diagnostics;

    PastTerms(ModelChecker model, Typer typer) {
        this.model = model;
        this.typer = typer;
        this.diagnostics = typer.diagnostics();
    }

    /** Time since the last event of this name before now. */
    Term since(Expr.Call call) {
        Path path = plain(call, 1) ? path(call.arguments().getFirst().value()) : null;
        if (path == null) {
            return typer.poison(
                    Diagnostic.of(Code.N009, call.span(), "`since` takes the name of an event")
                            .help(
                                    model.isSynapse()
                                            ? "for example `since(pre)`, `since(post)`, `since(post.burst)`"
                                            : "for example `since(spike)`"),
                    call.span());
        }
        EventNames.SideEvent event = new EventNames(model, diagnostics).resolve(path);
        if (event == null) {
            return new Term.Poison(call.span());
        }
        ModelTable.Entry entry = path.isSimple() ? model.table().find(path.text()) : null;
        if (entry != null) {
            entry.read = true;
        }
        Model.Since since = new Model.Since(event.side(), event.event());
        List<Model.Since> all = model.table().sinces;
        if (!all.contains(since)) {
            all.add(since);
        }
        return new Term.Since(all.indexOf(since), call.span());
    }

    /** A value as it was some time ago. */
    Term delayed(Expr.Call call) {
        if (!plain(call, 2)) {
            return typer.poison(
                    Diagnostic.of(Code.N009, call.span(), "`delayed` takes a value and a time")
                            .help("for example `delayed(v, 5 ms)`"),
                    call.span());
        }
        Term value = typer.number(call.arguments().getFirst().value());
        Term time = typer.number(call.arguments().getLast().value(), Dimension.TIME, "a delay");
        if (Typer.poisoned(value, time) || !hasPast(call, value) || !isDelay(time)) {
            return new Term.Poison(call.span());
        }
        if (value instanceof Term.Constant
                || time instanceof Term.Constant t
                        && Math.rint(t.value() / model.settings().dt()) == 0) {
            return value;
        }
        List<Model.Delayed> all = model.table().delays;
        all.add(new Model.Delayed(value, time));
        return new Term.Delayed(all.size() - 1, value.dimension(), call.span());
    }

    /** Whether the value is there in every tick; false after a report. */
    private boolean hasPast(Expr.Call call, Term value) {
        if (model.isSynapse()) {
            diagnostics.add(
                    Diagnostic.of(Code.S006, call.span(), "a synapse keeps no past values")
                            .help(
                                    "values of its source arrive its `delay` later: `in x: UNIT from pre`; what else it needs is a `state`"));
            return false;
        }
        boolean momentary = Terms.any(
                value, t -> t instanceof Term.LocalRef || t instanceof Term.Payload || t instanceof Term.Draw);
        if (momentary) {
            diagnostics.add(Diagnostic.of(
                            Code.S006,
                            value.span(),
                            "this is there at one moment only: what is delayed is there in every tick")
                    .help("delay a state, a port or a `let` among the items"));
        }
        return !momentary;
    }

    /** Whether a time is a delay that can be kept; false after a report. */
    private boolean isDelay(Term time) {
        if (!(time instanceof Term.Constant c)) {
            boolean changes = Terms.any(
                    time,
                    t -> t instanceof Term.VariableRef
                            || t instanceof Term.PortRef
                            || t instanceof Term.EndRef
                            || t instanceof Term.LocalRef
                            || t instanceof Term.Payload
                            || t instanceof Term.Time
                            || t instanceof Term.Since
                            || t instanceof Term.Delayed
                            || t instanceof Term.HoldRef
                            || t instanceof Term.Draw);
            if (changes) {
                diagnostics.add(Diagnostic.of(Code.T001, time.span(), "a delay is constant in a run; this changes")
                        .help("use a parameter; it may differ from neuron to neuron"));
            }
            return !changes;
        }
        double ticks = c.value() / model.settings().dt();
        if (c.value() < 0) {
            diagnostics.add(Diagnostic.of(Code.L306, c.span(), "a negative delay reads the future"));
            return false;
        }
        if (!(ticks <= DelayChecker.MOST_TICKS)) {
            diagnostics.add(Diagnostic.of(
                    Code.T001,
                    c.span(),
                    "this is %,.0f ticks of %s ms; at most %,d are kept"
                            .formatted(ticks, Numbers.show(model.settings().dt()), (long) DelayChecker.MOST_TICKS)));
            return false;
        }
        Numbers.tellRounded(c, model.settings().dt(), diagnostics);
        return true;
    }

    private static boolean plain(Expr.Call call, int count) {
        return call.arguments().size() == count
                && call.arguments().stream()
                        .allMatch(a -> a.isPlain() && a.name().isEmpty());
    }

    /** Names joined by dots; null if the expression is something else. */
    private static @Nullable Path path(Expr expr) {
        List<Ident> names = new ArrayList<>();
        Expr rest = expr;
        while (rest instanceof Expr.Member m) {
            names.addFirst(m.name());
            rest = m.of();
        }
        if (!(rest instanceof Expr.Name n)) {
            return null;
        }
        names.addFirst(new Ident(n.text(), n.span()));
        return new Path(names, expr.span());
    }
}
