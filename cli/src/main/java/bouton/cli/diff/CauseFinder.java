package bouton.cli.diff;

import bouton.compiler.Compiled;
import bouton.image.net.Counter;
import bouton.image.net.Image;
import bouton.image.net.Origin;
import bouton.image.net.Projection;
import bouton.image.net.Scope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Names the cause from what a {@link CauseSearch} has seen, the two images and what their compilers say of them. */
final class CauseFinder {
    private static final int FEW = 5;

    private final CauseSearch seen;
    private final FirstSpike spike;
    private final Compiled[] sides;
    private final Deviations[] deviations;

    CauseFinder(CauseSearch seen, FirstSpike spike, Compiled first, Compiled second, Deviations.Source deviations) {
        this.seen = seen;
        this.spike = spike;
        this.sides = new Compiled[] {first, second};
        this.deviations = new Deviations[] {deviations.of(first), deviations.of(second)};
    }

    private record Verdict(Cause.Kind kind, String why) {}

    private record Written(WordChange word, Optional<StoreSite> first, Optional<StoreSite> second) {
        /** Where it comes in a tick; behind all others if nothing writes it. */
        int turn() {
            return Stream.of(first, second)
                    .flatMap(Optional::stream)
                    .mapToInt(StoreSite::turn)
                    .min()
                    .orElse(Integer.MAX_VALUE);
        }

        Optional<StoreSite> site() {
            return second.isPresent() ? second : first;
        }
    }

    Cause find() {
        if (MachineCause.concerns(sides)) {
            return new MachineCause(seen, spike, sides).find();
        }
        if (!seen.initial().isEmpty()) {
            return initially();
        }
        if (seen.onset().isEmpty()) {
            return insideTheTick();
        }
        List<Written> written = seen.onset().stream()
                .map(w -> new Written(w, writer(0, w, seen.known()), writer(1, w, seen.known())))
                .sorted(Comparator.comparingInt(Written::turn))
                .toList();
        Written head = written.getFirst();
        Verdict verdict = verdict(head);
        List<WordChange> words = written.stream().map(Written::word).toList();
        return new Cause(
                verdict.kind(),
                verdict.why(),
                seen.onsetTick(),
                words,
                head.site().flatMap(StoreSite::at),
                head.site().map(CauseFinder::kernel).orElse(""),
                links(),
                others(head),
                also(verdict.why()));
    }

    private static String kernel(StoreSite site) {
        return site.kernel() + ", stage " + site.stage().name().toLowerCase(Locale.ROOT);
    }

    /** The last store to a word among the kernels that ran in the tick; else the last of those that may have. */
    private Optional<StoreSite> writer(int side, WordChange word, StoreSite.Known known) {
        List<StoreSite> sites = StoreSites.of(sides[side].image(), word.scope(), word.name());
        Optional<StoreSite> sure = last(sites, known, StoreSite.Ran.YES);
        return sure.isPresent() ? sure : last(sites, known, StoreSite.Ran.PERHAPS);
    }

    private static Optional<StoreSite> last(List<StoreSite> sites, StoreSite.Known known, StoreSite.Ran ran) {
        return sites.stream().filter(s -> s.ran(known) == ran).reduce((a, b) -> b);
    }

    /** What differed when the tick of the spike began. */
    private List<Cause.Link> links() {
        return seen.apart().stream().limit(FEW).map(this::link).toList();
    }

    private Cause.Link link(CauseSearch.Apart apart) {
        if (apart.since().tick() < 0) {
            Cause.Kind kind = clipped(apart.word()).map(Verdict::kind).orElse(Cause.Kind.CONSTANT);
            return new Cause.Link(apart.word(), -1, kind, Optional.empty());
        }
        Written written = new Written(
                apart.word(), writer(0, apart.word(), apart.since()), writer(1, apart.word(), apart.since()));
        Optional<Origin> at = written.site().flatMap(StoreSite::at);
        Cause.Kind kind = clipped(apart.word())
                .or(() -> constant(at, apart.word()))
                .orElseGet(() -> computed(written))
                .kind();
        return new Cause.Link(apart.word(), apart.since().tick(), kind, at);
    }

    private List<Origin> others(Written head) {
        Optional<Origin> main = head.site().flatMap(StoreSite::at);
        return StoreSites.of(sides[1].image(), head.word().scope(), head.word().name()).stream()
                .filter(s -> s.ran(seen.known()) == StoreSite.Ran.YES)
                .flatMap(s -> s.at().stream())
                .filter(o -> !main.equals(Optional.of(o)))
                .distinct()
                .limit(FEW)
                .toList();
    }

    // ---- kinds

    private Verdict verdict(Written head) {
        Optional<Origin> at = head.site().flatMap(StoreSite::at);
        return saturated(at)
                .or(() -> clipped(head.word()))
                .or(() -> constant(at, head.word()))
                .or(this::delays)
                .orElseGet(() -> computed(head));
    }

    private Optional<Verdict> saturated(Optional<Origin> at) {
        for (int side = 1; side >= 0; side--) {
            Image image = sides[side].image();
            for (int c = 0; c < image.counters().size(); c++) {
                Counter counter = image.counters().get(c);
                long times = seen.counted(side, c);
                boolean sameLine = counter.at() >= 0
                        && at.filter(o -> isSameLine(o, image.origins().get(counter.at())))
                                .isPresent();
                boolean onlyHere = c >= sides[1 - side].image().counters().size() || seen.counted(1 - side, c) != times;
                if (times > 0 && sameLine && onlyHere) {
                    return Optional.of(new Verdict(Cause.Kind.SATURATION, counter.what()));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isSameLine(Origin a, Origin b) {
        return a.file().equals(b.file()) && a.line() == b.line();
    }

    private Optional<Verdict> clipped(WordChange word) {
        for (int side = 1; side >= 0; side--) {
            double scale = sides[side].reader(word.scope(), word.name()).scale();
            double own = (side == 0 ? word.values().first() : word.values().second()) / scale;
            double other = (side == 0 ? word.values().second() : word.values().first()) / scale;
            Optional<Deviations.WordFormat> format = deviations[side].format(word.scope(), word.name());
            if (format.isPresent()
                    && (own >= format.get().hi() && other > own
                            || own <= format.get().lo() && other < own)) {
                Cause.Kind kind =
                        word.scope() instanceof Scope.OfProjection ? Cause.Kind.CLIPPED_WEIGHT : Cause.Kind.SATURATION;
                return Optional.of(new Verdict(
                        kind, word.name() + " is at the end of " + format.get().text()));
            }
        }
        return Optional.empty();
    }

    /** A constant that moves what is stored by more than its rounding does. */
    private Optional<Verdict> constant(Optional<Origin> at, WordChange word) {
        double size =
                Math.max(Math.abs(word.values().first()), Math.abs(word.values().second()));
        for (Deviations d : deviations) {
            for (Deviations.Constant c : d.constants()) {
                boolean sameLine = at.filter(o -> isSameLine(o, c.at())).isPresent();
                if (sameLine && c.wanted() != c.got() && Math.abs(c.relativeError()) * size > word.step() / 2) {
                    return Optional.of(new Verdict(Cause.Kind.CONSTANT, words(c)));
                }
            }
        }
        return Optional.empty();
    }

    private static String words(Deviations.Constant c) {
        return String.format(
                Locale.ROOT,
                "a constant at %s:%d is off by %+.3g %%",
                c.at().file(),
                c.at().line(),
                100 * c.relativeError());
    }

    private Optional<Verdict> delays() {
        Image a = sides[0].image();
        Image b = sides[1].image();
        for (int p = 0; p < a.projections().size(); p++) {
            Projection x = a.projections().get(p);
            Projection y = b.projections().get(p);
            if (x.target() == spike.group()
                    && (!x.delay().equals(y.delay())
                                    && x.delay().field() < 0
                                    && y.delay().field() < 0
                            || !lags(x).equals(lags(y)))) {
                return Optional.of(
                        new Verdict(Cause.Kind.DELAY, "delays of " + x.name() + " are not the same number of ticks"));
            }
        }
        return Optional.empty();
    }

    private static List<Integer> lags(Projection p) {
        return p.handlers().stream()
                .map(h -> h.trigger() instanceof bouton.image.net.Trigger.PreEvent e
                                && e.lag().field() < 0
                        ? e.lag().ticks()
                        : -1)
                .filter(t -> t >= 0)
                .toList();
    }

    /** The store itself: the same kernel or another. */
    private Verdict computed(Written head) {
        double step = head.word().step();
        if (step > 0) {
            return new Verdict(
                    Cause.Kind.ROUNDING,
                    String.format(
                            Locale.ROOT,
                            "what is stored is rounded to %.3g %s; roundings since the begin came to more than one",
                            step,
                            unit(head.word())));
        }
        boolean sameKernel = head.first().isPresent()
                && head.second().isPresent()
                && head.first().get().body().equals(head.second().get().body());
        boolean sameOrder = sides[0].image().order().equals(sides[1].image().order());
        boolean sameMethod = method(0).equals(method(1));
        if (!sameOrder && (sameKernel || sameMethod)) {
            return order();
        }
        if (!sameMethod) {
            return new Verdict(Cause.Kind.METHOD, method(0) + " against " + method(1));
        }
        return new Verdict(Cause.Kind.ARITHMETIC, "the two targets compute this line differently");
    }

    private static String unit(WordChange word) {
        return word.values().unit().equals("1") ? "" : word.values().unit();
    }

    private String method(int side) {
        return sides[side].target().method().map(m -> m.kind().word()).orElse("the default");
    }

    private static Verdict order() {
        return new Verdict(Cause.Kind.ORDER, "what happens in one tick happens in another order");
    }

    private String stages(int side) {
        return String.join(
                ", ",
                sides[side].image().order().stream()
                        .map(s -> s.name().toLowerCase(Locale.ROOT))
                        .toList());
    }

    // ---- other places

    /** Something differs before anything has run. */
    private Cause initially() {
        List<WordChange> words = seen.initial();
        WordChange head = words.getFirst();
        Verdict verdict = clipped(head)
                .orElseGet(() -> new Verdict(
                        Cause.Kind.CONSTANT,
                        words.size() == 1
                                ? "its initial value is not the same"
                                : words.size() + " words of the neuron and its synapses begin with other values"));
        return new Cause(
                verdict.kind(),
                verdict.why(),
                -1,
                words,
                Optional.empty(),
                "",
                links(),
                List.of(),
                also(verdict.why()));
    }

    /** The words were equal when the tick of the spike began, so something inside it differs. */
    private Cause insideTheTick() {
        List<StoreSite> a = StoreSites.spikes(sides[0].image(), spike.group());
        List<StoreSite> b = StoreSites.spikes(sides[1].image(), spike.group());
        Optional<StoreSite> site = (spike.ofFirst() ? a : b).stream().reduce((x, y) -> y);
        Verdict verdict = delays().orElseGet(() -> {
            if (!seen.slight().isEmpty()) {
                return new Verdict(
                        Cause.Kind.ROUNDING,
                        "less than a step apart when the tick began, and one is over the threshold");
            }
            if (!sides[0].image().order().equals(sides[1].image().order())) {
                return order();
            }
            if (!method(0).equals(method(1))) {
                return new Verdict(Cause.Kind.METHOD, method(0) + " against " + method(1));
            }
            return new Verdict(Cause.Kind.ARITHMETIC, "all words were equal when the tick began");
        });
        return new Cause(
                verdict.kind(),
                verdict.why(),
                spike.tick(),
                seen.slight(),
                site.flatMap(StoreSite::at),
                site.map(CauseFinder::kernel).orElse(""),
                links(),
                List.of(),
                also(verdict.why()));
    }

    /** What else departs than what has been told. */
    private List<String> also(String why) {
        List<String> lines = new ArrayList<>();
        if (!stages(0).equals(stages(1))) {
            lines.add("stages of the first: " + stages(0));
            lines.add("stages of the second: " + stages(1));
        }
        for (Deviations d : deviations) {
            d.constants().stream()
                    .filter(c -> c.wanted() != c.got())
                    .sorted(Comparator.comparingDouble(c -> -Math.abs(c.relativeError())))
                    .map(CauseFinder::words)
                    .filter(w -> !w.equals(why))
                    .distinct()
                    .limit(FEW)
                    .forEach(lines::add);
        }
        for (int side = 0; side < 2; side++) {
            Image image = sides[side].image();
            for (int c = 0; c < image.counters().size(); c++) {
                if (seen.counted(side, c) > 0) {
                    lines.add(image.counters().get(c).what() + " in that tick, in the "
                            + (side == 0 ? "first" : "second"));
                }
            }
        }
        return lines;
    }
}
