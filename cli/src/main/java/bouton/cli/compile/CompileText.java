package bouton.cli.compile;

import bouton.cli.terminal.Figures;
import bouton.cli.terminal.Style;
import bouton.cli.terminal.TextTable;
import bouton.compiler.place.Utilisation;
import bouton.dsl.chip.Core;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A report as lines of text. */
public final class CompileText {
    /** Constants beyond are told by their number. */
    private static final int MOST_CONSTANTS = 12;

    private final CompileReport report;
    private final int width;
    private final Style style;
    private final List<String> lines = new ArrayList<>();

    private CompileText(CompileReport report, int width, Style style) {
        this.report = report;
        this.width = width;
        this.style = style;
    }

    /** The lines, at most so wide. */
    public static List<String> of(CompileReport report, int width, Style style) {
        CompileText text = new CompileText(report, width, style);
        text.write();
        return text.lines;
    }

    private void write() {
        lines.add(report.network() + " on " + report.chip() + ", dt " + Figures.number(report.dt()) + " ms");
        if (report.circuits().isPresent()) {
            lines.addAll(CircuitText.of(report.circuits().get(), width, style));
            return;
        }
        if (report.words().isEmpty()) {
            lines.add("  computes in float64, as `ideal` does");
        } else {
            words();
            constants();
        }
        if (!report.rules().isEmpty()) {
            rules();
        }
        report.utilisation().ifPresent(this::cores);
    }

    private void words() {
        TextTable table = new TextTable(2, "word", "format", "one step", "from", "to", "unit", "range is");
        for (CompileReport.Word w : report.words()) {
            boolean bounded = Double.isFinite(w.lo()) && Double.isFinite(w.hi());
            String rounding = w.rounding().equals("nearest") ? "" : " " + w.rounding();
            table.row(
                    w.name(),
                    w.format() + rounding,
                    figure(w.step()),
                    bounded ? figure(w.lo()) : "",
                    bounded ? figure(w.hi()) : "",
                    w.unit(),
                    w.reason());
        }
        lines.add("");
        lines.addAll(table.lines(width, style));
    }

    private static String figure(double value) {
        return value == 0 ? "0" : Figures.number(Double.parseDouble(String.format(Locale.ROOT, "%.4g", value)));
    }

    private void constants() {
        TextTable table = new TextTable(1, "constant", "is", "instead of", "off by", "steps at most");
        report.constants().stream()
                .limit(MOST_CONSTANTS)
                .forEach(c -> table.row(
                        c.at().isEmpty() ? c.kernel() : c.at(),
                        figure(c.got()),
                        figure(c.wanted()),
                        String.format(Locale.ROOT, "%+.3g %%", 100 * c.relativeError()),
                        String.format(Locale.ROOT, "%.2g", c.effect())));
        lines.add("");
        if (table.isEmpty()) {
            lines.add("  all constants are exact");
            return;
        }
        lines.addAll(table.lines(width, style));
        int more = report.constants().size() - MOST_CONSTANTS;
        if (more > 0) {
            lines.add("  and " + more + " more with less effect; --json has all");
        }
    }

    private void rules() {
        TextTable table = new TextTable(3, "rule", "of", "runs", "words", "registers");
        for (CompileReport.Rule r : report.rules()) {
            table.row(
                    r.model() + (r.at().isEmpty() ? "" : " " + r.at()),
                    r.projection(),
                    when(r.when()),
                    String.valueOf(r.words()),
                    String.valueOf(r.registers()));
        }
        lines.add("");
        lines.addAll(table.lines(width, style));
    }

    private static String when(String when) {
        return switch (when) {
            case "pre" -> "as an event arrives";
            case "post" -> "at the target's event";
            case "deferred" -> "at the next arrival";
            default -> "at epochs";
        };
    }

    private void cores(Utilisation use) {
        TextTable table = new TextTable(1, "core", "neurons", "axons", "synapse memory");
        for (Utilisation.CoreUse c : use.used()) {
            table.row(
                    c.core() + ": " + String.join(", ", c.slices()),
                    part(c.neurons(), c.mostNeurons()),
                    part(c.axons(), c.mostAxons()),
                    Figures.bytes(c.bytes())
                            + (c.mostBytes() == Long.MAX_VALUE ? "" : " of " + Figures.bytes(c.mostBytes())));
        }
        lines.add("");
        lines.addAll(table.lines(width, style));
        lines.add("  " + use.used().size() + " of " + Figures.count(use.cores()) + " cores in use");
        use.unchecked().forEach(u -> lines.add("  " + u));
    }

    private static String part(int used, int most) {
        return most == Core.UNLIMITED ? Figures.count(used) : Figures.count(used) + " of " + Figures.count(most);
    }
}
