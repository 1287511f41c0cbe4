package bouton.cli.command;

import bouton.cli.json.Json;
import bouton.cli.protocol.Requirement;
import bouton.cli.terminal.Figures;
import bouton.cli.terminal.Style;
import bouton.cli.terminal.Terminal;
import bouton.cli.terminal.TextTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Tells what came of experiments: each as it ends, then all of them, as a table if chips were named. */
final class TestReport {
    private final Terminal terminal;
    private final Style style;
    private final List<String> chips;
    private final boolean json;
    private final List<Verdict> verdicts = new ArrayList<>();

    /** @param chips the columns of the table; none: no table */
    TestReport(Terminal terminal, List<String> chips, boolean json) {
        this.terminal = terminal;
        this.style = terminal.style();
        this.chips = List.copyOf(chips);
        this.json = json;
    }

    /** An experiment has ended. */
    void add(Verdict v) {
        verdicts.add(v);
        if (json) {
            return;
        }
        String name = v.file()
                + (v.experiment().isEmpty() ? "" : " " + v.experiment())
                + (v.chip().isEmpty() ? "" : " on " + v.chip());
        String sign = v.kind().isGood() ? "✓ " : v.kind().isBad() ? "✗ " : "- ";
        terminal.out()
                .println(
                        sign + name + "   " + v.what() + (v.seconds() > 0 ? ", " + Figures.duration(v.seconds()) : ""));
        for (Requirement r : v.broken()) {
            terminal.out().println("    " + r.at() + ": " + r.message());
        }
        terminal.out().flush();
    }

    long count(Predicate<Verdict.Kind> which) {
        return verdicts.stream().filter(v -> which.test(v.kind())).count();
    }

    /**
     * All have ended.
     *
     * @param left number of experiments that were left out
     */
    void end(int left) {
        if (json) {
            terminal.out().print(Json.text(verdicts.stream().map(this::tree).toList()));
            return;
        }
        if (!chips.isEmpty()) {
            table();
        }
        long looser = count(k -> k == Verdict.Kind.LOOSER);
        terminal.out()
                .println(count(Verdict.Kind::isGood) + " passed"
                        + (looser > 0 ? " (" + looser + " looser, by steps of the chip's words)" : "")
                        + ", " + count(Verdict.Kind::isBad) + " failed"
                        + (chips.isEmpty() ? "" : ", " + count(k -> k == Verdict.Kind.REFUSED) + " refused")
                        + (left == 0 ? "" : ", " + left + " left out (--long runs them)"));
    }

    // ---- the table

    private void table() {
        List<String> heading = new ArrayList<>(List.of("program"));
        heading.addAll(chips);
        TextTable table = new TextTable(heading.size(), heading.toArray(String[]::new));
        Set<Path> files = new LinkedHashSet<>();
        verdicts.forEach(v -> files.add(v.file()));
        for (Path file : files) {
            List<String> row = new ArrayList<>(List.of(file.toString()));
            chips.forEach(chip -> row.add(cell(of(file, chip))));
            table.row(row.toArray(String[]::new));
        }
        terminal.out().println();
        table.lines(terminal.width(), style).forEach(terminal.out()::println);
        terminal.out().println();
        reasons();
    }

    private List<Verdict> of(Path file, String chip) {
        return verdicts.stream()
                .filter(v -> v.file().equals(file) && v.chip().equals(chip))
                .toList();
    }

    /** What came of all experiments of a program on a chip. */
    private static String cell(List<Verdict> all) {
        long good = all.stream().filter(v -> v.kind().isGood()).count();
        List<String> refused = all.stream()
                .flatMap(v -> v.reason().stream())
                .map(d -> d.code().name())
                .distinct()
                .toList();
        String no = refused.isEmpty() ? "" : "refused " + String.join(", ", refused);
        if (all.stream().anyMatch(v -> v.kind().isBad())) {
            long bad = all.stream().filter(v -> v.kind().isBad()).count();
            return "failed " + bad + " of " + all.size() + (no.isEmpty() ? "" : ", " + no);
        }
        if (good == 0) {
            return no.isEmpty() ? "-" : no;
        }
        String yes = all.stream().anyMatch(v -> v.kind() == Verdict.Kind.LOOSER) ? "looser" : "passed";
        return no.isEmpty() ? yes : yes + " " + good + " of " + all.size() + ", " + no;
    }

    /** Why chips refuse programs, each reason once. */
    private void reasons() {
        Map<String, Set<String>> reasons = new LinkedHashMap<>();
        for (Verdict v : verdicts) {
            v.reason()
                    .ifPresent(d -> reasons.computeIfAbsent(
                                    d.code() + "  " + d.span() + ": " + d.message(), r -> new LinkedHashSet<>())
                            .add(v.chip()));
        }
        reasons.forEach(
                (reason, where) -> terminal.out().println("  " + reason + " (" + String.join(", ", where) + ")"));
        if (!reasons.isEmpty()) {
            terminal.out().println();
        }
    }

    // ---- for programs

    private Map<String, Object> tree(Verdict v) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("file", v.file().toString());
        if (!chips.isEmpty()) {
            result.put("chip", v.chip());
        }
        result.put("experiment", v.experiment());
        result.put("passed", v.kind().isGood());
        if (!chips.isEmpty()) {
            result.put("looser", v.kind() == Verdict.Kind.LOOSER);
            result.put("refused", v.reason().map(d -> d.code().name()).orElse(""));
        }
        result.put("result", v.what());
        v.reason().ifPresent(d -> result.put("at", d.span().toString()));
        result.put("seconds", v.seconds());
        result.put("failed", v.broken().stream().map(TestReport::tree).toList());
        return result;
    }

    private static Map<String, Object> tree(Requirement r) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("condition", r.condition());
        result.put("message", r.message());
        result.put("at", r.at());
        return result;
    }
}
