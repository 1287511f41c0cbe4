package bouton.cli.protocol;

import bouton.dsl.check.Numbers;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.experiment.Formula;
import bouton.dsl.experiment.Input;
import bouton.dsl.experiment.Step;
import bouton.dsl.model.Network.StimulusValue;
import java.util.Arrays;

/** Makes stimuli do what a {@code present} says. */
final class Presenter {
    private final Evaluator evaluator;
    private final World world;

    Presenter(Evaluator evaluator) {
        this.evaluator = evaluator;
        this.world = evaluator.world();
    }

    void present(Step.Present p) {
        int size = world.network().groups().get(p.group()).size();
        StimulusValue value = value(p.input(), size);
        try {
            world.session().present(p.group(), world.compiled().input(value));
        } catch (IllegalArgumentException e) {
            throw new Fault(Code.L306, p.span(), String.valueOf(e.getMessage()));
        }
        world.changed();
    }

    private StimulusValue value(Input input, int size) {
        return switch (input) {
            case Input.Levels l -> new StimulusValue.Level(perSource(l.values(), size));
            case Input.LevelRows l -> new StimulusValue.LevelRows(rows(l.rows(), size));
            case Input.Poisson p -> new StimulusValue.Poisson(rates(p.rates(), size));
            case Input.SpikesOfAll s -> new StimulusValue.Spikes(new double[][] {times(s.times(), sorted(s.times()))});
            case Input.SpikePerSource s -> {
                double[] all = times(s.times(), perSource(s.times(), size));
                double[][] each = new double[all.length][];
                Arrays.setAll(each, i -> Double.isNaN(all[i]) ? new double[0] : new double[] {all[i]});
                yield new StimulusValue.Spikes(each);
            }
            case Input.SpikeRows s -> new StimulusValue.Spikes(spikes(s.rows(), size));
            case Input.Regular r -> regular(r, size);
        };
    }

    /** One value, or one for each source. */
    private double[] perSource(Formula f, int size) {
        double[] values = evaluator.value(f).numbers();
        if (values.length != 1 && values.length != size) {
            throw wrongCount(f, size, values.length);
        }
        return values;
    }

    private static Fault wrongCount(Formula f, int size, int found) {
        return new Fault(
                Code.D002, f.span(), "there are " + size + " sources, and this gives " + found + " of what each gets");
    }

    private double[] sorted(Formula f) {
        double[] times = evaluator.value(f).numbers().clone();
        Arrays.sort(times);
        return times;
    }

    /** NaN stands for no spike. */
    private static double[] times(Formula f, double[] times) {
        for (double t : times) {
            if (t < 0 || Double.isInfinite(t)) {
                throw new Fault(
                        Diagnostic.of(Code.L306, f.span(), "there is no spike at " + Numbers.show(t) + " ms from now")
                                .note("times count from the beginning of the next run"));
            }
        }
        return times;
    }

    private double[][] spikes(Formula f, int size) {
        Value.Lists lists = (Value.Lists) evaluator.value(f);
        if (lists.count() != size && lists.count() != 1) {
            throw wrongCount(f, size, lists.count());
        }
        double[][] result = new double[lists.count()][];
        for (int i = 0; i < result.length; i++) {
            double[] given = Arrays.stream(lists.list(i))
                    .filter(t -> !Double.isNaN(t))
                    .sorted()
                    .toArray();
            result[i] = times(f, given);
        }
        return result;
    }

    private double[][] rows(Formula f, int size) {
        Value.Lists lists = (Value.Lists) evaluator.value(f);
        if (lists.count() == 0) {
            throw new Fault(Code.D002, f.span(), "there is no row to play");
        }
        double[][] result = new double[lists.count()][];
        for (int r = 0; r < result.length; r++) {
            result[r] = lists.list(r);
            if (result[r].length != size) {
                throw wrongCount(f, size, result[r].length);
            }
        }
        return result;
    }

    private double[] rates(Formula f, int size) {
        double[] rates = perSource(f, size);
        for (double r : rates) {
            if (!(r >= 0) || Double.isInfinite(r)) {
                throw new Fault(
                        Code.E003, f.span(), "a rate is 0 or positive, this is " + Numbers.show(1000 * r) + " Hz");
            }
        }
        return rates;
    }

    private StimulusValue regular(Input.Regular r, int size) {
        double[] periods = perSource(r.period(), size);
        for (double p : periods) {
            if (!(p > 0) || Double.isInfinite(p)) {
                throw new Fault(
                        Code.T004, r.period().span(), "a period must be positive, this is " + Numbers.show(p) + " ms");
            }
        }
        double[] from = r.from().map(f -> times(f, perSource(f, size))).orElse(periods);
        long count = r.count().map(f -> count(f)).orElse(-1L);
        int length = Math.max(periods.length, from.length);
        return new StimulusValue.Regular(spread(periods, length), spread(from, length), count);
    }

    private long count(Formula f) {
        long count = evaluator.whole(f, "a count");
        if (count < 0) {
            throw new Fault(Code.E003, f.span(), "a count is 0 or positive, this is " + count);
        }
        return count;
    }

    private static double[] spread(double[] values, int length) {
        if (values.length == length) {
            return values;
        }
        double[] result = new double[length];
        Arrays.fill(result, values[0]);
        return result;
    }
}
