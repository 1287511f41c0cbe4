package bouton.cli.diff;

import bouton.cli.terminal.Figures;
import bouton.cli.terminal.Style;
import bouton.cli.terminal.TextTable;
import bouton.image.net.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** A report as lines of text. */
public final class DiffText {
    private static final int FEW = 8;
    private static final int MOST_DECIMALS = 15;

    private final Report report;
    private final Measured measured;
    private final int width;
    private final Style style;
    private final Function<Origin, Optional<String>> sources;
    private final List<String> lines = new ArrayList<>();

    private DiffText(Report report, int width, Style style, Function<Origin, Optional<String>> sources) {
        this.report = report;
        this.measured = report.measured();
        this.width = width;
        this.style = style;
        this.sources = sources;
    }

    /**
     * The lines.
     *
     * @param width in characters
     * @param sources texts of lines
     */
    public static List<String> of(Report report, int width, Style style, Function<Origin, Optional<String>> sources) {
        DiffText text = new DiffText(report, width, style, sources);
        text.all();
        return text.lines;
    }

    /** The table of what single lines contribute. */
    public static List<String> of(LineContributions.Table table, int width, Style style) {
        List<String> lines = new ArrayList<>();
        lines.add(style.bold("lines, each computed as the ideal does"));
        TextTable rows = new TextTable(1, "line", "vanishes", "van Rossum left", "weights left", "states left");
        table.contributions().forEach(c -> row(rows, c.line().toString(), c));
        table.all().ifPresent(c -> row(rows, "all of them", c));
        lines.addAll(rows.lines(width, style));
        if (table.left() > 0) {
            lines.add(
                    "  " + Figures.count(table.left(), "line was", "lines were") + " not tried; --lines N tries more");
        }
        return lines;
    }

    private static void row(TextTable rows, String line, LineContributions.Contribution c) {
        rows.row(
                line,
                Figures.number(100 * c.vanished()) + " %",
                Figures.number(c.spikes()),
                Figures.number(c.weights()),
                Figures.number(c.states()));
    }

    private void all() {
        first();
        others();
        trains();
        values("states", measured.states());
        values("weights at the end", measured.weights());
        time();
        notes();
        lines.add("");
        lines.add(style.bold(verdict()));
    }

    private void title(String text) {
        lines.add("");
        lines.add(style.bold(text));
    }

    // ---- the first spike

    private void first() {
        if (measured.firsts().isEmpty()) {
            return;
        }
        FirstSpike f = measured.firsts().getFirst();
        title("first difference: " + f.population() + "[" + f.neuron() + "] at " + time(f.tick()) + " ms (tick "
                + f.tick() + "): " + who(f));
        TextTable table =
                new TextTable(1, "when the tick began", report.firstLabel(), report.secondLabel(), "difference");
        for (Figure v : f.before()) {
            if (v.first() == 0 && v.second() == 0) {
                continue;
            }
            table.row(
                    withUnit(v.name(), v.unit()),
                    Figures.number(v.first()),
                    Figures.number(v.second()),
                    Figures.number(v.difference()));
        }
        if (!table.isEmpty()) {
            lines.addAll(table.lines(width, style));
        }
        report.cause().ifPresent(c -> cause(f, c));
    }

    private String who(FirstSpike f) {
        String has = f.ofFirst() ? report.firstLabel() : report.secondLabel();
        String other = f.ofFirst() ? report.secondLabel() : report.firstLabel();
        return has + " spikes, "
                + (f.follows() < 0
                        ? other + " never does again"
                        : other + " " + Figures.number((f.follows() - f.tick()) * report.dt()) + " ms later");
    }

    private static String withUnit(String name, String unit) {
        return unit.equals("1") ? name : name + " (" + unit + ")";
    }

    private String time(long tick) {
        return Figures.number(report.time(tick));
    }

    private void cause(FirstSpike f, Cause c) {
        lines.add("  cause: " + style.bold(c.kind().words()) + ": " + c.why());
        if (c.words().isEmpty()) {
            lines.add("    all words of the neuron and of the synapses onto it were equal when the tick began");
        } else {
            String when = c.tick() < 0
                    ? "before the first tick"
                    : "at " + time(c.tick()) + " ms (tick " + c.tick() + ")"
                            + (f.tick() > c.tick()
                                    ? ", " + Figures.number((f.tick() - c.tick()) * report.dt()) + " ms before"
                                    : "");
            lines.add("    the first words to differ, " + when + ":");
            c.words().stream().limit(FEW).forEach(w -> lines.add("      " + word(w)));
            if (c.words().size() > FEW) {
                lines.add("      … and " + (c.words().size() - FEW) + " more");
            }
        }
        String done = c.tick() == f.tick() ? "    it is emitted at " : "    stored at ";
        c.at().ifPresent(at -> lines.add(done + place(at) + "   [" + c.kernel() + "]"));
        links(c);
        c.others().forEach(o -> lines.add("    or at " + place(o)));
        c.also().forEach(a -> lines.add("    also: " + a));
    }

    /** What had come of it by then: told only if it is more than the values above, which are the neuron's own. */
    private void links(Cause c) {
        if (c.links().stream().allMatch(l -> c.words().stream().anyMatch(w -> isSame(w, l.word())))) {
            return;
        }
        lines.add("    farthest apart when the tick began, since when and why:");
        for (Cause.Link l : c.links()) {
            String since = l.since() < 0 ? "the begin" : time(l.since()) + " ms";
            lines.add("      " + word(l.word()));
            lines.add("        since " + since + ": " + l.kind().words()
                    + l.at().map(at -> ", " + place(at)).orElse(""));
        }
    }

    private static boolean isSame(WordChange a, WordChange b) {
        return a.owner().equals(b.owner()) && a.name().equals(b.name());
    }

    private static String word(WordChange w) {
        Figure v = w.values();
        String unit = v.unit().equals("1") ? "" : " " + v.unit();
        String step = w.step() > 0 ? ", one step is " + Figures.number(w.step()) + unit : "";
        return w.owner() + " " + w.name() + ": " + exact(v.first(), v) + " and " + exact(v.second(), v) + unit + " ("
                + Figures.number(v.difference()) + unit + " apart" + step + ")";
    }

    /** Enough digits that what differs looks different. */
    private static String exact(double value, Figure pair) {
        double apart = Math.abs(pair.difference());
        if (!(apart > 0) || Double.isInfinite(apart)) {
            return Figures.number(value);
        }
        int decimals = (int) Math.max(0, 1 - Math.floor(Math.log10(apart)));
        return decimals > MOST_DECIMALS
                ? Double.toString(value)
                : String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    private String place(Origin at) {
        return at.file() + ":" + at.line()
                + sources.apply(at).map(t -> " `" + t + "`").orElse("");
    }

    private void others() {
        if (measured.firsts().size() < 2) {
            return;
        }
        title("first differing spike of each neuron (the earliest of "
                + Figures.count(measured.firsts().size(), "neuron", "neurons") + ")");
        TextTable table = new TextTable(1, "neuron", "time (ms)", "spike in", "other follows (ms)", "apart");
        for (FirstSpike f :
                measured.firsts().subList(0, Math.min(FEW, measured.firsts().size()))) {
            table.row(
                    f.population() + "[" + f.neuron() + "]",
                    time(f.tick()),
                    f.ofFirst() ? report.firstLabel() : report.secondLabel(),
                    f.follows() < 0 ? "-" : Figures.number((f.follows() - f.tick()) * report.dt()),
                    f.before().stream()
                            .findFirst()
                            .map(v -> v.name() + " " + Figures.number(v.difference())
                                    + (v.unit().equals("1") ? "" : " " + v.unit()))
                            .orElse("-"));
        }
        lines.addAll(table.lines(width, style));
    }

    // ---- figures

    private void trains() {
        if (measured.trains().isEmpty()) {
            return;
        }
        title("spikes");
        TextTable counts = new TextTable(
                1,
                "population",
                report.firstLabel(),
                report.secondLabel(),
                "one alone",
                "neurons",
                "rates (Hz)",
                "apart, rms");
        TextTable distances = new TextTable(1, "population", "van Rossum", "ISI", "coincidence");
        for (TrainFigures t : measured.trains()) {
            counts.row(
                    t.name(),
                    Figures.count(t.spikesFirst()),
                    Figures.count(t.spikesSecond()),
                    Figures.count(t.differing()),
                    Figures.count(t.differingNeurons()),
                    Figures.number(t.rateFirst()) + " and " + Figures.number(t.rateSecond()),
                    Figures.number(t.rateDistance()));
            distances.row(
                    t.name(), Figures.number(t.vanRossum()), Figures.number(t.isi()), Figures.number(t.coincidence()));
        }
        lines.addAll(counts.lines(width, style));
        lines.addAll(distances.lines(width, style));
    }

    private void values(String title, List<ValueFigures> figures) {
        if (figures.isEmpty()) {
            return;
        }
        title(title);
        TextTable table = new TextTable(1, "", "apart, rms", "at most", "mean", "largest value");
        for (ValueFigures f : figures) {
            table.row(
                    withUnit(f.name(), f.unit()),
                    Figures.number(f.rms()),
                    Figures.number(f.max()),
                    Figures.number(f.mean()),
                    Figures.number(f.largest()));
        }
        lines.addAll(table.lines(width, style));
    }

    /** Some windows together: the whole of it is in the JSON and in the pictures. */
    private void time() {
        long[] ends = measured.ends();
        List<Series> shown = measured.series().stream()
                .filter(s -> s.what().equals("van Rossum distance")
                        || s.what().equals("state, rms")
                        || s.what().equals("weights, rms"))
                .filter(s -> java.util.Arrays.stream(s.values()).anyMatch(v -> v > 0))
                .toList();
        if (ends.length < 2 || shown.isEmpty()) {
            return;
        }
        title("over time");
        List<String> heading = new ArrayList<>(List.of("until (ms)"));
        int room = width - 14;
        List<Series> fitting = new ArrayList<>();
        for (Series s : shown) {
            String name = s.of() + (s.what().equals("van Rossum distance") ? " spikes" : " rms");
            if (room >= name.length() + 3) {
                room -= Math.max(name.length(), 9) + 3;
                heading.add(name);
                fitting.add(s);
            }
        }
        TextTable table = new TextTable(1, heading.toArray(String[]::new));
        int n = Math.min(FEW, ends.length);
        for (int k = 1; k <= n; k++) {
            int from = (int) ((long) (k - 1) * ends.length / n);
            int at = (int) ((long) k * ends.length / n) - 1;
            List<String> cells = new ArrayList<>(List.of(Figures.number(ends[at] * report.dt())));
            fitting.forEach(s -> cells.add(Figures.number(over(s, from, at))));
            table.row(cells.toArray(String[]::new));
        }
        lines.addAll(table.lines(width, style));
        int left = shown.size() - fitting.size();
        if (left > 0) {
            lines.add("  " + Figures.count(left, "column has", "columns have") + " no room; --json has all");
        }
    }

    /** Windows as one: squared distances of spikes add up, those of states have a mean, weights are as they are at its end. */
    private static double over(Series s, int from, int to) {
        if (s.what().equals("weights, rms")) {
            return s.values()[to];
        }
        double squares = 0;
        for (int k = from; k <= to; k++) {
            squares += s.values()[k] * s.values()[k];
        }
        return Math.sqrt(s.what().equals("state, rms") ? squares / (to - from + 1) : squares);
    }

    // ---- remarks

    private void notes() {
        List<String> notes = new ArrayList<>();
        report.parting()
                .ifPresent(p -> notes.add("the protocols part after " + Figures.number(p.tick() * report.dt())
                        + " ms, since what they do depends on results: " + report.firstLabel() + " " + p.first()
                        + ", " + report.secondLabel() + " " + p.second() + "; what comes later is not compared"));
        report.inputs()
                .forEach(i -> notes.add("from " + Figures.number(i.tick() * report.dt()) + " ms on " + i.what()
                        + " is not the same on both, since the protocol takes it from results (" + i.at() + ")"));
        measured.otherStimulus().ifPresent(s -> notes.add("the stimulus " + s + " did not do the same on both"));
        measured.unlike()
                .forEach(u -> notes.add("the synapses of " + u + " are not the same: their weights are not compared"));
        report.requirements().forEach(r -> notes.add("require " + r));
        if (measured.first().stampEnd() != measured.second().stampEnd()) {
            notes.add("the targets stamp ticks differently; times are those of " + report.firstLabel());
        }
        if (!notes.isEmpty()) {
            lines.add("");
            notes.forEach(n -> lines.add("  note: " + n));
        }
    }

    private String verdict() {
        long differing =
                measured.trains().stream().mapToLong(TrainFigures::differing).sum();
        String time = Figures.simulated(measured.ticks() * report.dt());
        String names = report.firstLabel() + " and " + report.secondLabel();
        if (!report.differs()) {
            return names + " do not differ in " + time + largest();
        }
        return names + " differ in " + time
                + (differing == 0
                        ? ": no spike does, values do"
                        : ": " + Figures.count(differing, "spike", "spikes") + " of one alone");
    }

    private String largest() {
        double most = Math.max(measured.stateDistance(), measured.weightDistance());
        return most == 0 ? "" : " (values by " + Figures.number(most) + " of their largest at most, rms)";
    }
}
