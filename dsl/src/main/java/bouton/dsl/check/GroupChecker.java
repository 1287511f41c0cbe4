package bouton.dsl.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.Model;
import bouton.dsl.model.Network;
import bouton.dsl.syntax.Declaration;
import bouton.dsl.syntax.Expr;
import bouton.dsl.syntax.Item;
import java.util.ArrayList;
import java.util.List;

/** Checks the populations and stimuli of a network. */
final class GroupChecker {
    private static final List<String> ITEM_WORDS =
            List.of("param", "population", "stimulus", "event", "project", "reduce", "broadcast", "probe");

    private static final String UPDATE = "update";

    private final NetworkTable table;
    private final Diagnostics diagnostics;
    private final ForeignChecker foreigners;
    private final GridChecker grids;

    GroupChecker(NetworkTable table) {
        this.table = table;
        this.diagnostics = table.diagnostics();
        this.foreigners = new ForeignChecker(table);
        this.grids = new GridChecker(diagnostics);
    }

    /** What it found of foreign neurons. */
    ForeignChecker foreigners() {
        return foreigners;
    }

    /** The sizes of the axes; empty after a report. One neuron is an axis of one. */
    private List<Integer> dims(List<Expr> dims, Typer typer) {
        List<Integer> result = new ArrayList<>();
        long size = 1;
        for (Expr e : dims) {
            Long n = Vectors.whole(typer.number(e), 1, Integer.MAX_VALUE - 8, "a size", typer);
            if (n == null) {
                return List.of();
            }
            size *= n;
            if (size > Integer.MAX_VALUE - 8) {
                diagnostics.add(Diagnostic.of(Code.E003, dims.getFirst().span(), "this is more than 2^31 neurons"));
                return List.of();
            }
            result.add(n.intValue());
        }
        return result.isEmpty() ? List.of(1) : result;
    }

    private static int size(List<Integer> dims) {
        return dims.isEmpty() ? -1 : dims.stream().reduce(1, (a, b) -> a * b);
    }

    void group(ModelItems.Placed placed) {
        switch (placed.item()) {
            case Item.PopulationItem p -> population(p, placed.home());
            case Item.StimulusItem s -> {
                boolean fresh = table.declareName(s.name());
                List<Integer> dims = dims(s.dims(), table.typer(placed.home()));
                int size = size(dims);
                Network.Grid grid = grids.check(dims, s.at(), table.typer(placed.home()));
                StimulusChecker.Checked checked = size < 0
                        ? null
                        : new StimulusChecker(placed.home(), table.data(), table.typer(placed.home())).check(s, size);
                if (checked == null || grid == null) {
                    table.markFaulty(s.name());
                } else if (fresh) {
                    table.add(new Network.StimulusDef(
                            s.name().text(),
                            size,
                            grid,
                            checked.value(),
                            checked.single(),
                            checked.dimension(),
                            checked.unit(),
                            s.name().span()));
                }
            }
            case Item.Param p -> {}
            case Item.Project p -> {}
            case Item.ProbeItem p -> {}
            case Item.EventItem e -> {}
            case Item.Reduce r -> {}
            case Item.Broadcast b -> {}
            case Item.Assign a -> {}
            case Item.Faulty f -> {}
            case Item.Unknown u -> {
                Diagnostic.Builder builder =
                        Diagnostic.of(Code.S005, u.first().span(), "a network knows no `" + u.first() + "`");
                builder.suggest(u.first().text(), ITEM_WORDS);
                diagnostics.add(builder);
            }
            default ->
                diagnostics.add(Diagnostic.of(
                                Code.S006,
                                placed.item().span(),
                                "`" + placed.item().word() + "` does not belong into a network")
                        .note("a network holds " + String.join(", ", ITEM_WORDS)));
        }
    }

    private void population(Item.PopulationItem p, FileScope file) {
        FileScope.Entry entry = file.find(p.model().text());
        if (entry != null && entry.declaration() instanceof Declaration.Foreign foreign) {
            foreigners.population(p, foreign, entry.home());
            return;
        }
        boolean fresh = table.declareName(p.name());
        List<Integer> dims = dims(p.dims(), table.typer(file));
        int size = size(dims);
        Network.Grid grid = grids.check(dims, p.at(), table.typer(file));
        Declaration.Model model = table.model(p.model(), Declaration.Kind.NEURON, file);
        boolean own = model != null && hasOwn(model, file);
        Network.Update update = own ? Network.Update.PARALLEL : update(p.overrides());
        List<Item> values =
                p.overrides().stream().filter(i -> own || !isUpdate(i)).toList();
        List<ModelItems.Override> overrides = table.overrides(values, table.scope(file));
        if (model == null || grid == null) {
            table.markFaulty(p.name());
            return;
        }
        FileScope modelHome =
                java.util.Objects.requireNonNull(file.find(p.model().text())).home();
        String owner = table.declaration().name() + "." + p.name();
        int before = diagnostics.errorCount();
        ModelChecker checker =
                new ModelChecker(model, modelHome, owner, overrides, null, table.settings(), table.data(), diagnostics);
        Model checked = checker.check();
        table.lacks(p.name().text(), checker.table().undeclared);
        if (checked == null || !fresh) {
            table.markFaulty(p.name());
            return;
        }
        if (diagnostics.errorCount() == before) {
            table.checkSizes(checked, size, p.name());
        }
        table.add(new Network.PopulationDef(
                p.name().text(), size, grid, checked, update, p.name().span()));
    }

    /** Whether the neuron has a parameter or state of its own that is called {@code update}. */
    private boolean hasOwn(Declaration.Model model, FileScope file) {
        FileScope.Entry entry = file.find(model.name().text());
        ModelItems items = entry == null ? null : ModelItems.of(model, entry.home(), new Diagnostics());
        return items != null
                && items.items().stream()
                        .anyMatch(i -> (i.item() instanceof Item.Param p
                                        && p.name().text().equals(UPDATE))
                                || (i.item() instanceof Item.Variable v
                                        && v.name().text().equals(UPDATE)));
    }

    private static boolean isUpdate(Item item) {
        return item instanceof Item.Assign a
                && a.target() instanceof Expr.Name n
                && n.text().equals(UPDATE);
    }

    private Network.Update update(List<Item> overrides) {
        for (Item item : overrides) {
            if (isUpdate(item)) {
                Expr value = ((Item.Assign) item).value();
                List<String> words = java.util.Arrays.stream(Network.Update.values())
                        .map(Network.Update::word)
                        .toList();
                if (value instanceof Expr.Name n && words.contains(n.text())) {
                    return Network.Update.values()[words.indexOf(n.text())];
                }
                diagnostics.add(Diagnostic.of(Code.S006, value.span(), "an update is " + String.join(", ", words))
                        .suggest(value.span().text(), words));
            }
        }
        return Network.Update.PARALLEL;
    }
}
