package bouton.cli.diff;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How much of a distance is due to which line: each in turn is computed as the ideal does, and both sides run again. */
public final class LineContributions {
    private LineContributions() {}

    /**
     * What became of the distance.
     *
     * @param line that was ideal
     * @param spikes van Rossum distance that is left
     * @param weights distance of weights that is left, as a part of the largest weight
     * @param states likewise of states
     * @param vanished part of the distance that vanished, of spikes if some differ, else of weights, else of states; negative if it
     *     grew
     */
    public record Contribution(LineSwitch.Line line, double spikes, double weights, double states, double vanished) {}

    /**
     * The lines, those that contribute most first.
     *
     * @param left lines that were not tried
     * @param all with every line ideal at once: what is left of the distance comes from elsewhere
     */
    public record Table(List<Contribution> contributions, int left, Optional<Contribution> all) {}

    /**
     * Switches one line after another.
     *
     * @param report of the comparison
     * @param most lines that are tried
     */
    public static Table measure(Report report, LineSwitch compiler, int most, Difference.Watching watching) {
        List<LineSwitch.Line> lines = compiler.lines(report.second());
        Measured base = report.measured();
        List<Contribution> found = new ArrayList<>();
        int tried = Math.min(most, lines.size());
        for (int k = 0; k < tried && !watching.interrupted(); k++) {
            LineSwitch.Line line = lines.get(k);
            String task = "line " + (k + 1) + "/" + tried;
            one(report, compiler, Set.of(line), line, base, watching, task).ifPresent(found::add);
        }
        found.sort(Comparator.comparingDouble(Contribution::vanished).reversed());
        Optional<Contribution> all = lines.size() > 1 && !watching.interrupted()
                ? one(report, compiler, Set.copyOf(lines), lines.getFirst(), base, watching, "all lines")
                : Optional.empty();
        return new Table(found, lines.size() - found.size(), all);
    }

    private static Optional<Contribution> one(
            Report report,
            LineSwitch compiler,
            Set<LineSwitch.Line> ideal,
            LineSwitch.Line line,
            Measured base,
            Difference.Watching watching,
            String task) {
        Side second = report.request()
                .second()
                .with((network, target, diagnostics) -> compiler.compile(network, target, ideal, diagnostics));
        return Difference.measure(report.request().with(second), watching, task)
                .map(m -> new Contribution(
                        line, m.spikeDistance(), m.weightDistance(), m.stateDistance(), vanished(base, m)));
    }

    private static double vanished(Measured base, Measured now) {
        double before = base.spikeDistance();
        double after = now.spikeDistance();
        if (before == 0) {
            before = base.weightDistance();
            after = now.weightDistance();
        }
        if (before == 0) {
            before = base.stateDistance();
            after = now.stateDistance();
        }
        return before == 0 ? 0 : 1 - after / before;
    }
}
