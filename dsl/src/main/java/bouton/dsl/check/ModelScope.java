package bouton.dsl.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.model.DataTable;
import bouton.dsl.model.Term;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Expr;
import bouton.dsl.unit.Dimension;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names inside a neuron or a synapse. */
final class ModelScope implements Scope {
    private final ModelChecker model;
    private final FileScope file;
    private final double step;
    private final @Nullable String drawPath;
    private final @Nullable ModelScope outer;
    /** The scope that has been left when the statements of this one run. */
    private @Nullable ModelScope left;

    private final Map<String, Term> locals = new HashMap<>();

    /**
     * @param step what `dt` means, in ms
     * @param drawPath key of draws; null where none may stand
     */
    ModelScope(ModelChecker model, FileScope file, double step, @Nullable String drawPath, @Nullable ModelScope outer) {
        this.model = model;
        this.file = file;
        this.step = step;
        this.drawPath = drawPath;
        this.outer = outer;
    }

    /** A scope inside this one, for the locals of a block. */
    ModelScope inner() {
        return new ModelScope(model, file, step, drawPath, this);
    }

    /** A scope for statements that run later, when the locals of this one are gone. */
    ModelScope later() {
        ModelScope later = new ModelScope(model, file, model.settings().dt(), drawPath, null);
        later.left = this;
        return later;
    }

    /** Whether the name was a local of a scope that has been left. */
    private boolean isGone(String name) {
        for (ModelScope s = this; s != null; s = s.outer) {
            if (s.left != null && (s.left.local(name) != null || s.left.isGone(name))) {
                return true;
            }
        }
        return false;
    }

    boolean declareLocal(String name, Term reference) {
        return locals.putIfAbsent(name, reference) == null;
    }

    @Nullable
    Term local(String name) {
        Term found = locals.get(name);
        return found != null || outer == null ? found : outer.local(name);
    }

    @Override
    public FileScope file() {
        return file;
    }

    @Override
    public @Nullable String drawPath() {
        return drawPath;
    }

    @Override
    public boolean isDoubtful(String name) {
        return file.isDoubtful(name) || model.isDoubtful(name);
    }

    @Override
    public List<String> names() {
        List<String> result = new ArrayList<>(model.table().names());
        for (ModelScope s = this; s != null; s = s.outer) {
            result.addAll(s.locals.keySet());
        }
        result.addAll(file.names(bouton.dsl.syntax.Declaration.Data.class));
        return result;
    }

    @Override
    public @Nullable Term name(String name, Span span) {
        Term local = local(name);
        if (local != null) {
            return at(local, span);
        }
        if (isGone(name)) {
            model.gone(name, span);
            return new Term.Poison(span);
        }
        ModelTable.Entry entry = model.table().find(name);
        if (entry != null) {
            return model.values().reference(entry, span, this);
        }
        switch (name) {
            case "t" -> {
                return new Term.Time(span);
            }
            case "dt" -> {
                return new Term.Constant(step, Dimension.TIME, span);
            }
            case "index" -> {
                return new Term.Index(Term.End.SELF, span);
            }
            default -> {}
        }
        DataUse data = data(name, file);
        return data == null ? null : data.bare(span);
    }

    @Override
    public @Nullable DataUse data(String name, FileScope home) {
        DataTable data = model.data(name, home);
        return data == null ? null : new DataUse(data, model.dataTables().isFaulty(data), model.isSynapse());
    }

    private static Term at(Term term, Span span) {
        return switch (term) {
            case Term.LocalRef l -> new Term.LocalRef(l.id(), l.isTruth(), l.dimension(), span);
            case Term.Payload p -> new Term.Payload(p.dimension(), span);
            default -> term;
        };
    }

    @Override
    public @Nullable Term member(Expr.Member member, Typer typer) {
        if (!(member.of() instanceof Expr.Name owner)) {
            return null;
        }
        String name = member.name().text();
        ModelTable.Entry entry = model.table().find(owner.text());
        if (entry != null && (name.equals("max") || name.equals("min")) && entry.kind == ModelTable.Kind.VARIABLE) {
            return model.values().bound(entry, name.equals("max"), member);
        }
        if (entry == null && local(owner.text()) == null) {
            return model.foreign().member(owner.text(), member, typer);
        }
        return null;
    }

    @Override
    public @Nullable Term index(Expr.Index index, Typer typer) {
        if (index.of() instanceof Expr.Name n) {
            DataUse data =
                    model.table().find(n.text()) == null && local(n.text()) == null ? data(n.text(), file) : null;
            if (data != null) {
                return data.element(index, typer);
            }
        }
        Term element = index.of() instanceof Expr.Name n ? element(n, index, typer) : null;
        return element != null ? element : model.foreign().index(index, typer);
    }

    /** The member of an array that an index chooses in a run: rounded down, the first or last one beyond its ends. */
    private @Nullable Term element(Expr.Name array, Expr.Index index, Typer typer) {
        List<Expr> members = new ArrayList<>();
        for (String name = NestedNames.member(array.text(), 0);
                model.table().find(name) != null || local(name) != null;
                name = NestedNames.member(array.text(), members.size())) {
            members.add(new Expr.Name(name, index.span()));
        }
        return members.isEmpty() || index.at().size() != 1
                ? null
                : typer.choice(index.at().getFirst().value(), members, index.span());
    }

    @Override
    public @Nullable Term call(String function, Expr.Call call, Typer typer) {
        DataUse data = data(function, file);
        if (data != null) {
            return data.byTime(call, typer);
        }
        if (function.equals(PastTerms.DELAYED)) {
            return new PastTerms(model, typer).delayed(call);
        }
        if (function.equals(PastTerms.SINCE)) {
            return new PastTerms(model, typer).since(call);
        }
        if (function.equals(NoiseTerms.WORD)) {
            return NoiseTerms.misplaced(call, typer);
        }
        ModelTable.Entry entry = model.table().find(function);
        if (entry != null && (entry.kind == ModelTable.Kind.VARIABLE || entry.kind == ModelTable.Kind.TRACE)) {
            typer.diagnostics()
                    .add(Diagnostic.of(
                                    Code.L306,
                                    call.span(),
                                    "`" + function + "` has one value, that of now; other times cannot be read")
                            .label("reads another moment")
                            .note("hardware holds one word for `" + function
                                    + "`: the future is not known, and the past is gone unless it is stored")
                            .help("keep what you need of the past in a `state` or a `trace`"));
            return new Term.Poison(call.span());
        }
        return model.foreign().call(function, call, typer);
    }
}
