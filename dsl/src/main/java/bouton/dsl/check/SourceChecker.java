package bouton.dsl.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.Model;
import bouton.dsl.model.Network;
import bouton.dsl.model.Term;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Expr;
import bouton.dsl.unit.Dimension;
import bouton.dsl.unit.Unit;
import bouton.dsl.unit.Units;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Resolves what an event of the network or a broadcast comes from: {@code P.spike}, {@code P[3].x}, a stimulus. */
final class SourceChecker {
    private final NetworkTable table;
    private final Diagnostics diagnostics;

    SourceChecker(NetworkTable table) {
        this.table = table;
        this.diagnostics = table.diagnostics();
    }

    /** @param member -1: all */
    record Events(int group, int event, int member, Dimension dimension) {}

    /** {@code group[member].name}. */
    private record Parts(int group, int member, Optional<String> name, Span nameSpan) {}

    private @Nullable Parts parts(Expr expr) {
        Expr root = table.joined(expr);
        Optional<String> name = Optional.empty();
        Span nameSpan = expr.span();
        if (root instanceof Expr.Member m) {
            name = Optional.of(m.name().text());
            nameSpan = m.name().span();
            root = m.of();
        }
        int member = -1;
        Expr.@Nullable Index index = null;
        if (root instanceof Expr.Index i) {
            index = i;
            root = i.of();
        }
        if (!(root instanceof Expr.Name n)) {
            diagnostics.add(Diagnostic.of(
                    Code.S006,
                    expr.span(),
                    "a population or a stimulus is needed here, or one of its events or values"));
            return null;
        }
        int group = table.groupIndex(n.text());
        if (group < 0) {
            if (!table.isFaulty(n.text())) {
                diagnostics.add(
                        Diagnostic.of(Code.N001, n.span(), "there is no population or stimulus `" + n.text() + "`")
                                .suggest(
                                        n.text(),
                                        table.groups.stream()
                                                .map(Network.GroupDef::name)
                                                .toList()));
            }
            return null;
        }
        if (index != null) {
            int size = table.groups.get(group).size();
            Term at = index.at().size() == 1
                    ? table.typer(table.home()).number(index.at().getFirst().value())
                    : new Term.Poison(index.span());
            if (!(at instanceof Term.Constant c)
                    || c.value() < 0
                    || c.value() >= size
                    || c.value() != Math.rint(c.value())) {
                diagnostics.add(Diagnostic.of(
                        Code.E003, index.span(), "a number from 0 to " + (size - 1) + " is needed in the brackets"));
                return null;
            }
            member = (int) c.value();
        }
        return new Parts(group, member, name, nameSpan);
    }

    /** Whether events are meant; of a stimulus without a name if a trace is asked for. */
    boolean isEvent(Expr expr, boolean trace) {
        Expr named = PortNames.resolve(expr, table::hasGroup);
        Expr root = named instanceof Expr.Member m ? m.of() : named;
        Expr base = root instanceof Expr.Index i ? i.of() : root;
        int group = base instanceof Expr.Name n ? table.groupIndex(n.text()) : -1;
        if (group < 0) {
            return false;
        }
        if (!(named instanceof Expr.Member m)) {
            return trace;
        }
        return GroupView.of(table.groups.get(group)).events().contains(m.name().text());
    }

    /** Null after a report. */
    @Nullable
    Events events(Expr expr) {
        Parts parts = parts(expr);
        if (parts == null) {
            return null;
        }
        Network.GroupDef group = table.groups.get(parts.group());
        String name = parts.name().orElse("spike");
        int event = GroupView.of(group).events().indexOf(name);
        if (event < 0) {
            diagnostics.add(
                    Diagnostic.of(Code.N011, parts.nameSpan(), "`" + group.name() + "` has no event `" + name + "`")
                            .suggest(name, GroupView.of(group).events()));
            return null;
        }
        Dimension dimension =
                group instanceof Network.PopulationDef p ? p.model().payloads().get(event) : Dimension.NONE;
        return new Events(parts.group(), event, parts.member(), dimension);
    }

    /** A level or an out of one member; null after a report. */
    Network.@Nullable GlobalDef value(Expr expr) {
        Parts parts = parts(expr);
        if (parts == null) {
            return null;
        }
        Network.GroupDef group = table.groups.get(parts.group());
        if (parts.member() < 0 && group.size() > 1) {
            diagnostics.add(Diagnostic.of(
                            Code.D002,
                            expr.span(),
                            "`" + group.name() + "` has " + group.size() + " members; a broadcast is one value")
                    .help("choose one, `" + group.name() + "[0]`"
                            + (group instanceof Network.PopulationDef
                                    ? ", or make one of all: `reduce Z = mean(" + group.name() + " : …)`"
                                    : "")));
            return null;
        }
        int member = Math.max(0, parts.member());
        if (group instanceof Network.StimulusDef s) {
            if (parts.name().isPresent()) {
                diagnostics.add(Diagnostic.of(
                        Code.N011,
                        parts.nameSpan(),
                        "a stimulus has a level, by its name alone, and the event `spike`"));
                return null;
            }
            return new Network.GlobalDef(
                    expr.span().text(),
                    new Network.Source.Value(parts.group(), -1, member),
                    s.dimension(),
                    s.unit(),
                    expr.span());
        }
        Model model = ((Network.PopulationDef) group).model();
        int out = parts.name().map(model::out).orElse(model.outs().isEmpty() ? -1 : 0);
        if (out < 0) {
            diagnostics.add(Diagnostic.of(
                            Code.L308,
                            parts.nameSpan(),
                            "`" + group.name() + "` does not export `"
                                    + parts.name().orElse("a value") + "`")
                    .suggest(
                            parts.name().orElse(""),
                            model.outs().stream().map(Model.Out::name).toList())
                    .help("write `out` in neuron `" + model.name() + "`"));
            return null;
        }
        Model.Out found = model.outs().get(out);
        return new Network.GlobalDef(
                expr.span().text(),
                new Network.Source.Value(parts.group(), out, member),
                found.dimension(),
                found.unit(),
                expr.span());
    }

    Network.GlobalDef plain(Span span, Network.Source source) {
        return new Network.GlobalDef(span.text(), source, Dimension.NONE, Unit.ONE, span);
    }

    Network.GlobalDef named(Span span, Network.Source source, Dimension dimension) {
        return new Network.GlobalDef(span.text(), source, dimension, Units.usual(dimension), span);
    }
}
