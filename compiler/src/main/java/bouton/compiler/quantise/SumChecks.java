package bouton.compiler.quantise;

import bouton.dsl.chip.NumberFormat;
import bouton.dsl.diagnostic.Code;
import bouton.image.net.Connectivity;
import bouton.image.net.Image;
import bouton.image.net.Projection;
import bouton.image.net.Stimulus;
import bouton.image.run.StimulusInput;
import java.util.Arrays;
import java.util.Optional;

/** Proves that sums of weights fit their accumulators, or warns that they may not. */
final class SumChecks {
    /** How often a Poisson number may be larger than what is counted with. */
    private static final double RARE = 1e-12;

    /** Means above which a Poisson number is taken for a normal one. */
    private static final double NORMAL = 500;

    private final ChipContext context;
    private final KernelFacts facts;

    SumChecks(ChipContext context, KernelFacts facts) {
        this.context = context;
        this.facts = facts;
    }

    void check() {
        context.formats().all().forEach((site, format) -> {
            if (site.kind() == Site.Kind.PORT && format.reason() == WordFormat.Reason.WEIGHTS) {
                port(site, format);
            }
        });
    }

    private void port(Site port, WordFormat format) {
        NumberFormat sum = format.number();
        double most = 0;
        double largest = -1;
        int at = -1;
        for (KernelFacts.Delivery d : facts.deliveries(port)) {
            double part = each(d, format) * events(context.image().projections().get(d.projection()));
            most += part;
            if (part > largest) {
                largest = part;
                at = d.at();
            }
        }
        double seen = format.range().isFinite() ? Math.ceil(format.range().magnitude() / format.step()) : 0;
        if (Math.max(most, seen) <= sum.max()) {
            return;
        }
        long steps = (long) Math.max(most, seen);
        String run = seen > 0 ? "a run in float64 came to " + (long) seen + "; " : "";
        int bits = 64 - Long.numberOfLeadingZeros(steps) + (sum.signed() ? 1 : 0);
        context.findings()
                .report(
                        Code.Q110,
                        at,
                        "the sum at `" + context.name(port) + "` can overflow its " + sum.bits() + " bits: up to "
                                + steps + " steps can arrive in one tick, and it holds " + sum.max(),
                        run
                                + (sum.overflow() == NumberFormat.Overflow.SATURATE
                                        ? "the chip keeps it at the end of its range, and counts that"
                                        : "the chip drops the highest bits, so the sum may change its sign"),
                        "fewer inputs, weights of fewer bits (`@bits(n)`), or a chip with a longer `accumulator`: "
                                + bits + " bits are enough");
    }

    /** Steps of the port that one event brings, at most. */
    private double each(KernelFacts.Delivery d, WordFormat port) {
        Optional<WordFormat> word = d.word().flatMap(w -> context.formats().find(w));
        if (word.isEmpty()) {
            return Math.abs(Math.rint(d.constant() / port.step()));
        }
        WordFormat format = word.get();
        double largest =
                format.reason() == WordFormat.Reason.OBSERVED || !format.range().isFinite()
                        ? Math.max(Math.abs(Formats.least(format)), Math.abs(Formats.most(format)))
                        : Math.abs(format.whole(format.range().magnitude()));
        return largest * (format.step() / port.step());
    }

    /**
     * How many events one neuron can get from a projection in a tick: at most, and from Poisson sources at the rates of the text
     * all but once in 10^12 ticks.
     */
    private double events(Projection p) {
        Image image = context.image();
        if (image.groups().get(p.source()) instanceof Stimulus s
                && s.initial() instanceof StimulusInput.PoissonMeans means
                && !s.single()) {
            return quantile(sum(p, means.perTick()));
        }
        double[] one = new double[image.groups().get(p.source()).size()];
        Arrays.fill(one, 1);
        return sum(p, one);
    }

    /** The sum over the sources of one target that has the most. */
    private double sum(Projection p, double[] bySource) {
        double largest = Arrays.stream(bySource).max().orElse(0);
        double all = Arrays.stream(bySource).sum();
        return switch (p.connectivity()) {
            case Connectivity.OneToOne c -> largest;
            case Connectivity.AllToAll c -> all;
            case Connectivity.Displaced c -> all;
            case Connectivity.Probability c -> all;
            case Connectivity.FanIn c -> c.k() * largest;
            case Connectivity.FanOut c -> c.multiple() ? c.k() * all : all;
            case Connectivity.Total c -> c.multiple() ? c.n() * largest : all;
            case Connectivity.Pairs c ->
                largest(c, bySource, context.image().groups().get(p.target()).size());
        };
    }

    private static double largest(Connectivity.Pairs pairs, double[] bySource, int targets) {
        double[] sums = new double[targets];
        for (int i = 0; i < pairs.post().length; i++) {
            sums[pairs.post()[i]] += bySource[pairs.pre()[i]];
        }
        return Arrays.stream(sums).max().orElse(0);
    }

    /** What a Poisson number of this mean exceeds with a probability below {@value #RARE}. */
    static long quantile(double mean) {
        if (mean > NORMAL) {
            // The tail of a normal number beyond 7.1 standard deviations; the skewness is below 0.05 here.
            return (long) Math.ceil(mean + 7.5 * Math.sqrt(mean) + 10);
        }
        double p = Math.exp(-mean);
        double sum = p;
        long k = 0;
        while (1 - sum > RARE && p > 0) {
            k++;
            p *= mean / k;
            sum += p;
        }
        return k;
    }
}
