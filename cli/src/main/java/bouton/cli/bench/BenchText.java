package bouton.cli.bench;

import bouton.cli.output.Machine;
import bouton.cli.terminal.Figures;
import bouton.cli.terminal.Style;
import bouton.cli.terminal.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Results as people read them. */
public final class BenchText {
    /** Rates of the same network in two simulators differ by less, however their random numbers fall. */
    private static final double RATES_DIFFER = 1.25;

    /** Load for each core above which a machine is said to be busy. */
    private static final double BUSY = 0.4;

    private final Plan plan;
    private final Style style;
    private final int width;

    /** @param width of the terminal in characters */
    public BenchText(Plan plan, Style style, int width) {
        this.plan = plan;
        this.style = style;
        this.width = width;
    }

    /** What is measured, on what, and how. */
    public List<String> head() {
        int cores = Runtime.getRuntime().availableProcessors();
        List<String> lines = new ArrayList<>(List.of(
                style.bold("bouton " + Machine.bouton()) + ", Java " + Machine.java(),
                Machine.cpu() + ", " + Figures.count(cores, "core", "cores") + ", "
                        + Figures.count(plan.engine().threads(), "thread", "threads") + " used, heap of at most "
                        + Figures.bytes(Runtime.getRuntime().maxMemory()),
                Figures.count(plan.repeat(), "run", "runs")
                        + ", each in a fresh session, after one that does not count"));
        double load = Machine.load();
        if (load > BUSY * cores) {
            lines.add("note: other work has been running: a load of " + Figures.number(load) + " in the last minute");
        }
        return lines;
    }

    /** All about one workload. */
    public List<String> of(Result result) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(
                style.bold(result.workload().name()) + "  " + result.workload().what());
        switch (result) {
            case Result.Wrong w -> lines.add("  " + style.failed() + " WRONG, not measured: " + w.why());
            case Result.OfProcess p -> process(p, lines);
            case Result.OfNetwork n -> network(n, lines);
        }
        return lines;
    }

    private void process(Result.OfProcess result, List<String> lines) {
        TextTable table = new TextTable(1, "", "median", "lowest", "highest", "spread");
        table.row(timeRow("whole process", result.whole()));
        lines.addAll(table.lines(width, style));
        noise("processes", result.whole(), lines);
        String remark = Launcher.remark();
        if (remark != null) {
            lines.add("  note: " + remark);
        }
    }

    private void network(Result.OfNetwork n, List<String> lines) {
        Result.Facts facts = n.facts();
        lines.add("  " + Figures.count(facts.neurons(), "neuron", "neurons") + ", "
                + Figures.count(facts.synapses(), "synapse", "synapses") + ", " + Figures.bytes(facts.bytes()));
        lines.add("  " + Figures.simulated(facts.ms()) + " in " + Figures.count(facts.ticks(), "tick", "ticks") + ", "
                + Figures.number(rate(n, n.activity().spikes())) + " Hz, "
                + Figures.count(n.activity().events(), "synaptic event", "synaptic events"));
        Recorded checked = n.checked();
        lines.add("  " + style.passed() + " spikes and weights of " + Figures.simulated(checked.ms()) + " with "
                + Figures.count(checked.neurons(), "neuron", "neurons") + " are those recorded");
        lines.addAll(table(n).lines(width, style));
        n.peers().forEach(p -> comparison(n, p, lines));
        noise("runs of Bouton", n.run(), lines);
        n.whole().ifPresent(w -> noise("processes", w, lines));
        if (n.whole().isPresent() && Launcher.remark() != null) {
            lines.add("  note: " + Launcher.remark());
        }
    }

    private static TextTable table(Result.OfNetwork n) {
        TextTable table = new TextTable(1, "", "median", "lowest", "highest", "spread", "events/s", "real time");
        double seconds = n.facts().ms() / 1000;
        table.row(figuresRow("compile", n.compile(), "", ""));
        table.row(figuresRow("build", n.build(), "", ""));
        table.row(figuresRow(
                "run",
                n.run(),
                events(n.eventsPerSecond()),
                times(seconds / n.run().median())));
        n.whole().ifPresent(w -> table.row(figuresRow("whole process", w, "", "")));
        for (Result.OfPeer peer : n.peers()) {
            if (peer instanceof Result.OfPeer.Ran ran) {
                String name = ran.peer().title() + " " + ran.version();
                table.row(figuresRow(name + ", build", ran.build(), "", ""));
                table.row(figuresRow(
                        name + ", run",
                        ran.run(),
                        events(peerEventsPerSecond(n, ran)),
                        times(seconds / ran.run().median())));
            }
        }
        return table;
    }

    /** Of its spikes, with the mean number of synapses that a neuron of ours reaches. */
    static double peerEventsPerSecond(Result.OfNetwork n, Result.OfPeer.Ran ran) {
        double perSpike = (double) n.facts().synapses() / n.facts().neurons();
        return ran.spikes() * perSpike / ran.run().median();
    }

    private static double rate(Result.OfNetwork n, long spikes) {
        return spikes * 1000.0 / n.facts().neurons() / n.facts().ms();
    }

    private void comparison(Result.OfNetwork n, Result.OfPeer peer, List<String> lines) {
        String title = peer.peer().title();
        switch (peer) {
            case Result.OfPeer.Missing m ->
                lines.add("  " + m.peer().title() + " is not installed in " + plan.python());
            case Result.OfPeer.Failed f -> lines.add("  " + title + " could not run it: " + f.why());
            case Result.OfPeer.Ran ran -> {
                lines.add("  " + ratio(title, ran.run().over(n.run())));
                double ours = rate(n, n.activity().spikes());
                double theirs = rate(n, ran.spikes());
                if (Math.max(ours, theirs) > RATES_DIFFER * Math.min(ours, theirs)) {
                    lines.add("  note: neurons fire at " + Figures.number(theirs) + " Hz in " + title
                            + ": that is another activity, and the times do not compare");
                }
                noise("runs of " + title, ran.run(), lines);
            }
        }
    }

    /** Who is faster, in words; with the range over runs that were measured in turn. */
    private String ratio(String title, Measured.Ratio r) {
        boolean faster = r.median() >= 1;
        String factor = factor(faster ? r.median() : 1 / r.median());
        String low = factor(faster ? r.lowest() : 1 / r.highest());
        String high = factor(faster ? r.highest() : 1 / r.lowest());
        return style.bold((faster ? "Bouton" : title) + " ran " + factor + " times as fast as "
                        + (faster ? title : "Bouton"))
                + " (" + low + " .. " + high + ")";
    }

    private static void noise(String what, Measured measured, List<String> lines) {
        if (measured.isNoisy()) {
            lines.add("  note: " + what + " differ by " + percent(measured) + "; other work runs, or --repeat is low");
        }
    }

    /** One line for each workload, for a call that measured several; empty otherwise. */
    public List<String> summary(List<Result> results) {
        if (results.size() < 2) {
            return List.of();
        }
        TextTable table = new TextTable(2, "", "", "median", "spread", "events/s", "against peers");
        for (Result result : results) {
            String name = result.workload().name();
            switch (result) {
                case Result.Wrong w -> table.row(name, "WRONG", "", "", "", "");
                case Result.OfProcess p ->
                    table.row(name, "process", seconds(p.whole().median()), percent(p.whole()), "", "");
                case Result.OfNetwork n ->
                    table.row(
                            name,
                            "run",
                            seconds(n.run().median()),
                            percent(n.run()),
                            events(n.eventsPerSecond()),
                            ratios(n));
            }
        }
        List<String> lines = new ArrayList<>(List.of("", style.bold("Summary")));
        lines.addAll(table.lines(width, style));
        return lines;
    }

    private static String ratios(Result.OfNetwork n) {
        List<String> texts = new ArrayList<>();
        for (Result.OfPeer peer : n.peers()) {
            if (peer instanceof Result.OfPeer.Ran ran) {
                texts.add(factor(ran.run().over(n.run()).median()) + " x "
                        + peer.peer().title());
            }
        }
        return String.join(", ", texts);
    }

    private static String[] timeRow(String name, Measured m) {
        return new String[] {name, seconds(m.median()), seconds(m.lowest()), seconds(m.highest()), percent(m)};
    }

    private static String[] figuresRow(String name, Measured m, String events, String realTime) {
        return new String[] {
            name, seconds(m.median()), seconds(m.lowest()), seconds(m.highest()), percent(m), events, realTime
        };
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.3f s", seconds);
    }

    private static String percent(Measured m) {
        return Math.round(100 * m.spread()) + " %";
    }

    private static String events(double perSecond) {
        return String.format(Locale.ROOT, perSecond < 99.95e6 ? "%.1f M" : "%.0f M", perSecond / 1e6);
    }

    private static String times(double factor) {
        return factor(factor) + " x";
    }

    private static String factor(double factor) {
        return String.format(Locale.ROOT, factor < 9.995 ? "%.2f" : factor < 99.95 ? "%.1f" : "%.0f", factor);
    }
}
