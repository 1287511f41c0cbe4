package bouton.cli.diff;

import bouton.cli.terminal.Figures;
import bouton.cli.terminal.Style;
import bouton.image.net.Image;
import bouton.image.net.Origin;
import bouton.image.net.Population;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A report as a page with pictures. It loads nothing: no script, no font, no style sheet. */
public final class DiffHtml {
    private static final int TEXT_WIDTH = 100;
    private static final int MOST_CHARTS = 24;
    private static final String STYLE = """
            :root { color-scheme: light dark; --ink: #1d2129; --faint: #6b7280; --line: #d9dce1; --paper: #ffffff;
                    --first: #0072b2; --second: #d55e00; --both: #a3a8b0; }
            @media (prefers-color-scheme: dark) {
              :root { --ink: #e6e8eb; --faint: #9aa1ab; --line: #3a3f47; --paper: #16181c;
                      --first: #56b4e9; --second: #f0a15e; --both: #6d737c; } }
            body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
                   max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
            h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
            pre { font: 12.5px/1.45 ui-monospace, monospace; overflow-x: auto; border: 1px solid var(--line);
                  border-radius: 6px; padding: .8rem; }
            figure { margin: .6rem 0 1.4rem; } figcaption { color: var(--faint); font-size: .9rem; }
            svg { max-width: 100%; height: auto; } .pair { display: flex; flex-wrap: wrap; gap: 1rem; }
            .label { font: 11px system-ui, sans-serif; fill: var(--faint); }
            .grid { stroke: var(--line); stroke-width: .6; } .axis { stroke: var(--faint); stroke-width: 1; }
            .first, .second, .both, .curve, .mark { fill: none; stroke-width: 1.3; }
            .first { stroke: var(--first); } .second { stroke: var(--second); } .both { stroke: var(--both); }
            .first, .second { stroke-width: 1.8; } .curve { stroke: var(--first); stroke-width: 1.6; }
            .mark { stroke: var(--faint); stroke-dasharray: 3 3; } .dots { stroke: var(--first); stroke-width: 3; stroke-linecap: round; fill: none; }
            .key { font-weight: 600; } .key.a { color: var(--first); } .key.b { color: var(--second); }
            """;

    private final Report report;
    private final Measured measured;
    private final StringBuilder page = new StringBuilder();

    private DiffHtml(Report report) {
        this.report = report;
        this.measured = report.measured();
    }

    /**
     * The page.
     *
     * @param table what lines contribute; null if that was not asked for
     * @param sources texts of lines
     */
    public static String text(
            Report report, LineContributions.@Nullable Table table, Function<Origin, Optional<String>> sources) {
        DiffHtml html = new DiffHtml(report);
        List<String> lines = new ArrayList<>(DiffText.of(report, TEXT_WIDTH, new Style(false, true), sources));
        if (table != null) {
            lines.add("");
            lines.addAll(DiffText.of(table, TEXT_WIDTH, new Style(false, true)));
        }
        html.write(lines);
        return html.page.toString();
    }

    private void write(List<String> lines) {
        String title = report.firstLabel() + " and " + report.secondLabel() + ": " + report.experiment();
        page.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width\">\n<title>")
                .append(Svg.escape(title))
                .append("</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n<h1>")
                .append(Svg.escape(title))
                .append("</h1>\n<p>")
                .append(Svg.escape(lines.getLast()))
                .append("</p>\n");
        raster();
        overTime();
        scatters();
        page.append("<h2>In words</h2>\n<pre>")
                .append(Svg.escape(String.join("\n", lines).strip()))
                .append("</pre>\n</body>\n</html>\n");
    }

    private void heading(String text) {
        page.append("<h2>").append(Svg.escape(text)).append("</h2>\n");
    }

    private void figure(String picture, String caption) {
        page.append("<figure>\n")
                .append(picture)
                .append("<figcaption>")
                .append(caption)
                .append("</figcaption>\n</figure>\n");
    }

    private void more(int left) {
        if (left > 0) {
            page.append("<p>and ").append(left).append(" more, which --json has</p>\n");
        }
    }

    // ---- spikes

    private void raster() {
        List<Raster.Dot> dots = measured.dots();
        if (dots.isEmpty()) {
            return;
        }
        heading("Spikes" + (measured.firsts().isEmpty() ? "" : " around the first difference"));
        Image image = measured.first();
        Map<Integer, Integer> bases = new LinkedHashMap<>();
        int rows = 0;
        for (int g = 0; g < image.groups().size(); g++) {
            if (image.groups().get(g) instanceof Population p) {
                bases.put(g, rows);
                rows += p.size();
            }
        }
        int height = Math.max(180, Math.min(560, 60 + 8 * rows));
        double from = report.time(dots.getFirst().tick());
        double to = report.time(dots.getLast().tick());
        Svg svg = new Svg(Svg.WIDTH, height, from, to, -0.5, rows - 0.5).axes("time (ms)", "", false);
        for (Map.Entry<Integer, Integer> e : bases.entrySet()) {
            int size = image.groups().get(e.getKey()).size();
            svg.name(
                    e.getValue() + (size - 1) / 2.0,
                    image.groups().get(e.getKey()).name());
            svg.across("axis", from, e.getValue() - 0.5, to, e.getValue() - 0.5);
        }
        double stroke = Math.max(2.5, Math.min(9, (height - 60.0) / rows));
        for (Raster.Owner owner : List.of(Raster.Owner.BOTH, Raster.Owner.FIRST, Raster.Owner.SECOND)) {
            List<Raster.Dot> own = dots.stream().filter(d -> d.owner() == owner).toList();
            double[] xs = own.stream().mapToDouble(d -> report.time(d.tick())).toArray();
            double[] ys = own.stream()
                    .mapToDouble(d -> bases.getOrDefault(d.group(), 0) + d.member())
                    .toArray();
            svg.strokes(owner.name().toLowerCase(java.util.Locale.ROOT), xs, ys, stroke);
        }
        if (!measured.firsts().isEmpty()) {
            double at = report.time(measured.firsts().getFirst().tick());
            svg.across("mark", at, -0.5, at, rows - 0.5);
        }
        figure(
                svg.element("spikes of both"),
                "grey: both; <span class=\"key a\">" + Svg.escape(report.firstLabel())
                        + "</span> alone; <span class=\"key b\">" + Svg.escape(report.secondLabel())
                        + "</span> alone; a neuron per row" + left());
    }

    private String left() {
        long left = measured.trains().stream()
                        .mapToLong(t -> (t.spikesFirst() + t.spikesSecond() + t.differing()) / 2)
                        .sum()
                - measured.dots().size();
        return left == 0 ? "" : "; " + Figures.count(left, "spike is", "spikes are") + " farther away and not shown";
    }

    // ---- over time

    private void overTime() {
        double[] ends =
                Arrays.stream(measured.ends()).mapToDouble(e -> e * report.dt()).toArray();
        List<Series> shown = measured.series().stream()
                .filter(s -> s.what().equals("van Rossum distance") || s.what().endsWith("rms"))
                .filter(s -> Arrays.stream(s.values()).anyMatch(v -> v > 0))
                .toList();
        if (ends.length < 2 || shown.isEmpty()) {
            return;
        }
        heading("Distances over time");
        page.append("<div class=\"pair\">\n");
        for (Series s : shown.subList(0, Math.min(MOST_CHARTS, shown.size()))) {
            double most = Arrays.stream(s.values())
                    .filter(v -> v < Double.POSITIVE_INFINITY)
                    .max()
                    .orElse(1);
            Svg svg = new Svg(Svg.WIDTH / 2 - 8, 190, 0, ends[ends.length - 1], 0, most)
                    .axes("time (ms)", s.unit().equals("1") ? "" : s.unit(), true)
                    .curve("curve", ends, s.values());
            String caption = Svg.escape(s.of() + ": " + s.what());
            figure(svg.element(s.of() + ", " + s.what()), caption);
        }
        page.append("</div>\n");
        more(shown.size() - MOST_CHARTS);
    }

    // ---- weights

    private void scatters() {
        List<WeightComparison.Scatter> shown = measured.scatters().stream()
                .filter(s -> !Arrays.equals(s.first(), s.second()))
                .toList();
        if (shown.isEmpty()) {
            return;
        }
        heading("Weights at the end");
        page.append("<div class=\"pair\">\n");
        for (WeightComparison.Scatter s : shown.subList(0, Math.min(MOST_CHARTS, shown.size()))) {
            double lo = Math.min(least(s.first()), least(s.second()));
            double hi = Math.max(most(s.first()), most(s.second()));
            double margin = 0.04 * (hi - lo);
            lo -= margin;
            hi += margin;
            String unit = s.unit().equals("1") ? "" : " (" + s.unit() + ")";
            Svg svg = new Svg(Svg.WIDTH / 2 - 8, Svg.WIDTH / 2 - 8, lo, hi, lo, hi)
                    .axes(report.firstLabel() + unit, report.secondLabel() + unit, true)
                    .across("mark", lo, lo, hi, hi)
                    .strokes("dots", s.first(), s.second(), 3);
            figure(svg.element("weights " + s.name()), Svg.escape(s.name()));
        }
        page.append("</div>\n");
        more(shown.size() - MOST_CHARTS);
    }

    private static double least(double[] values) {
        return Arrays.stream(values).min().orElse(0);
    }

    private static double most(double[] values) {
        return Arrays.stream(values).max().orElse(1);
    }
}
