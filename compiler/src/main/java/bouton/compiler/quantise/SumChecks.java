package bouton.compiler.quantise;

import bouton.dsl.chip.NumberFormat;
import bouton.dsl.diagnostic.Code;
import bouton.image.net.Connectivity;
import bouton.image.net.Image;
import bouton.image.net.Projection;
import bouton.image.net.Stimulus;
import bouton.image.run.StimulusInput;
import java.util.Optional;
import java.util.OptionalDouble;

/** Proves that sums of weights fit their accumulators, or warns that they may not. */
final class SumChecks {
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
        for (KernelFacts.Delivery d : facts.deliveries(port)) {
            OptionalDouble each = most(d, format);
            OptionalDouble events = events(context.image().projections().get(d.projection()));
            most += each.getAsDouble() * events.orElse(Double.POSITIVE_INFINITY);
        }
        if (most <= sum.max()) {
            return;
        }
        Interval seen = format.range();
        double seenSteps = seen.isFinite() ? Math.ceil(seen.magnitude() / format.step()) : Double.POSITIVE_INFINITY;
        String seenText = Double.isFinite(seenSteps)
                ? "; a run in float64 came to " + (long) seenSteps
                : "";
        String could = Double.isFinite(most) ? String.valueOf((long) most) : "without limit";
        int at = facts.deliveries(port).getFirst().at();
        context.findings()
                .report(
                        Code.Q110,
                        at,
                        "the sum at `" + context.name(port) + "` can leave its " + sum.bits() + " bits: it holds " + sum.max()
                                + " steps, and what can arrive in one tick comes to " + could + seenText,
                        sum.overflow() == NumberFormat.Overflow.SATURATE
                                ? "the chip keeps it at the end of its range, and that is counted"
                                : "the chip drops the highest bits, so the sum changes its sign",
                        "smaller weights, fewer inputs, or a chip with a longer `accumulator`");
    }

    private OptionalDouble most(KernelFacts.Delivery d, WordFormat port) {
        Optional<WordFormat> word = d.word().flatMap(w -> context.formats().find(w));
        if (word.isEmpty()) {
            return OptionalDouble.of(Math.abs(Math.rint(d.constant() / port.step())));
        }
        double shift = word.get().step() / port.step();
        long largest = Math.max(Math.abs(Formats.least(word.get())), Math.abs(Formats.most(word.get())));
        return OptionalDouble.of(largest * shift);
    }

    /** How many events one neuron can get from a projection in a tick, at most. */
    private OptionalDouble events(Projection p) {
        Image image = context.image();
        int sources = image.groups().get(p.source()).size();
        double inputs =
                switch (p.connectivity()) {
                    case Connectivity.OneToOne c -> 1;
                    case Connectivity.AllToAll c -> sources;
                    case Connectivity.Probability c -> sources;
                    case Connectivity.FanIn c -> c.k();
                    case Connectivity.FanOut c -> c.multiple() ? (double) sources * c.k() : sources;
                    case Connectivity.Total c -> c.multiple() ? c.n() : sources;
                    case Connectivity.Pairs c -> largestFanIn(c, image.groups().get(p.target()).size());
                    case Connectivity.Displaced c -> sources;
                };
        boolean severalEvents = image.groups().get(p.source()) instanceof Stimulus s
                && s.initial() instanceof StimulusInput.PoissonMeans
                && !s.single();
        return severalEvents ? OptionalDouble.empty() : OptionalDouble.of(inputs);
    }

    private static double largestFanIn(Connectivity.Pairs pairs, int targets) {
        int[] counts = new int[targets];
        int most = 0;
        for (int post : pairs.post()) {
            most = Math.max(most, ++counts[post]);
        }
        return most;
    }
}
