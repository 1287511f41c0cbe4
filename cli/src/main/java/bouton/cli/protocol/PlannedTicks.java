package bouton.cli.protocol;

import bouton.dsl.experiment.Formula;
import bouton.dsl.experiment.Formulas;
import bouton.dsl.experiment.Step;
import java.util.List;
import java.util.OptionalLong;

/** How many ticks a protocol will run, where that can be told beforehand. */
final class PlannedTicks {
    private final Evaluator evaluator;

    PlannedTicks(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    /** -1 if it depends on what happens. */
    long of(List<Step> steps) {
        try {
            return count(steps).orElse(-1);
        } catch (Fault e) {
            // What is wrong is told where it happens.
            return -1;
        }
    }

    private OptionalLong count(List<Step> steps) {
        long sum = 0;
        for (Step step : steps) {
            OptionalLong ticks = switch (step) {
                case Step.Run r -> duration(r.duration());
                case Step.Rest r -> duration(r.duration());
                case Step.If i -> runs(i.then()) || runs(i.otherwise()) ? OptionalLong.empty() : OptionalLong.of(0);
                case Step.For f -> loop(f);
                case Step.RunUntil r -> OptionalLong.empty();
                case Step.Repeat r -> repeat(r);
                case Step.Call c -> count(c.body());
                default -> OptionalLong.of(0);
            };
            if (ticks.isEmpty()) {
                return ticks;
            }
            sum += ticks.getAsLong();
        }
        return OptionalLong.of(sum);
    }

    private static boolean runs(List<Step> steps) {
        return steps.stream().anyMatch(s -> switch (s) {
            case Step.Run r -> true;
            case Step.Rest r -> true;
            case Step.RunUntil r -> true;
            case Step.For f -> runs(f.body());
            case Step.Repeat r -> runs(r.body());
            case Step.Call c -> runs(c.body());
            case Step.If i -> runs(i.then()) || runs(i.otherwise());
            default -> false;
        });
    }

    private OptionalLong duration(Formula f) {
        return isKnown(f)
                ? OptionalLong.of(
                        Math.round(evaluator.number(f) / evaluator.world().dt()))
                : OptionalLong.empty();
    }

    private OptionalLong repeat(Step.Repeat r) {
        if (!runs(r.body())) {
            return OptionalLong.of(0);
        }
        if (r.until().isPresent() || !isKnown(r.times())) {
            return OptionalLong.empty();
        }
        OptionalLong each = count(r.body());
        long times = Math.max(0, evaluator.whole(r.times(), "a number of rounds"));
        return each.isEmpty() ? each : OptionalLong.of(Math.multiplyExact(times, each.getAsLong()));
    }

    private OptionalLong loop(Step.For f) {
        if (!runs(f.body())) {
            return OptionalLong.of(0);
        }
        if (!isKnown(f.from()) || f.to().filter(t -> !isKnown(t)).isPresent()) {
            return OptionalLong.empty();
        }
        long times = f.to().isPresent()
                ? Math.max(
                        0,
                        evaluator.whole(f.to().get(), "an end of a range")
                                - evaluator.whole(f.from(), "an end of a range")
                                + 1)
                : evaluator.value(f.from()).size();
        OptionalLong each = count(f.body());
        return each.isEmpty() ? each : OptionalLong.of(Math.multiplyExact(times, each.getAsLong()));
    }

    /** Whether nothing in it comes from the run, from a loop or from chance; swept names have their values already. */
    private boolean isKnown(Formula f) {
        return !Formulas.any(f, x -> switch (x) {
            case Formula.Variable v -> !evaluator.world().isSwept(v.slot());
            case Formula.Time t -> true;
            case Formula.RecordList r -> true;
            case Formula.Draw d -> true;
            case Formula.Call c -> true;
            // The length of a shuffled list is known, and only that is asked for; but drawing it would count.
            case Formula.Shuffled s -> true;
            case Formula.Each e -> true;
            case Formula.MemberValue m -> true;
            case Formula.MemberEvents m -> true;
            case Formula.Change c -> true;
            case Formula.GlobalValue g -> true;
            default -> false;
        });
    }
}
