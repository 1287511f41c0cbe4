package bouton.dsl.check;

import bouton.dsl.chip.Chip;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.Method;
import bouton.dsl.model.TargetDef;
import bouton.dsl.model.Term;
import bouton.dsl.syntax.Declaration;
import bouton.dsl.syntax.Expr;
import bouton.dsl.syntax.Ident;
import bouton.dsl.syntax.Item;
import bouton.dsl.unit.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks `target … : CHIP { … }`. */
final class TargetChecker {
    /** Of a tick, in ms. */
    private static final double SHORTEST = 1e-6;

    private static final double LONGEST = 1e3;

    /** The chip without limits, in float64: what runs where nothing else is named. */
    static final String IDEAL = "ideal";

    private static final List<String> WORDS = List.of("dt", "seed", "order", "method", "stamp", "place", "assign");

    private final ChipTable chips;
    private final Diagnostics diagnostics;

    TargetChecker(ChipTable chips, Diagnostics diagnostics) {
        this.chips = chips;
        this.diagnostics = diagnostics;
    }

    TargetDef check(Declaration.Target target, FileScope home) {
        TargetDef result = TargetDef.IDEAL.named(target.name().text());
        String name = target.chip().text();
        Optional<Chip> chip = name.equals(IDEAL)
                ? Optional.empty()
                : chips.find(name, home, target.chip().span());
        if (chip.isPresent()) {
            result = result.on(chip.get());
        }
        Typer typer = new Typer(new DataTables.EmptyScope(home), result.dt(), diagnostics);
        PlacementChecker placements = new PlacementChecker(chip, home, typer, diagnostics);
        boolean unknown = chip.isEmpty() && !name.equals(IDEAL);
        for (Item item : target.items()) {
            switch (item) {
                case Item.Assign a
                when a.target() instanceof Expr.Name n && a.operator() == Item.Operator.SET ->
                    result = setting(result, n, a.value(), typer);
                case Item.Order o -> result = order(result, o);
                case Item.Place p when !unknown -> placements.place(p);
                case Item.AssignUnit a when !unknown -> placements.assign(a);
                case Item.Place p -> {}
                case Item.AssignUnit a -> {}
                case Item.Method m -> {
                    Optional<Method> method = MethodChecker.method(m, typer, diagnostics);
                    if (method.isPresent()) {
                        result = result.withMethod(method.get());
                    }
                }
                case Item.Stamp s -> {
                    boolean end = s.name().text().equals("end");
                    if (!end && !s.name().text().equals("start")) {
                        diagnostics.add(Diagnostic.of(Code.S005, s.name().span(), "a stamp is `start` or `end`"));
                    }
                    result = result.withStampEnd(end);
                }
                case Item.Faulty f -> {}
                case Item.Unknown u ->
                    diagnostics.add(Diagnostic.of(Code.S005, u.first().span(), "a target knows no `" + u.first() + "`")
                            .suggest(u.first().text(), WORDS));
                default ->
                    diagnostics.add(Diagnostic.of(
                            Code.S006, item.span(), "`" + item.word() + "` does not belong into a target"));
            }
        }
        return result.withPlacements(placements.placements(), placements.choices());
    }

    private TargetDef setting(TargetDef target, Expr.Name name, Expr value, Typer typer) {
        switch (name.text()) {
            case "dt" -> {
                Term dt = typer.number(value, Dimension.TIME, "`dt`");
                if (dt instanceof Term.Constant c && c.value() >= SHORTEST && c.value() <= LONGEST) {
                    TargetDef result = target.withDt(c.value(), value.span());
                    if (!result.isPossible()) {
                        diagnostics.add(result.impossible(value.span()));
                    }
                    return result;
                }
                if (!(dt instanceof Term.Poison)) {
                    diagnostics.add(Diagnostic.of(Code.T004, value.span(), "`dt` is a time from 1 ns to 1 s"));
                }
            }
            case "seed" -> {
                Term seed = typer.number(value, Dimension.NONE, "`seed`");
                if (seed instanceof Term.Constant c
                        && c.value() == Math.rint(c.value())
                        && Math.abs(c.value()) < 9e15) {
                    return target.withSeed((long) c.value());
                }
                if (!(seed instanceof Term.Poison)) {
                    diagnostics.add(Diagnostic.of(Code.S007, value.span(), "a seed is a whole number"));
                }
            }
            default ->
                diagnostics.add(Diagnostic.of(Code.S005, name.span(), "a target has no `" + name.text() + "`")
                        .suggest(name.text(), WORDS));
        }
        return target;
    }

    private TargetDef order(TargetDef target, Item.Order order) {
        if (target.hardware().isPresent()) {
            diagnostics.add(Diagnostic.of(
                            Code.F117, order.span(), "the order of the stages is fixed by `" + target.chip() + "`")
                    .note("its order: " + String.join(", ", target.order()))
                    .help("leave it out, or run on `ideal`"));
            return target;
        }
        List<String> names = order.names().stream().map(Ident::text).toList();
        List<String> seen = new ArrayList<>();
        for (Ident name : order.names()) {
            if (!TargetDef.STAGES.contains(name.text())) {
                diagnostics.add(Diagnostic.of(Code.O011, name.span(), "there is no stage `" + name + "`")
                        .suggest(name.text(), TargetDef.STAGES)
                        .note("stages: " + String.join(", ", TargetDef.STAGES)));
                return target;
            }
            if (seen.contains(name.text())) {
                diagnostics.add(Diagnostic.of(Code.O011, name.span(), "stage `" + name + "` stands twice"));
                return target;
            }
            seen.add(name.text());
        }
        return target.withOrder(names, order.span());
    }
}
