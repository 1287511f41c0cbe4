package bouton.dsl.check;

import bouton.dsl.chip.Chip;
import bouton.dsl.chip.Core;
import bouton.dsl.chip.CoreUnit;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.Placement;
import bouton.dsl.model.Term;
import bouton.dsl.model.UnitChoice;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Declaration;
import bouton.dsl.syntax.Expr;
import bouton.dsl.syntax.Item;
import bouton.dsl.unit.Dimension;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Checks where a target wants neurons to be, and which units are to serve them. */
final class PlacementChecker {
    private static final long MOST = 2_000_000_000L;

    private final Optional<Chip> chip;
    private final FileScope home;
    private final Typer typer;
    private final Diagnostics diagnostics;
    private final List<Placement> placements = new ArrayList<>();
    private final List<UnitChoice> choices = new ArrayList<>();
    private final Set<String> populations = new TreeSet<>();
    private final Set<String> sources = new TreeSet<>();
    private final Set<String> labels = new TreeSet<>();
    private final Set<String> projections = new TreeSet<>();

    /** @param chip empty if the target has none */
    PlacementChecker(Optional<Chip> chip, FileScope home, Typer typer, Diagnostics diagnostics) {
        this.chip = chip;
        this.home = home;
        this.typer = typer;
        this.diagnostics = diagnostics;
        names();
    }

    List<Placement> placements() {
        return placements;
    }

    List<UnitChoice> choices() {
        return choices;
    }

    /** A target serves all networks of its file: what none of them has is a mistake. */
    private void names() {
        for (String network : home.models(Declaration.Kind.NETWORK)) {
            FileScope.Entry entry = home.find(network);
            if (entry == null || !(entry.declaration() instanceof Declaration.Model m)) {
                continue;
            }
            ModelItems items = ModelItems.of(m, entry.home(), new Diagnostics());
            for (ModelItems.Placed placed : items == null ? List.<ModelItems.Placed>of() : items.items()) {
                switch (placed.item()) {
                    case Item.PopulationItem p -> {
                        populations.add(p.name().text());
                        sources.add(p.name().text());
                    }
                    case Item.StimulusItem s -> sources.add(s.name().text());
                    case Item.Project p -> {
                        p.label().ifPresent(l -> labels.add(l.text()));
                        projections.add(base(p.source()) + " -> " + base(p.target()));
                    }
                    default -> {}
                }
            }
        }
    }

    void place(Item.Place item) {
        if (chip.isEmpty()) {
            ideal(item.span());
            return;
        }
        Expr what = item.what();
        long from = 0;
        long to = Placement.ALL;
        if (what instanceof Expr.Index index) {
            Optional<long[]> range = members(index);
            if (range.isEmpty()) {
                return;
            }
            from = range.get()[0];
            to = range.get()[1];
            what = index.of();
        }
        if (!(what instanceof Expr.Name name)) {
            diagnostics.add(Diagnostic.of(Code.S006, what.span(), "only neurons of a population can be placed")
                    .help("for example `place E[0 .. 9] on core 3`"));
            return;
        }
        if (!known(name.text(), populations, name.span(), "no network has a population")) {
            return;
        }
        Optional<int[]> site = new SiteReader(chip.get(), typer, diagnostics).read(item);
        if (site.isPresent()) {
            add(new Placement(name.text(), from, to, site.get()[0], site.get()[1], item.span()));
        }
    }

    private void ideal(Span span) {
        diagnostics.add(Diagnostic.of(Code.F112, span, "`ideal` has no cores and no units")
                .help("name a chip, as `target board : crossbar256 { … }`"));
    }

    private void add(Placement placement) {
        for (Placement other : placements) {
            if (other.group().equals(placement.group())
                    && other.from() <= placement.to()
                    && placement.from() <= other.to()) {
                diagnostics.add(Diagnostic.of(
                                Code.F113,
                                placement.span(),
                                "neuron " + Math.max(other.from(), placement.from()) + " of `" + placement.group()
                                        + "` is placed twice")
                        .also(other.span(), "placed here first"));
                return;
            }
        }
        placements.add(placement);
    }

    /** First and last of {@code E[3]} or {@code E[0 .. 9]}. */
    private Optional<long[]> members(Expr.Index index) {
        Expr at = index.at().getFirst().value();
        boolean plain = index.at().size() == 1
                && index.at().getFirst().isPlain()
                && index.at().getFirst().name().isEmpty();
        if (!plain) {
            diagnostics.add(Diagnostic.of(Code.S006, index.span(), "neurons are placed by their number")
                    .help("for example `place E[0 .. 9] on core 3`"));
            return Optional.empty();
        }
        if (!(at instanceof Expr.Range range)) {
            Optional<Long> one = number(at);
            return one.map(n -> new long[] {n, n});
        }
        Optional<Long> from = number(range.from());
        Optional<Long> to = range.to().isPresent() ? number(range.to().get()) : Optional.of(Placement.ALL);
        if (from.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        if (to.get() < from.get()) {
            diagnostics.add(Diagnostic.of(
                    Code.F102, range.span(), "a range goes up: " + from.get() + " .. " + to.get() + " is empty"));
            return Optional.empty();
        }
        return Optional.of(new long[] {from.get(), to.get()});
    }

    private Optional<Long> number(Expr expr) {
        return number(expr, typer, diagnostics);
    }

    /** A whole number that is known. */
    static Optional<Long> number(Expr expr, Typer typer, Diagnostics diagnostics) {
        Term term = typer.number(expr, Dimension.NONE, "this number");
        if (term instanceof Term.Constant c
                && c.value() == Math.rint(c.value())
                && c.value() >= 0
                && c.value() <= MOST) {
            return Optional.of((long) c.value());
        }
        if (!(term instanceof Term.Poison)) {
            diagnostics.add(Diagnostic.of(Code.F101, expr.span(), "this is a whole number from 0 on"));
        }
        return Optional.empty();
    }

    void assign(Item.AssignUnit item) {
        if (chip.isEmpty()) {
            ideal(item.span());
            return;
        }
        boolean projection = item.arrow().isPresent();
        String source = name(item.source());
        Optional<String> target = item.arrow().map(PlacementChecker::name);
        boolean good;
        if (projection) {
            String group = target.orElse("").split("\\.", 2)[0];
            good = known(source, sources, item.source().span(), "no network has a population or stimulus")
                    && known(group, populations, item.arrow().get().span(), "no network has a population")
                    && projected(source + " -> " + group, item);
        } else {
            Set<String> all = new LinkedHashSet<>(populations);
            all.addAll(labels);
            good = known(source, all, item.source().span(), "no network has a population or a labelled projection");
            projection = labels.contains(source) && !populations.contains(source);
        }
        if (good && serves(item, projection)) {
            choices.add(new UnitChoice(source, target, item.unit().text(), item.span()));
        }
    }

    private boolean projected(String projection, Item.AssignUnit item) {
        if (projections.contains(projection)) {
            return true;
        }
        diagnostics.add(Diagnostic.of(
                Code.N001,
                item.source().span().to(item.arrow().orElseThrow().span()),
                "no network has a projection `" + projection + "`"));
        return false;
    }

    /** The group in front of a slice or a port. */
    private static String base(Expr expr) {
        return switch (expr) {
            case Expr.Name n -> n.text();
            case Expr.Member m -> base(m.of());
            case Expr.Index i -> base(i.of());
            default -> "";
        };
    }

    /** Names joined by dots; empty for anything else. */
    private static String name(Expr expr) {
        return switch (expr) {
            case Expr.Name n -> n.text();
            case Expr.Member m -> name(m.of()) + "." + m.name().text();
            default -> "";
        };
    }

    private boolean known(String name, Set<String> names, Span at, String otherwise) {
        if (names.contains(name) || home.isDoubtful(name)) {
            return true;
        }
        diagnostics.add(
                Diagnostic.of(Code.N001, at, otherwise + " `" + at.text() + "`").suggest(name, names));
        return false;
    }

    private boolean serves(Item.AssignUnit item, boolean projection) {
        Set<String> names = new TreeSet<>();
        CoreUnit unit = null;
        for (Core core : chip.orElseThrow().cores()) {
            for (CoreUnit u : core.units()) {
                names.add(u.name());
                unit = u.name().equals(item.unit().text()) ? u : unit;
            }
        }
        return unit == null ? noUnit(item, names) : fits(item, projection, unit);
    }

    private boolean noUnit(Item.AssignUnit item, Set<String> names) {
        diagnostics.add(Diagnostic.of(
                        Code.F114,
                        item.unit().span(),
                        "`" + chip.orElseThrow().name() + "` has no unit `" + item.unit() + "`")
                .suggest(item.unit().text(), names)
                .note(names.isEmpty() ? "its cores have no named units" : "its units: " + String.join(", ", names)));
        return false;
    }

    private boolean fits(Item.AssignUnit item, boolean projection, @Nullable CoreUnit unit) {
        boolean synapse = unit != null && unit.roles().contains(CoreUnit.Role.SYNAPSE);
        boolean neuron = unit != null
                && (unit.roles().contains(CoreUnit.Role.SOMA) || unit.roles().contains(CoreUnit.Role.DENDRITE));
        if (projection ? synapse : neuron) {
            return true;
        }
        diagnostics.add(Diagnostic.of(
                        Code.F115,
                        item.unit().span(),
                        "unit `" + item.unit() + "` does not serve " + (projection ? "synapses" : "neurons"))
                .note(
                        projection
                                ? "a projection needs a unit for synapses"
                                : "a population needs one for somas or dendrites"));
        return false;
    }
}
