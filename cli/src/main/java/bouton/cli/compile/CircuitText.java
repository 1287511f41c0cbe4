package bouton.cli.compile;

import bouton.cli.terminal.Figures;
import bouton.cli.terminal.Style;
import bouton.cli.terminal.TextTable;
import bouton.compiler.machine.Lowered;
import bouton.dsl.chip.Core;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a network has become on a chip that is described bit by bit, as lines of text. */
final class CircuitText {
    private final CircuitReport report;
    private final int width;
    private final Style style;
    private final List<String> lines = new ArrayList<>();

    private CircuitText(CircuitReport report, int width, Style style) {
        this.report = report;
        this.width = width;
        this.style = style;
    }

    static List<String> of(CircuitReport report, int width, Style style) {
        CircuitText text = new CircuitText(report, width, style);
        text.lines.add("  " + part(report.lowered().neurons(), report.mostNeurons()) + " neurons, "
                + part(report.lowered().rows(), report.mostRows()) + " rows of synapses"
                + (report.cycles() == 0
                        ? ""
                        : ", " + Figures.count(report.cycles()) + " cycles of the clock in a tick"));
        text.chosen();
        text.fields();
        text.rounded();
        text.sent();
        text.registers();
        return text.lines;
    }

    private static String part(int used, int most) {
        return most == Core.UNLIMITED ? Figures.count(used) : Figures.count(used) + " of " + Figures.count(most);
    }

    private void table(TextTable table) {
        if (!table.isEmpty()) {
            lines.add("");
            lines.addAll(table.lines(width, style));
        }
    }

    private void chosen() {
        TextTable table = new TextTable(3, "population, projection", "lowered as", "sent as", "size");
        for (Lowered.Chosen c : report.lowered().chosen()) {
            table.row(c.of(), c.lowering(), c.direct() ? "events to neurons" : "", Figures.count(c.instances()));
        }
        table(table);
    }

    private void fields() {
        TextTable table = new TextTable(2, "field of the chip", "of", "wanted", "is", "off by", "rounded");
        for (Lowered.Setting s : report.lowered().settings()) {
            table.row(
                    s.name() + " = " + s.formula(),
                    s.of(),
                    figure(s.wanted()),
                    Figures.count(s.got()),
                    s.inexact() == 0 ? "" : String.format(Locale.ROOT, "%+.3g %%", 100 * s.relativeError()),
                    s.inexact() == 0 ? "" : Figures.count(s.inexact()) + " of " + Figures.count(s.instances()));
        }
        table(table);
    }

    private static String figure(double value) {
        return value == 0 ? "0" : Figures.number(Double.parseDouble(String.format(Locale.ROOT, "%.4g", value)));
    }

    private void rounded() {
        long inexact = report.lowered().settings().stream()
                .mapToLong(Lowered.Setting::inexact)
                .sum();
        lines.add(
                inexact == 0
                        ? "  all values are whole numbers: nothing is rounded"
                        : "  " + Figures.count(inexact, "value is", "values are")
                                + " rounded; the table shows the worst of each line");
    }

    private void sent() {
        TextTable table = new TextTable(2, "the host sends", "when", "addresses");
        for (CircuitReport.Source s : report.sources()) {
            String many = s.least() == s.most() ? Figures.count(s.most()) : s.least() + " to " + s.most();
            table.row(s.stimulus(), "at each of its events", many);
        }
        for (Lowered.Regular r : report.lowered().regular()) {
            table.row("address " + r.address(), "every " + Figures.number(r.time()) + " ms", "1");
        }
        table(table);
    }

    private void registers() {
        TextTable table = new TextTable(1, "register", "bits", "value");
        for (CircuitReport.Register r : report.registers()) {
            boolean single = r.values().size() == 1;
            table.row(
                    r.name(),
                    Integer.toString(r.bits()),
                    single
                            ? Figures.count(r.values().getFirst())
                            : Figures.count(r.set()) + " of "
                                    + Figures.count(r.values().size()) + " not 0");
        }
        table(table);
        lines.add("  registers that are not shown are 0");
    }
}
