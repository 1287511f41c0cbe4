package bouton.cli.terminal;

import bouton.cli.protocol.Requirement;
import bouton.cli.statistics.GroupFigures;
import bouton.cli.statistics.PointFigures;
import bouton.cli.statistics.ProjectionFigures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a run came to, as tables. */
public final class Summary {
    private final int width;
    private final Style style;

    public Summary(Terminal terminal) {
        this.width = terminal.width();
        this.style = terminal.style();
    }

    /** All figures of a point. */
    public List<String> of(PointFigures figures) {
        List<String> lines = new ArrayList<>();
        add(lines, groups(figures.groups()));
        add(lines, projections(figures.projections()));
        add(lines, counters(figures.counters()));
        lines.add("");
        lines.add("  " + times(figures));
        return lines;
    }

    private void add(List<String> lines, TextTable table) {
        if (!table.isEmpty()) {
            lines.add("");
            lines.addAll(table.lines(width, style));
        }
    }

    private static TextTable groups(List<GroupFigures> groups) {
        boolean stimuli = groups.stream().anyMatch(g -> !g.population());
        boolean populations = groups.stream().anyMatch(GroupFigures::population);
        String heading = !stimuli ? "population" : populations ? "population, stimulus" : "stimulus";
        TextTable table = new TextTable(1, heading, "size", "spikes", "rate (Hz)", "ISI CV");
        for (GroupFigures g : groups) {
            // A stimulus that only gives levels has no spikes to tell of.
            if (g.population() || g.spikes() > 0) {
                table.row(
                        g.name(),
                        Figures.count(g.size()),
                        Figures.count(g.spikes()),
                        Figures.number(g.rate()),
                        Figures.number(g.isiCv()));
            }
        }
        return table;
    }

    private static TextTable projections(List<ProjectionFigures> projections) {
        TextTable table = new TextTable(1, "projection", "synapses", "weight", "min", "mean", "max");
        for (ProjectionFigures p : projections) {
            String name = p.name();
            String synapses = Figures.count(p.synapses());
            if (p.weights().isEmpty()) {
                table.row(name, synapses, "", "", "", "");
            }
            for (ProjectionFigures.Weights w : p.weights()) {
                String unit = w.unit().equals("1") ? "" : " (" + w.unit() + ")";
                table.row(
                        name,
                        synapses,
                        w.name() + unit,
                        Figures.number(w.min()),
                        Figures.number(w.mean()),
                        Figures.number(w.max()));
                name = "";
                synapses = "";
            }
        }
        return table;
    }

    private static TextTable counters(List<PointFigures.Count> counters) {
        TextTable table = new TextTable(1, "counted", "times", "at");
        for (PointFigures.Count c : counters) {
            table.row(c.what(), Figures.count(c.times()), c.at());
        }
        return table;
    }

    private static String times(PointFigures f) {
        String run = Figures.simulated(f.simulated()) + " simulated in " + Figures.duration(f.runSeconds());
        double factor = f.realTimeFactor();
        String pace = Double.isNaN(factor) ? "" : " (" + Figures.number(factor) + " x real time)";
        return run + pace + ", built in " + Figures.duration(f.buildSeconds()) + ", memory "
                + Figures.bytes(f.memory());
    }

    /**
     * A line for each condition, and more for the reasons why one failed. A condition that is judged again and again, in a
     * loop, has one line for all the times it held and one for all the times it did not.
     */
    public List<String> of(List<Requirement> judgements) {
        Map<String, List<Requirement>> alike = new LinkedHashMap<>();
        for (Requirement j : judgements) {
            alike.computeIfAbsent(j.at() + j.passed(), key -> new ArrayList<>()).add(j);
        }
        List<String> lines = new ArrayList<>();
        for (List<Requirement> same : alike.values()) {
            Requirement first = same.getFirst();
            String sign = first.passed() ? style.passed() : style.failed();
            String times = same.size() == 1 ? "" : " (" + Figures.count(same.size()) + " times)";
            lines.add("  " + sign + " " + first.condition() + style.faint(sides(first)) + times);
            if (!first.passed()) {
                lines.add("      " + style.faint(first.at()));
                first.message().lines().forEach(line -> lines.add("      " + line));
            }
        }
        return lines;
    }

    private static String sides(Requirement j) {
        return j.left()
                .map(left ->
                        "   " + left + j.right().map(right -> " and " + right).orElse(""))
                .orElse("");
    }
}
