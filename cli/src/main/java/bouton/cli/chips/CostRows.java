package bouton.cli.chips;

import bouton.cli.terminal.Style;
import bouton.cli.terminal.TextTable;
import bouton.dsl.chip.Core;
import bouton.dsl.chip.CoreUnit;
import bouton.dsl.chip.Cost;
import bouton.dsl.chip.Costs;
import bouton.dsl.chip.Figure;
import bouton.dsl.chip.Operation;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What each operation costs, in a table. */
final class CostRows {
    private static final int TEXTS = 2;

    private final Sources sources;
    private final double cycle;
    private final TextTable table = new TextTable(TEXTS, "operation", "of", "energy", "time", "energy is", "time is");

    /** @param cycle seconds; 0 without a clock */
    CostRows(Sources sources, double cycle) {
        this.sources = sources;
        this.cycle = cycle;
    }

    boolean isEmpty() {
        return table.isEmpty();
    }

    List<String> lines(int width, Style style) {
        return table.lines(width, style);
    }

    void add(Costs costs, String of) {
        costs.operations().forEach((operation, cost) -> row(operation, cost, of));
        costs.idle().ifPresent(f -> idle(f, of));
    }

    /** Of a unit those costs that are not its core's. */
    void addUnit(CoreUnit unit, Core core) {
        for (Map.Entry<Operation, Cost> entry : unit.costs().operations().entrySet()) {
            if (!core.costs().find(entry.getKey()).equals(Optional.of(entry.getValue()))) {
                row(entry.getKey(), entry.getValue(), unit.name());
            }
        }
    }

    private void row(Operation operation, Cost cost, String of) {
        table.row(
                operation.key(),
                of,
                cost.energy().map(f -> Quantity.si(f.value(), "J")).orElse("-"),
                time(cost),
                cost.energy().map(sources::of).orElse(""),
                cost.time().map(sources::of).orElse(""));
    }

    private String time(Cost cost) {
        if (cost.time().isEmpty()) {
            return "-";
        }
        double value = cost.time().get().value();
        return cost.inCycles()
                ? Quantity.plain(value) + " cycle = " + Quantity.si(value * cycle, "s")
                : Quantity.si(value, "s");
    }

    private void idle(Figure power, String of) {
        table.row("idle", of, Quantity.si(power.value(), "W"), "", sources.of(power), "");
    }
}
