package bouton.dsl.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.Network;
import bouton.dsl.model.Term;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Expr;
import bouton.dsl.syntax.Ident;
import bouton.dsl.syntax.Item;
import bouton.dsl.unit.Dimension;
import java.util.Optional;

/** Checks the probes of a network. */
final class ProbeChecker {
    private final NetworkTable table;
    private final Diagnostics diagnostics;

    ProbeChecker(NetworkTable table) {
        this.table = table;
        this.diagnostics = table.diagnostics();
    }

    void probe(Item.ProbeItem p, Network network, FileScope file) {
        if (mentionsFaulty(p.subject())
                || p.arrow().filter(this::mentionsFaulty).isPresent()) {
            return;
        }
        Typer typer = table.typer(file);
        Selectors.Selection s = new Selectors(
                        network,
                        diagnostics,
                        e -> typer.number(e, Dimension.NONE, "a member") instanceof Term.Constant c
                                ? c.value()
                                : Double.NaN)
                .resolve(p.subject(), p.arrow());
        if (s == null) {
            return;
        }
        Span span = p.subject().span().to(p.arrow().orElse(p.subject()).span());
        if (s.name().isEmpty()) {
            diagnostics.add(Diagnostic.of(Code.S008, span, "what of it is to be recorded?")
                    .help("name an event or a state: `probe " + span.text() + ".spike`"));
            return;
        }
        Ident name = s.name().get();
        double period = Double.NaN;
        if (p.every().isPresent()) {
            Term every = p.every().get() instanceof Expr.Name n && n.text().equals("tick")
                    ? new Term.Constant(table.settings().dt(), Dimension.TIME, n.span())
                    : typer.number(p.every().get(), Dimension.TIME, "a period");
            if (every instanceof Term.Constant c) {
                period = Numbers.wholeTicks(c.value(), table.settings().dt(), c.span(), "this period", diagnostics)
                        * table.settings().dt();
            }
        }
        String owner = s.projection() >= 0
                ? network.projections().get(s.projection()).label()
                : network.groups().get(s.group()).name();
        if (table.isLacking(owner, name.text())) {
            return;
        }
        ProbeNames.Kind kind = ProbeNames.kind(network, s, name, diagnostics);
        if (kind == null) {
            return;
        }
        if (kind == ProbeNames.Kind.EVENT) {
            if (p.every().isPresent()) {
                diagnostics.add(Diagnostic.of(
                        Code.S006,
                        p.every().get().span(),
                        "events are recorded when they happen, not `every` so often"));
            }
            table.probes.add(new Network.ProbeDef(
                    text(span),
                    s.group(),
                    s.projection(),
                    Optional.of(name.text()),
                    Optional.empty(),
                    s.members(),
                    Double.NaN,
                    span));
        } else {
            double sampled = Double.isNaN(period) ? table.settings().dt() : period;
            table.probes.add(new Network.ProbeDef(
                    text(span),
                    s.group(),
                    s.projection(),
                    Optional.empty(),
                    Optional.of(name.text()),
                    s.members(),
                    sampled,
                    span));
        }
    }

    private boolean mentionsFaulty(Expr expr) {
        return switch (expr) {
            case Expr.Name n -> table.isFaulty(n.text());
            case Expr.Member m -> mentionsFaulty(m.of());
            case Expr.Index i -> mentionsFaulty(i.of());
            default -> false;
        };
    }

    private static String text(Span span) {
        return span.text().replaceAll("\\s+", " ");
    }
}
