package bouton.compiler.quantise;

import bouton.dsl.chip.Arithmetic;
import bouton.dsl.chip.NumberFormat;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.source.Span;
import bouton.image.ir.Type;
import bouton.image.net.Field;
import bouton.image.net.GlobalValue;
import bouton.image.net.Image;
import bouton.image.net.Population;
import bouton.image.net.Port;
import bouton.image.net.Projection;
import bouton.image.net.Shared;
import bouton.image.net.Stimulus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Chooses what one step of each word stands for. A range that is written in the text is used whole: its larger end is the
 * format's largest integer. Weights that arrive at one port have one step, that of the port, as they are added up as integers;
 * where the chip can shift them, each projection has that step times a power of two. Where a run in float64 has shown the range,
 * the step is a power of two with room for {@value #MARGIN} times what was seen.
 */
final class FormatChooser {
    /** What is seen in one run may be larger in another. */
    private static final double MARGIN = 1.25;

    /** Most that a projection's weights are shifted by. */
    private static final int MOST_SHIFT = 7;

    private final Image image;
    private final Arithmetic arithmetic;
    private final Map<Site, Interval> seen;
    private final Declarations text;
    private final Findings findings;
    private final KernelFacts facts;
    private final Set<Integer> hosted;
    private final FineLines fine;
    private final Map<Site, WordFormat> formats = new TreeMap<>();
    private final Set<Site> carried = new TreeSet<>();

    /**
     * @param observed ranges that a run in float64 has shown
     * @param text what it says of the places where numbers are kept
     * @param hosted populations that stay on the host in float64
     * @param fine lines whose words are kept as finely as integers can
     */
    FormatChooser(
            Image image,
            Arithmetic arithmetic,
            Map<Site, Interval> observed,
            Declarations text,
            Set<Integer> hosted,
            FineLines fine,
            Findings findings) {
        this.fine = fine;
        this.image = image;
        this.arithmetic = arithmetic;
        this.seen = new TreeMap<>(observed);
        this.text = text;
        this.findings = findings;
        this.hosted = Set.copyOf(hosted);
        this.facts = new KernelFacts(image);
    }

    /** A format whose largest integer is the larger end of the range. */
    static WordFormat fitted(NumberFormat number, Interval range) {
        double step = number.fraction() >= 0 ? Math.scalb(1.0, -number.fraction()) : need(number, range);
        return new WordFormat(number, step > 0 ? step : 1, range, WordFormat.Reason.PROVEN);
    }

    /** The step at which the format just holds the range; 0 for a range that is 0. */
    private static double need(NumberFormat number, Interval range) {
        double up = Math.max(0, range.hi()) / number.max();
        double down = number.signed() ? Math.max(0, -range.lo()) / number.max() : 0;
        return Math.max(up, down);
    }

    Formats choose() {
        for (int g = 0; g < image.groups().size(); g++) {
            switch (image.groups().get(g)) {
                case Population p -> ports(g, p);
                case Stimulus s -> outside(new Site(Site.Kind.LEVEL, g, 0));
            }
        }
        for (int g = 0; g < image.groups().size(); g++) {
            if (image.groups().get(g) instanceof Population p && !hosted.contains(g)) {
                neuron(g, p);
            }
        }
        for (int i = 0; i < image.projections().size(); i++) {
            synapse(i, image.projections().get(i));
        }
        for (int c = 0; c < image.globals().size(); c++) {
            global(c);
        }
        for (int e = 0; e < image.globalEvents().size(); e++) {
            outside(new Site(Site.Kind.EVENT, 0, e));
        }
        facts.payloads().stream().filter(s -> !hosted.contains(s.owner())).forEach(this::carrier);
        facts.lines().stream().filter(s -> !hosted.contains(s.owner())).forEach(this::carrier);
        return new Formats(formats, carried);
    }

    KernelFacts facts() {
        return facts;
    }

    // ---- ranges

    private void put(Site site, WordFormat format) {
        formats.put(site, format);
    }

    private NumberFormat wished(Site site, NumberFormat chip) {
        NumberFormat number = text.format(site, chip);
        if (number.rounding() == NumberFormat.Rounding.STOCHASTIC && arithmetic.random() == 0) {
            findings.report(
                    Code.F213,
                    place(site),
                    "`@round(stochastic)` needs random numbers, and this chip has none",
                    null,
                    "`@round(nearest)`, or a chip with a generator (`random 16 bit`)");
        }
        if (fine.isNone()) {
            return number;
        }
        return isFine(site) ? FineLines.FORMAT : number;
    }

    private boolean isFine(Site word) {
        return facts.places(word).stream().anyMatch(fine::contains);
    }

    /** The sum of fine weights is longer by what they are finer. */
    private NumberFormat accumulator(Site port) {
        NumberFormat number = text.format(port, arithmetic.accumulator());
        boolean finer = facts.deliveries(port).stream()
                .anyMatch(d -> d.word().map(this::isFine).orElse(false));
        int more = FineLines.FORMAT.bits() - arithmetic.weight().bits();
        return finer ? number.withBits(Math.min(Port.MOST_BITS, number.bits() + Math.max(0, more))) : number;
    }

    private record Known(Interval range, WordFormat.Reason reason) {}

    /** The range of a word, and how it is known; reports where nothing says it. */
    private Known range(Site site, String name) {
        Optional<Interval> text = facts.range(site).filter(Interval::isFinite);
        if (text.isPresent()) {
            return new Known(text.get(), facts.changes(site) ? WordFormat.Reason.DECLARED : WordFormat.Reason.PROVEN);
        }
        Interval range = seen.get(site);
        if (range != null && range.isFinite()) {
            boolean constant = !facts.changes(site) && site.kind() != Site.Kind.PORT;
            return new Known(range, constant ? WordFormat.Reason.PROVEN : WordFormat.Reason.OBSERVED);
        }
        findings.report(
                Code.Q103,
                place(site),
                "nothing says how large `" + name + "` becomes",
                "a chip needs the range of each value to choose what one step of it stands for",
                "give it a range (`in a .. b`), or an experiment, whose run in float64 shows it");
        return new Known(Interval.of(1), WordFormat.Reason.OBSERVED);
    }

    private void choose(Site site, String name, NumberFormat chip) {
        Known known = range(site, name);
        NumberFormat number =
                signed(wished(site, chip), site, name, known.range().lo());
        put(site, format(number, known));
    }

    /** Where the text declares it, else where it is stored. */
    private Span place(Site site) {
        return text.span(site).orElseGet(() -> findings.span(facts.place(site)));
    }

    /** The format, with a sign if the value can be below 0, which is reported where it has none. */
    private NumberFormat signed(NumberFormat number, Site site, String name, double least) {
        if (number.signed() || least >= 0) {
            return number;
        }
        findings.report(
                Code.Q112,
                place(site),
                "`" + name + "` can be negative, and the chip keeps it in " + number + ", without a sign",
                null,
                "a range that begins at 0 or above, or a chip that keeps it with a sign, as in s" + number.bits());
        return new NumberFormat(number.bits(), true, number.fraction(), number.overflow(), number.rounding(), false);
    }

    /** A parameter whose range ends at whole numbers may be an index or a count: whole numbers stay whole in steps of a power of two. */
    private static WordFormat dyadic(WordFormat fitted) {
        Interval range = fitted.range();
        boolean whole = range.lo() == Math.rint(range.lo()) && range.hi() == Math.rint(range.hi());
        return whole
                        && fitted.reason() == WordFormat.Reason.PROVEN
                        && fitted.number().fraction() < 0
                ? new WordFormat(fitted.number(), Math.scalb(1.0, powerAbove(fitted.step())), range, fitted.reason())
                : fitted;
    }

    private static WordFormat format(NumberFormat number, Known known) {
        if (known.reason() != WordFormat.Reason.OBSERVED || number.fraction() >= 0) {
            WordFormat fitted = fitted(number, known.range());
            return new WordFormat(number, fitted.step(), known.range(), known.reason());
        }
        double need = need(number, known.range()) * MARGIN;
        double step = need > 0 ? Math.scalb(1.0, powerAbove(need)) : 1;
        return new WordFormat(number, step, known.range(), known.reason());
    }

    /** The least exponent of a power of two that is not below. */
    private static int powerAbove(double value) {
        int exponent = Math.getExponent(value);
        return Math.scalb(1.0, exponent) >= value ? exponent : exponent + 1;
    }

    // ---- words

    private void neuron(int group, Population p) {
        for (int f = 0; f < p.fields().size(); f++) {
            Field field = p.fields().get(f);
            if (field.type() instanceof Type.Float64) {
                boolean out = p.sent().contains(f);
                boolean line = isStartOfLine(p, f);
                NumberFormat chip = field.kind() == Field.Kind.PARAM
                        ? arithmetic.parameter()
                        : out && field.name().startsWith("$") ? arithmetic.payload() : arithmetic.state();
                Site site = new Site(Site.Kind.NEURON, group, f);
                choose(site, p.name() + "." + field.name(), chip);
                if (field.kind() == Field.Kind.PARAM) {
                    formats.computeIfPresent(site, (s, chosen) -> dyadic(chosen));
                }
                if (out || line) {
                    carried.add(site);
                }
            }
        }
    }

    private static boolean isStartOfLine(Population p, int field) {
        return p.lines().stream().anyMatch(l -> l.initial() == field);
    }

    private void synapse(int projection, Projection p) {
        Set<Integer> mirrored = new TreeSet<>();
        for (Projection other : image.projections()) {
            if (other.mirror().projection() == projection) {
                mirrored.add(other.mirror().field());
            }
        }
        for (int f = 0; f < p.fields().size(); f++) {
            Field field = p.fields().get(f);
            Site site = new Site(Site.Kind.SYNAPSE, projection, f);
            if (field.type() instanceof Type.Float64) {
                if (!formats.containsKey(site)) {
                    choose(site, p.name() + "." + field.name(), synapseFormat(field));
                }
                if (mirrored.contains(f)) {
                    carried.add(site);
                }
            }
        }
        shared(Site.Kind.ROW, projection, p, p.rows());
        shared(Site.Kind.COLUMN, projection, p, p.columns());
    }

    private NumberFormat synapseFormat(Field field) {
        return switch (field.kind()) {
            case PARAM -> arithmetic.parameter();
            case WEIGHT -> arithmetic.weight();
            case TRACE -> arithmetic.trace();
            case STATE, INTERNAL -> arithmetic.synapse();
        };
    }

    private void shared(Site.Kind kind, int projection, Projection p, List<Shared> words) {
        for (int f = 0; f < words.size(); f++) {
            Site site = new Site(kind, projection, f);
            Field field = words.get(f).field();
            if (field.kind() == Field.Kind.TRACE) {
                // An event may fall between two looks.
                seen.computeIfPresent(site, (s, range) -> range.or(new Interval(0, 1)));
            }
            choose(site, p.name() + "." + field.name(), synapseFormat(field));
            carried.add(site);
        }
    }

    // ---- ports and what arrives at them

    private void ports(int group, Population p) {
        for (int i = 0; i < p.ports().size(); i++) {
            port(
                    new Site(Site.Kind.PORT, group, i),
                    p.name() + "." + p.ports().get(i).name());
        }
    }

    /** The weights of a port need a common step: the largest that any of them needs, or the smallest, and shifts. */
    private void port(Site port, String name) {
        Map<Integer, Double> needs = new TreeMap<>();
        Map<Site, Known> words = new TreeMap<>();
        for (KernelFacts.Delivery d : facts.deliveries(port)) {
            double need;
            if (d.word().isPresent()) {
                Site word = d.word().get();
                Known known = range(word, nameOf(word));
                words.put(word, known);
                need = need(weight(word, known), known.range());
            } else {
                NumberFormat constant = signed(arithmetic.weight(), port, "a weight of " + name, d.constant());
                need = need(constant, Interval.of(d.constant()));
            }
            needs.merge(d.projection(), need, Math::max);
        }
        double largest = needs.values().stream().mapToDouble(n -> n).max().orElse(0);
        if (largest == 0) {
            choose(port, name, arithmetic.accumulator());
            words.forEach((word, known) -> put(word, format(weight(word, known), known)));
            return;
        }
        double step = arithmetic.weightShift() ? smallest(needs, largest) : largest;
        put(
                port,
                new WordFormat(
                        accumulator(port), step, seen.getOrDefault(port, Interval.ALL), WordFormat.Reason.WEIGHTS));
        words.forEach((word, known) -> {
            double need = java.util.Objects.requireNonNull(needs.get(word.owner()));
            double own = arithmetic.weightShift() ? Math.scalb(step, Math.max(0, powerAbove(need / step))) : step;
            put(word, new WordFormat(weight(word, known), own, known.range(), known.reason()));
        });
    }

    private static double smallest(Map<Integer, Double> needs, double largest) {
        double least = needs.values().stream()
                .filter(n -> n > 0)
                .mapToDouble(n -> n)
                .min()
                .orElse(largest);
        return Math.max(least, Math.scalb(largest, -MOST_SHIFT));
    }

    private NumberFormat weight(Site word, Known known) {
        return signed(
                wished(word, arithmetic.weight()),
                word,
                nameOf(word),
                known.range().lo());
    }

    private String nameOf(Site word) {
        Projection p = image.projections().get(word.owner());
        return p.name() + "." + p.fields().get(word.index()).name();
    }

    // ---- what comes from outside, and what events carry

    /** What nothing has shown has no format: it is told where a kernel reads it. */
    private void outside(Site site) {
        Interval range = seen.get(site);
        if (range != null && range.isFinite()) {
            put(site, format(arithmetic.payload(), new Known(range, WordFormat.Reason.OBSERVED)));
        }
    }

    private void global(int cell) {
        boolean word = image.globals().get(cell).source() instanceof GlobalValue.Sent sent
                && image.groups().get(sent.group()) instanceof Population
                && !hosted.contains(sent.group());
        if (!word) {
            outside(new Site(Site.Kind.GLOBAL, 0, cell));
        }
    }

    /** Its range follows from the words that it is computed from, when the kernel is written: until then it is unknown. */
    private void carrier(Site site) {
        put(site, new WordFormat(arithmetic.payload(), 1, Interval.ALL, WordFormat.Reason.FORMAT));
    }

    /** The format of a carried value whose range has become known. */
    WordFormat carrier(Interval range) {
        return format(arithmetic.payload(), new Known(range, WordFormat.Reason.PROVEN));
    }

    /** Populations whose sums a program outside of the image reads. */
    static Set<Integer> hosted(Image image) {
        Set<Integer> result = new TreeSet<>();
        image.foreign().forEach(f -> f.inputs().forEach(i -> result.add(i.group())));
        return result;
    }
}
