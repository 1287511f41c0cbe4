package bouton.dsl.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.DataTable;
import bouton.dsl.model.Network;
import bouton.dsl.model.Network.Builder;
import bouton.dsl.model.Term;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Expr;
import bouton.dsl.syntax.Ident;
import bouton.dsl.unit.Dimension;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks how the synapses of a projection are made: `probability(0.1)`, `fan_in(80, self = on)`, `pairs(d)`. */
final class BuilderChecker {
    static final List<String> BUILDERS = List.of(
            "one_to_one",
            "all_to_all",
            "probability",
            "fan_in",
            "fan_out",
            "total",
            "pairs",
            "matrix",
            "file",
            "distance");

    /** Pairs chosen by a condition are listed one by one. */
    private static final long MOST_LISTED = 50_000_000;

    private final FileScope file;
    private final DataTables data;
    private final Typer typer;
    private final Diagnostics diagnostics;

    BuilderChecker(FileScope file, DataTables data, Typer typer) {
        this.file = file;
        this.data = data;
        this.typer = typer;
        this.diagnostics = typer.diagnostics();
    }

    @Nullable
    Builder check(Expr expr, Optional<Expr> where, Network.GroupDef source, Network.PopulationDef target) {
        Expr.Name name;
        List<Expr.Arg> arguments = List.of();
        if (expr instanceof Expr.Call c && c.callee() instanceof Expr.Name n) {
            name = n;
            arguments = c.arguments();
        } else if (expr instanceof Expr.Name n) {
            name = n;
        } else {
            if (!(expr instanceof Expr.Faulty)) {
                diagnostics.add(Diagnostic.of(
                        Code.S008, expr.span(), "this must say how synapses are made: " + String.join(", ", BUILDERS)));
            }
            return null;
        }
        if (!BUILDERS.contains(name.text())) {
            diagnostics.add(Diagnostic.of(Code.N001, name.span(), "there is no builder `" + name.text() + "`")
                    .suggest(name.text(), BUILDERS)
                    .note("builders: " + String.join(", ", BUILDERS)));
            return null;
        }
        Map<String, Expr.Arg> named = new LinkedHashMap<>();
        List<Expr> plain = new ArrayList<>();
        for (Expr.Arg a : arguments) {
            if (a.name().isPresent()) {
                named.put(a.name().get().text(), a);
            } else {
                plain.add(a.value());
            }
        }
        Builder builder = build(name, plain, named, expr.span(), source, target);
        return builder == null || where.isEmpty()
                ? builder
                : filtered(builder, where.get(), source, target, expr.span());
    }

    private @Nullable Builder build(
            Expr.Name name,
            List<Expr> plain,
            Map<String, Expr.Arg> named,
            Span span,
            Network.GroupDef source,
            Network.PopulationDef target) {
        String word = name.text();
        List<String> switches = switch (word) {
            case "all_to_all", "probability", "distance" -> List.of("self");
            case "fan_in", "fan_out", "total" -> List.of("self", "multiple");
            default -> List.of();
        };
        for (Expr.Arg a : named.values()) {
            Ident option = a.name().orElseThrow();
            if (!switches.contains(option.text())) {
                diagnostics.add(Diagnostic.of(Code.N009, option.span(), "`" + word + "` knows no `" + option + "`")
                        .suggest(option.text(), switches)
                        .note(
                                switches.isEmpty()
                                        ? "it takes no options"
                                        : "it knows: " + String.join(", ", switches) + ", each `on` or `off`"));
                return null;
            }
        }
        int wanted = word.equals("one_to_one") || word.equals("all_to_all") ? 0 : 1;
        boolean twoLists = word.equals("pairs") && plain.size() == 2;
        if (plain.size() != wanted && !twoLists) {
            diagnostics.add(
                    Diagnostic.of(Code.N009, span, "`" + word + "` takes " + (wanted == 0 ? "no value" : "one value")));
            return null;
        }
        Boolean self = onOff(named.get("self"), false);
        Boolean multiple = onOff(named.get("multiple"), true);
        if (self == null || multiple == null) {
            return null;
        }
        boolean same = source == target;
        return switch (word) {
            case "one_to_one" -> oneToOne(span, source, target);
            case "all_to_all" -> new Builder.AllToAll(self);
            case "probability" -> {
                Term p = typer.number(plain.getFirst(), Dimension.NONE, "a probability");
                if (p instanceof Term.Constant c && c.value() >= 0 && c.value() <= 1) {
                    yield new Builder.Probability(c.value(), self);
                }
                if (!(p instanceof Term.Poison)) {
                    diagnostics.add(Diagnostic.of(Code.R002, p.span(), "a probability is a number from 0 to 1"));
                }
                yield null;
            }
            case "distance" -> new DistanceChecker(typer).check(plain.getFirst(), self, source, target);
            case "fan_in" -> {
                Integer k = count(
                        plain.getFirst(), "a fan-in", multiple, source.size() - (same && !self ? 1 : 0), "sources");
                yield k == null ? null : new Builder.FanIn(k, self, multiple);
            }
            case "fan_out" -> {
                Integer k = count(
                        plain.getFirst(), "a fan-out", multiple, target.size() - (same && !self ? 1 : 0), "targets");
                yield k == null ? null : new Builder.FanOut(k, self, multiple);
            }
            case "total" -> {
                Long n = Vectors.whole(
                        typer.number(plain.getFirst()), 0, Integer.MAX_VALUE - 8, "a number of synapses", typer);
                long most = (long) source.size() * target.size() - (same && !self ? source.size() : 0);
                if (n != null && !multiple && n > most) {
                    diagnostics.add(
                            Diagnostic.of(Code.E003, plain.getFirst().span(), "there are only " + most + " pairs"));
                    yield null;
                }
                yield n == null ? null : new Builder.Total(n, self, multiple);
            }
            case "pairs" -> twoLists ? pairLists(plain, source, target) : pairs(plain.getFirst(), source, target);
            case "matrix" -> matrix(plain.getFirst(), source, target);
            case "file" -> file(plain.getFirst(), source, target);
            default -> throw new IllegalStateException(word);
        };
    }

    private @Nullable Builder oneToOne(Span span, Network.GroupDef source, Network.PopulationDef target) {
        if (source.size() != target.size()) {
            diagnostics.add(Diagnostic.of(
                            Code.D002,
                            span,
                            "one to one needs equal sizes; `%s` has %d, `%s` has %d"
                                    .formatted(source.name(), source.size(), target.name(), target.size()))
                    .also(source.span(), "declared here")
                    .also(target.span(), "declared here"));
            return null;
        }
        return new Builder.OneToOne();
    }

    private @Nullable Boolean onOff(Expr.@Nullable Arg option, boolean otherwise) {
        if (option == null) {
            return otherwise;
        }
        Expr value = option.value();
        if (value instanceof Expr.Name n && (n.text().equals("on") || n.text().equals("off"))) {
            return n.text().equals("on");
        }
        if (value instanceof Expr.Name n && (n.text().equals("true") || n.text().equals("false"))) {
            return n.text().equals("true");
        }
        diagnostics.add(Diagnostic.of(Code.S006, value.span(), "this is `on` or `off`"));
        return null;
    }

    private @Nullable Integer count(Expr value, String what, boolean multiple, int available, String of) {
        Long k = Vectors.whole(typer.number(value), 0, Integer.MAX_VALUE - 8, what, typer);
        if (k == null) {
            return null;
        }
        if ((!multiple && k > available) || (k > 0 && available < 1)) {
            diagnostics.add(Diagnostic.of(
                            Code.E003,
                            value.span(),
                            what + " of " + k + " needs as many " + of + ", there are " + available)
                    .help("take fewer, or allow pairs to repeat: `multiple = on`"));
            return null;
        }
        return k.intValue();
    }

    private DataTables.@Nullable Loaded loaded(Expr expr) {
        DataTables.Loaded found = expr instanceof Expr.Name n ? data.load(n.text(), file) : null;
        if (found == null) {
            diagnostics.add(Diagnostic.of(Code.N003, expr.span(), "the name of some `data` is needed here")
                    .help("declare it, for example `data c = csv(\"pairs.csv\")`"));
            return null;
        }
        return data.isFaulty(found.whole()) ? null : found;
    }

    private @Nullable Builder pairLists(List<Expr> lists, Network.GroupDef source, Network.PopulationDef target) {
        DataTables.Loaded pre = loaded(lists.get(0));
        DataTables.Loaded post = loaded(lists.get(1));
        return pre == null || post == null
                ? null
                : pairs(
                        pre.whole().values(),
                        post.whole().values(),
                        source,
                        target,
                        lists.get(0).span());
    }

    private @Nullable Builder pairs(Expr expr, Network.GroupDef source, Network.PopulationDef target) {
        DataTables.Loaded found = loaded(expr);
        if (found == null) {
            return null;
        }
        DataTable pre = found.parts().get("pre");
        DataTable post = found.parts().get("post");
        if (pre != null && post != null) {
            return pairs(pre.values(), post.values(), source, target, expr.span());
        }
        DataTable whole = found.whole();
        if (whole.shape().length != 2 || whole.columns() < 2) {
            diagnostics.add(Diagnostic.of(Code.D002, expr.span(), "pairs are two columns, source and target index")
                    .also(whole.span(), "declared here"));
            return null;
        }
        double[] a = new double[whole.rows()];
        double[] b = new double[whole.rows()];
        for (int i = 0; i < a.length; i++) {
            a[i] = whole.values()[i * whole.columns()];
            b[i] = whole.values()[i * whole.columns() + 1];
        }
        return pairs(a, b, source, target, expr.span());
    }

    private @Nullable Builder file(Expr expr, Network.GroupDef source, Network.PopulationDef target) {
        if (expr instanceof Expr.Text t) {
            diagnostics.add(Diagnostic.of(Code.S006, t.span(), "a file is read by a `data` declaration")
                    .help("write `data c = csv(" + t.span().text() + ")` and `by file(c)`"));
            return null;
        }
        return pairs(expr, source, target);
    }

    private @Nullable Builder pairs(
            double[] pre, double[] post, Network.GroupDef source, Network.PopulationDef target, Span span) {
        if (pre.length != post.length) {
            diagnostics.add(Diagnostic.of(
                    Code.D002, span, "there are " + pre.length + " sources and " + post.length + " targets"));
            return null;
        }
        int[] a = indices(pre, source, span);
        int[] b = indices(post, target, span);
        return a == null || b == null ? null : new Builder.Pairs(a, b);
    }

    private int @Nullable [] indices(double[] values, Network.GroupDef group, Span span) {
        int[] result = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            double v = values[i];
            if (!(v >= 0 && v < group.size()) || v != Math.rint(v)) {
                diagnostics.add(Diagnostic.of(
                        Code.E003,
                        span,
                        "pair %d names %s of `%s`; there are 0 .. %d"
                                .formatted(i, Numbers.show(v), group.name(), group.size() - 1)));
                return null;
            }
            result[i] = (int) v;
        }
        return result;
    }

    private @Nullable Builder matrix(Expr expr, Network.GroupDef source, Network.PopulationDef target) {
        DataTables.Loaded found = loaded(expr);
        if (found == null) {
            return null;
        }
        DataTable m = found.whole();
        if (m.shape().length != 2 || m.rows() != source.size() || m.columns() != target.size()) {
            diagnostics.add(Diagnostic.of(
                            Code.D002,
                            expr.span(),
                            "a matrix for `%s -> %s` has %d rows and %d columns, this has %s"
                                    .formatted(
                                            source.name(),
                                            target.name(),
                                            source.size(),
                                            target.size(),
                                            Arrays.toString(m.shape())))
                    .also(m.span(), "declared here"));
            return null;
        }
        int n = 0;
        int[] pre = new int[m.values().length];
        int[] post = new int[m.values().length];
        for (int i = 0; i < m.values().length; i++) {
            if (m.values()[i] != 0 && !Double.isNaN(m.values()[i])) {
                pre[n] = i / m.columns();
                post[n++] = i % m.columns();
            }
        }
        return new Builder.Pairs(Arrays.copyOf(pre, n), Arrays.copyOf(post, n));
    }

    /** Keeps the pairs that satisfy a condition over `pre.index` and `post.index`. */
    private @Nullable Builder filtered(
            Builder builder, Expr where, Network.GroupDef source, Network.PopulationDef target, Span span) {
        Term condition =
                typer.in(new OverrideScope(typer.scope(), true, null, data)).truth(where);
        if (condition instanceof Term.Poison) {
            return null;
        }
        int[] pre;
        int[] post;
        switch (builder) {
            case Builder.OneToOne o -> {
                if (source.size() > MOST_LISTED) {
                    diagnostics.add(tooMany(where, source.size()));
                    return null;
                }
                pre = new int[source.size()];
                Arrays.setAll(pre, i -> i);
                post = pre.clone();
            }
            case Builder.AllToAll a -> {
                long all = (long) source.size() * target.size();
                if (all > MOST_LISTED) {
                    diagnostics.add(tooMany(where, all));
                    return null;
                }
                pre = new int[(int) all];
                post = new int[(int) all];
                int n = 0;
                for (int i = 0; i < source.size(); i++) {
                    for (int j = 0; j < target.size(); j++) {
                        if (a.self() || source != target || i != j) {
                            pre[n] = i;
                            post[n++] = j;
                        }
                    }
                }
                pre = Arrays.copyOf(pre, n);
                post = Arrays.copyOf(post, n);
            }
            case Builder.Pairs p -> {
                pre = p.pre();
                post = p.post();
            }
            default -> {
                diagnostics.add(Diagnostic.of(
                                Code.S006,
                                where.span(),
                                "a condition goes with all_to_all, one_to_one, pairs and matrix")
                        .also(span, "drawn connections take none"));
                return null;
            }
        }
        int[] keptPre = new int[pre.length];
        int[] keptPost = new int[pre.length];
        int n = 0;
        for (int k = 0; k < pre.length; k++) {
            if (PairConditions.holds(condition, pre[k], post[k])) {
                keptPre[n] = pre[k];
                keptPost[n++] = post[k];
            }
        }
        return new Builder.Pairs(Arrays.copyOf(keptPre, n), Arrays.copyOf(keptPost, n));
    }

    private static Diagnostic.Builder tooMany(Expr where, long pairs) {
        return Diagnostic.of(
                Code.E003,
                where.span(),
                "a condition over %,d pairs is too much; give the pairs as data".formatted(pairs));
    }
}
