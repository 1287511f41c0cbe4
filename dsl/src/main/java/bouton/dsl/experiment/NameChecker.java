package bouton.dsl.experiment;

import bouton.dsl.check.NestedNames;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.model.DataTable;
import bouton.dsl.model.Model;
import bouton.dsl.model.Network;
import bouton.dsl.model.Term;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Expr;
import bouton.dsl.syntax.Ident;
import bouton.dsl.unit.Dimension;
import bouton.dsl.unit.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a name means, alone, with a dot, or with an index. */
final class NameChecker {
    private final FormulaChecker formulas;
    private final Checking checking;
    private final Places places;

    NameChecker(FormulaChecker formulas) {
        this.formulas = formulas;
        this.checking = formulas.checking();
        this.places = new Places(checking);
    }

    // ---- alone

    Formula name(Expr.Name n) {
        Formula found = find(n.text(), n.span());
        if (found != null) {
            return formulas.leaf(found);
        }
        if (checking.faulty.contains(n.text()) || formulas.file().isDoubtful(n.text())) {
            return new Formula.Faulty(n.span());
        }
        return checking.report(unknown(n.text(), n.span()), n.span());
    }

    private @Nullable Formula find(String name, Span span) {
        checking.read.add(name);
        Formula own = member(name, span);
        if (own != null) {
            return own;
        }
        Names.Local local = formulas.names().find(name);
        if (local != null) {
            return local.at(span);
        }
        if (formulas.seesExperiment()) {
            int record = checking.record(name);
            if (record >= 0) {
                Type entry = checking.records.get(record).type();
                return new Formula.RecordList(record, name, entry.withRank(entry.rank() + 1), span);
            }
            Term.Constant param = checking.network.params().get(name);
            if (param != null) {
                return new Formula.NetworkParam(name, Type.number(param.dimension()), span);
            }
        }
        if (formulas.seesExperiment() && checking.network.global(name) >= 0) {
            int cell = checking.network.global(name);
            Network.GlobalDef global = checking.network.globals().get(cell);
            return new Formula.GlobalValue(cell, Type.number(global.dimension()), span);
        }
        Formula data = data(name, span);
        return data != null ? data : constant(name, span);
    }

    /** A name of the current member: its values, its number. */
    private @Nullable Formula member(String name, Span span) {
        SetContext set = formulas.set();
        if (set == null) {
            return null;
        }
        if (set.place().isPresent()) {
            Place place = set.place().get();
            Type type = places.value(place, name);
            if (type != null) {
                return value(place, Formula.End.SELF, name, type, span);
            }
        }
        return name.equals("index") && formulas.names().find(name) == null
                ? new Formula.MemberIndex(Formula.End.SELF, Type.number(Dimension.NONE), span)
                : null;
    }

    /** A value of a member as of now, or over a run; parameters have one value for all of it. */
    private Formula value(Place place, Formula.End end, String name, Type type, Span span) {
        Model model = places.model(place);
        boolean constant = model != null && model.param(name) >= 0;
        if (!formulas.isSampled() || constant) {
            return new Formula.MemberValue(place, end, name, -1, type, span);
        }
        if (place.projection()) {
            return checking.report(
                    Diagnostic.of(Code.S006, span, "values of synapses are not kept over a run")
                            .help("leave `during` out for their values as of now, or record them between runs"),
                    span);
        }
        return new Formula.MemberValue(place, end, name, checking.sample(place.index(), name), type, span);
    }

    private @Nullable Formula data(String name, Span span) {
        DataSet set = checking.dataSet(name);
        if (set != null) {
            return new Formula.Rows(set, Type.row(set, 1), span);
        }
        DataTable table = checking.data.find(name);
        if (table != null && checking.data.isFaulty(table)) {
            return new Formula.Faulty(span);
        }
        return table == null ? null : table(table, span);
    }

    /** Further axes than two are laid out in a row. */
    private static Formula table(DataTable table, Span span) {
        return new Formula.Data(
                table, Type.number(Dimension.NONE, Math.min(table.shape().length, Type.MAX_RANK)), span);
    }

    private static @Nullable Formula constant(String name, Span span) {
        return switch (name) {
            case "pi" -> plain(Math.PI, span);
            case "inf" -> plain(Double.POSITIVE_INFINITY, span);
            case "true" -> new Formula.Constant(1, Optional.empty(), Type.TRUTH, span);
            case "false" -> new Formula.Constant(0, Optional.empty(), Type.TRUTH, span);
            case "t" -> new Formula.Time(span);
            case "dt" -> new Formula.Tick(span);
            default -> null;
        };
    }

    private static Formula plain(double value, Span span) {
        return new Formula.Constant(value, Optional.empty(), Type.number(Dimension.NONE), span);
    }

    private Diagnostic.Builder unknown(String name, Span span) {
        if (formulas.seesExperiment() && places.isPlace(name)) {
            Place place = checking.network.group(name) >= 0
                    ? new Place(false, checking.network.group(name))
                    : new Place(true, projection(name));
            List<String> values = places.values(place);
            String example = values.isEmpty() ? "v" : values.getFirst();
            return Diagnostic.of(Code.N003, span, "`" + name + "` is a " + kind(place) + ", not a value")
                    .help("name one of its values: `" + name + "." + example + "`, or ask for the mean of all: `mean("
                            + name + " : " + example + ")`")
                    .note("it has: " + String.join(", ", values));
        }
        if (places.isPlace(name)) {
            return Diagnostic.of(Code.N001, span, "a function does not see `" + name + "`")
                    .help("give what it needs as an argument: `f(" + name + ".v)`");
        }
        if (name.equals("on") || name.equals("off")) {
            return Diagnostic.of(Code.N003, span, "`" + name + "` is no value; only `learning` is switched on and off");
        }
        if (Units.find(name).isPresent()) {
            return Diagnostic.of(Code.U005, span, "`" + name + "` is a unit, not a variable")
                    .help("a unit follows a number: `1 " + name + "`; several stand in brackets: `2 [mV/ms]`");
        }
        if (checking.allRecords.contains(name)) {
            return Diagnostic.of(Code.N001, span, "nothing has been recorded as `" + name + "` yet")
                    .note("`record " + name + "` stands further down");
        }
        return Diagnostic.of(Code.N001, span, "nothing here is called `" + name + "`")
                .suggest(name, known());
    }

    private static String word(Network.GroupDef g) {
        return g instanceof Network.StimulusDef ? "stimulus" : "population";
    }

    private String kind(Place place) {
        return place.projection()
                ? "projection"
                : word(checking.network.groups().get(place.index()));
    }

    private int projection(String label) {
        for (int i = 0; i < checking.network.projections().size(); i++) {
            if (checking.network.projections().get(i).label().equals(label)) {
                return i;
            }
        }
        return -1;
    }

    private List<String> known() {
        List<String> known = new ArrayList<>(formulas.names().all());
        if (formulas.seesExperiment()) {
            checking.records.forEach(r -> known.add(r.name()));
            known.addAll(checking.network.params().keySet());
            checking.network.groups().forEach(g -> known.add(g.name()));
        }
        SetContext set = formulas.set();
        if (set != null && set.place().isPresent()) {
            known.addAll(places.values(set.place().get()));
            known.addAll(places.events(set.place().get()));
        }
        known.addAll(formulas.file().dataNames());
        known.addAll(List.of("pi", "inf", "t", "dt"));
        return known;
    }

    // ---- with a dot

    /** {@code soma.v} or {@code q[2]} of the current member, {@code post.soma.v} at an end; null for anything else. */
    private @Nullable Formula nested(Expr expr) {
        SetContext set = formulas.set();
        Optional<String> text = NestedNames.text(expr);
        if (set == null || set.place().isEmpty() || text.isEmpty()) {
            return null;
        }
        Place place = set.place().get();
        Type own = places.value(place, text.get());
        if (own != null) {
            return value(place, Formula.End.SELF, text.get(), own, expr.span());
        }
        String first = text.get().substring(0, Math.max(0, text.get().indexOf('.')));
        if (!isEnd(first)) {
            return null;
        }
        Network.ProjectionDef p = checking.network.projections().get(place.index());
        Formula.End end = first.equals("pre") ? Formula.End.PRE : Formula.End.POST;
        Place at = new Place(false, end == Formula.End.PRE ? p.source() : p.target());
        String name = text.get().substring(first.length() + 1);
        Type type = places.value(at, name);
        return type == null ? null : value(at, end, name, type, expr.span());
    }

    Formula member(Expr.Member m) {
        Formula nested = nested(m);
        if (nested != null) {
            return formulas.leaf(nested);
        }
        if (m.of() instanceof Expr.Name end && isEnd(end.text())) {
            return end(end.text().equals("pre") ? Formula.End.PRE : Formula.End.POST, m);
        }
        if (formulas.seesExperiment() && places.isPlace(m, Optional.empty())) {
            return formulas.leaf(value(m, Optional.empty(), m.span()));
        }
        Formula of = formulas.wholes().check(m.of());
        if (of.type().isFaulty()) {
            return of;
        }
        if (!of.type().isRow()) {
            return checking.report(
                    Diagnostic.of(
                            Code.N001,
                            m.name().span(),
                            "there is no `" + m.name() + "` in `"
                                    + m.of().span().text() + "`"),
                    m.span());
        }
        DataSet set = of.type().rows().orElseThrow();
        DataTable part = set.parts().get(m.name().text());
        if (part == null) {
            return checking.report(
                    Diagnostic.of(Code.N001, m.name().span(), "`" + set.name() + "` has no part `" + m.name() + "`")
                            .suggest(m.name().text(), set.parts().keySet())
                            .note("it has: "
                                    + String.join(
                                            ", ",
                                            set.parts().keySet().stream()
                                                    .sorted()
                                                    .toList())),
                    m.span());
        }
        int own = part.shape().length > 1 ? 1 : 0;
        Type type = Type.number(Dimension.NONE, own + of.type().rank());
        return formulas.leaf(new Formula.Part(of, m.name().text(), type, m.span()));
    }

    private boolean isEnd(String name) {
        SetContext set = formulas.set();
        return set != null
                && set.place().isPresent()
                && set.place().get().projection()
                && (name.equals("pre") || name.equals("post"));
    }

    /** {@code pre.x}, {@code post.index}. */
    private Formula end(Formula.End end, Expr.Member m) {
        Place synapses =
                java.util.Objects.requireNonNull(formulas.set()).place().orElseThrow();
        Network.ProjectionDef p = checking.network.projections().get(synapses.index());
        if (m.name().text().equals("index")) {
            return new Formula.MemberIndex(end, Type.number(Dimension.NONE), m.span());
        }
        Place place = new Place(false, end == Formula.End.PRE ? p.source() : p.target());
        Type type = places.value(place, m.name().text());
        return type == null
                ? checking.report(places.unknown(place, m.name()), m.span())
                : value(place, end, m.name().text(), type, m.span());
    }

    /** {@code E.v}, {@code E.v[3]}, {@code A -> B.w}: one value per member, or that of the one member. */
    Formula value(Expr expr, Optional<Expr> arrow, Span span) {
        Places.Found found = places.resolve(expr, arrow);
        if (found == null) {
            return new Formula.Faulty(span);
        }
        if (found.name().isEmpty()) {
            return checking.report(
                    Diagnostic.of(
                                    Code.N003,
                                    span,
                                    "`" + places.describe(found.place()) + "` is a " + kind(found.place())
                                            + ", not a value")
                            .note("it has: " + String.join(", ", places.values(found.place()))),
                    span);
        }
        Ident name = found.name().get();
        Type type = places.value(found.place(), name.text());
        if (type == null) {
            return checking.report(notAValue(found.place(), name), span);
        }
        Optional<List<Members.Range>> chosen = ranges(found.index(), places.size(found.place()));
        if (chosen.isEmpty()) {
            return new Formula.Faulty(span);
        }
        Members members = new Members.OfPlace(found.place(), chosen.get(), span);
        Formula body = new Formula.MemberValue(found.place(), Formula.End.SELF, name.text(), -1, type, name.span());
        Formula all = new Formula.Each(members, Optional.empty(), body, Optional.empty(), type.withRank(1), span);
        boolean one = chosen.get().size() == 1
                && chosen.get().getFirst().to().isEmpty()
                && !chosen.get().getFirst().open();
        return one ? new Formula.Element(all, plain(0, span), type, span) : all;
    }

    private Diagnostic.Builder notAValue(Place place, Ident name) {
        if (places.event(place, name.text()) >= 0) {
            String owner = places.describe(place);
            return Diagnostic.of(Code.N003, name.span(), "`" + name + "` is an event, not a value")
                    .help("ask for something about it: `count(" + owner + "." + name + ")`, `rate(" + owner + "." + name
                            + ")`, `first(" + owner + "." + name + ")`");
        }
        return places.unknown(place, name);
    }

    // ---- with an index

    Formula index(Expr.Index i) {
        Formula nested = nested(i);
        if (nested != null) {
            return formulas.leaf(nested);
        }
        Optional<Formula> selected = AcrossChecker.select(i, formulas);
        if (selected.isPresent()) {
            return formulas.leaf(selected.get());
        }
        if (formulas.seesExperiment() && places.isPlace(i, Optional.empty())) {
            return formulas.leaf(value(i, Optional.empty(), i.span()));
        }
        Formula of = formulas.wholes().check(i.of());
        if (of.type().isFaulty()) {
            return of;
        }
        if (of.type().rank() == 0 && of.type().isRow()) {
            of = formulas.asNumbers(of);
        }
        int rank = of.type().rank();
        if (rank == 0 || i.at().size() > rank) {
            String what = rank == 0
                    ? "`" + i.of().span().text() + "` is one value: it has no elements"
                    : "`" + i.of().span().text() + "` has " + rank + (rank == 1 ? " axis" : " axes") + ", this gives "
                            + i.at().size();
            return checking.report(Diagnostic.of(rank == 0 ? Code.N003 : Code.D002, i.span(), what), i.span());
        }
        Formula result = of;
        for (Expr.Arg at : i.at()) {
            result = element(result, at, i);
            if (result.type().isFaulty()) {
                return result;
            }
        }
        return formulas.leaf(result);
    }

    private Formula element(Formula of, Expr.Arg at, Expr.Index i) {
        Optional<Members.Range> range = range(at);
        if (range.isEmpty()) {
            return new Formula.Faulty(i.span());
        }
        Members.Range r = range.get();
        if (r.open() || r.to().isPresent()) {
            if (i.at().size() > 1) {
                return checking.report(
                        Diagnostic.of(Code.S006, at.value().span(), "a range stands alone in its brackets"), i.span());
            }
            return new Formula.Slice(of, r, of.type(), i.span());
        }
        return new Formula.Element(of, r.from(), of.type().withRank(of.type().rank() - 1), i.span());
    }

    /** Empty after a report. */
    Optional<List<Members.Range>> ranges(List<Expr.Arg> index, int size) {
        List<Members.Range> result = new ArrayList<>();
        for (Expr.Arg arg : index) {
            Optional<Members.Range> r = range(arg);
            if (r.isEmpty()) {
                return Optional.empty();
            }
            if (outside(r.get().from(), size)
                    || r.get().to().filter(t -> outside(t, size)).isPresent()) {
                checking.diagnostics.add(
                        Diagnostic.of(Code.E003, arg.value().span(), "members are 0 .. " + (size - 1)));
                return Optional.empty();
            }
            result.add(r.get());
        }
        return Optional.of(result);
    }

    private static boolean outside(Formula f, int size) {
        return size >= 0 && f instanceof Formula.Constant c && (c.value() >= size || c.value() < -size);
    }

    private Optional<Members.Range> range(Expr.Arg arg) {
        if (arg.name().isPresent() || !arg.isPlain()) {
            Diagnostic.Builder builder =
                    Diagnostic.of(Code.S006, arg.value().span(), "an index is a number, or a range `0 .. 9`");
            if (arg.name().isPresent()) {
                builder.note("picking sweep points by name (`x[P = 50]`) is not part of this version");
            }
            checking.diagnostics.add(builder);
            return Optional.empty();
        }
        FormulaChecker single = formulas.single();
        Expr e = arg.value();
        Formula from = single.number(e instanceof Expr.Range r ? r.from() : e, Dimension.NONE, "an index");
        Optional<Formula> to = Optional.empty();
        if (e instanceof Expr.Range r) {
            to = r.to().map(x -> single.number(x, Dimension.NONE, "an index"));
        }
        if (from.type().isFaulty() || to.filter(f -> f.type().isFaulty()).isPresent()) {
            return Optional.empty();
        }
        boolean open = e instanceof Expr.Range r && r.to().isEmpty();
        return Optional.of(new Members.Range(from, to, open, e.span()));
    }
}
