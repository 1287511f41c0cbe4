package bouton.cli.diff;

import bouton.cli.protocol.Quantity;
import bouton.cli.protocol.Requirement;
import bouton.compiler.Compiled;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Compares two targets that run one program: the way into this package. The runs go on in step and are looked at window by window
 * ({@link Comparison}); then they are run again until the first spike that differs, and the neuron that has it is looked at tick by
 * tick ({@link CauseSearch}), from which the cause is named ({@link CauseFinder}).
 */
public final class Difference {
    private Difference() {}

    /**
     * What is compared.
     *
     * @param point of the experiment
     * @param values of the swept names at that point
     * @param deviations what compilers say of their images
     */
    public record Request(
            Side first,
            Side second,
            int point,
            List<Quantity> values,
            Settings settings,
            Deviations.Source deviations) {
        public Request {
            values = List.copyOf(values);
        }

        /** The same with images that have been made already: the same seeds give the same runs. */
        Request compiled(Compiled one, Compiled other) {
            return new Request(
                    first.with((network, target, diagnostics) -> one),
                    second.with((network, target, diagnostics) -> other),
                    point,
                    values,
                    settings,
                    deviations);
        }

        /** The same with another second side. */
        Request with(Side other) {
            return new Request(first, other, point, values, settings, deviations);
        }
    }

    /**
     * How it is measured; times in ms.
     *
     * @param tau time constant of the van Rossum distance
     * @param precision of coincidences
     * @param window of time to begin with, 0 for one that suits
     * @param tolerance part of a variable's largest value by which it may differ
     */
    public record Settings(double tau, double precision, double window, double tolerance) {
        Comparison comparison() {
            return new Comparison(new Comparison.Settings(tau, precision, window));
        }
    }

    /** Follows the comparison. */
    public interface Watching {
        /** Whether it is to stop. */
        boolean interrupted();

        /** How far the runs have come; {@code planned} is -1 if it is not known. */
        void ticks(String task, long done, long planned, double dt);
    }

    /** Runs both, and once more until the first difference. */
    public static Report.Result run(Request request, Watching watching) {
        Comparison comparison = request.settings().comparison();
        Lockstep.Outcome outcome = lockstep(request, comparison, watching, "comparing");
        if (!comparison.hasRun()) {
            return new Report.Result(Optional.empty(), outcome.problems());
        }
        Measured measured = comparison.measured();
        Optional<Cause> cause = measured.firsts().isEmpty() || watching.interrupted()
                ? Optional.empty()
                : cause(request.compiled(comparison.first(), comparison.second()), measured, watching);
        Report report =
                new Report(request, measured, comparison.second(), cause, outcome, judgements(request, outcome));
        return new Report.Result(Optional.of(report), outcome.problems());
    }

    private static Lockstep.Outcome lockstep(Request request, Watcher watcher, Watching watching, String task) {
        BooleanSupplier interrupted = watching::interrupted;
        return Lockstep.run(
                request.first(),
                request.second(),
                request.point(),
                watcher,
                interrupted,
                (done, planned, dt) -> watching.ticks(task, done, planned, dt));
    }

    private static Optional<Cause> cause(Request request, Measured measured, Watching watching) {
        FirstSpike earliest = measured.firsts().getFirst();
        CauseSearch search = new CauseSearch(earliest, measured.incoming(), request.deviations());
        lockstep(request, search, watching, "looking for the cause");
        Compiled first = search.compiled(0);
        Compiled second = search.compiled(1);
        return first == null || second == null || watching.interrupted()
                ? Optional.empty()
                : Optional.of(new CauseFinder(search, earliest, first, second, request.deviations()).find());
    }

    /** Only measures: for runs whose cause nobody asks for. */
    static Optional<Measured> measure(Request request, Watching watching, String task) {
        Comparison comparison = request.settings().comparison();
        lockstep(request, comparison, watching, task);
        return comparison.hasRun() && !watching.interrupted() ? Optional.of(comparison.measured()) : Optional.empty();
    }

    /** Of every line the first judgement with the first, and so on: which lines are reached may depend on results. */
    private static List<String> judgements(Request request, Lockstep.Outcome outcome) {
        Map<String, Deque<Requirement>> others = new HashMap<>();
        for (Requirement r : outcome.requirements().get(1)) {
            others.computeIfAbsent(r.at(), at -> new ArrayDeque<>()).add(r);
        }
        List<String> lines = new ArrayList<>();
        for (Requirement one : outcome.requirements().get(0)) {
            Requirement other =
                    others.getOrDefault(one.at(), new ArrayDeque<>()).poll();
            if (other != null && one.passed() != other.passed()) {
                lines.add(one.condition() + " (" + one.at() + "): " + word(one) + " on "
                        + request.first().label() + ", " + word(other) + " on "
                        + request.second().label());
            }
        }
        return lines;
    }

    private static String word(Requirement judged) {
        return judged.passed() ? "holds" : "fails";
    }
}
