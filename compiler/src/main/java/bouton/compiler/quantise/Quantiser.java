package bouton.compiler.quantise;

import bouton.dsl.chip.Arithmetic;
import bouton.dsl.chip.NumberFormat;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.source.Span;
import bouton.image.ir.Kernel;
import bouton.image.ir.Overflow;
import bouton.image.ir.Type;
import bouton.image.net.Field;
import bouton.image.net.GlobalValue;
import bouton.image.net.Group;
import bouton.image.net.Handler;
import bouton.image.net.Image;
import bouton.image.net.Population;
import bouton.image.net.Port;
import bouton.image.net.Probe;
import bouton.image.net.Projection;
import bouton.image.net.Reader;
import bouton.image.net.Scope;
import bouton.image.net.Shared;
import bouton.image.net.Stimulus;
import bouton.image.net.Trigger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes an image of integers from one of float64. Handlers are what the chip computes: their words become integers in steps
 * ({@link FormatChooser}), their sums of products are rounded once, where they are stored ({@link ChipKernel}). What the host
 * does (initial values, what follows from parameters, probes, reductions) stays in float64 and sees words as the numbers that
 * they stand for ({@link HostKernel}).
 */
public final class Quantiser {
    private final Image image;
    private final Arithmetic arithmetic;
    private final Findings findings;
    private final FormatChooser chooser;
    private final Set<Integer> hosted;
    private final FineLines fine;
    private ChipContext context;

    private Quantiser(
            Image image,
            Arithmetic arithmetic,
            Map<Site, Interval> observed,
            Declarations text,
            FineLines fine,
            Findings findings) {
        this.fine = fine;
        this.image = image;
        this.arithmetic = arithmetic;
        this.findings = findings;
        this.hosted = FormatChooser.hosted(image);
        this.chooser = new FormatChooser(image, arithmetic, observed, text, hosted, fine, findings);
        this.context = new ChipContext(image, chooser.choose(), arithmetic, fine, findings);
    }

    /**
     * Makes the integer image.
     *
     * @param image in float64
     * @param spans places in the text by the numbers of {@link Image#origins()}
     * @param fallback for diagnostics without a place
     * @param arithmetic of the chip's cores; not float64
     * @param observed ranges of values that a run in float64 has shown, in internal units
     * @param text what it says of the places where numbers are kept
     * @param fine lines that are computed more finely than the chip can
     * @return null if the chip cannot compute it; the reasons are in {@code diagnostics}
     */
    public static @Nullable Quantised quantise(
            Image image,
            List<Span> spans,
            Span fallback,
            Arithmetic arithmetic,
            Map<Site, Interval> observed,
            Declarations text,
            FineLines fine,
            Diagnostics diagnostics) {
        int errors = diagnostics.errorCount();
        Findings findings = new Findings(spans, fallback, diagnostics);
        Quantiser quantiser = new Quantiser(image, arithmetic, observed, text, fine, findings);
        if (diagnostics.errorCount() > errors) {
            return null;
        }
        quantiser.settleCarriers();
        new SumChecks(quantiser.context, quantiser.chooser.facts()).check();
        Image result = quantiser.image();
        if (diagnostics.errorCount() > errors) {
            return null;
        }
        return new Quantised(result, quantiser.context, findings.constants());
    }

    /** Values that events and delay lines carry get their formats from the ranges of what is computed for them. */
    private void settleCarriers() {
        Map<Site, WordFormat> formats = new TreeMap<>(context.formats().all());
        Map<Site, Interval> ranges = new HashMap<>();
        Set<Site> open = new java.util.TreeSet<>(chooser.facts().payloads());
        open.addAll(chooser.facts().lines());
        open.removeIf(s -> hosted.contains(s.owner()));
        if (open.isEmpty()) {
            return;
        }
        // Until then what they carry is unknown, and what would be said of it wrong.
        ChipContext known = context;
        context = new ChipContext(image, known.formats(), arithmetic, fine, findings.muted());
        for (int g = 0; g < image.groups().size(); g++) {
            if (image.groups().get(g) instanceof Population p && !hosted.contains(g)) {
                for (Handler h : p.handlers()) {
                    chip(new Scope.OfGroup(g), h).observing(ranges).write();
                }
            }
        }
        for (Site site : open) {
            formats.put(site, chooser.carrier(ranges.getOrDefault(site, Interval.of(1))));
        }
        for (int g = 0; g < image.groups().size(); g++) {
            if (image.groups().get(g) instanceof Population p && !hosted.contains(g)) {
                for (int l = 0; l < p.lines().size(); l++) {
                    Site line = new Site(Site.Kind.LINE, g, l);
                    Site start = new Site(Site.Kind.NEURON, g, p.lines().get(l).initial());
                    formats.put(start, java.util.Objects.requireNonNull(formats.get(line)));
                }
            }
        }
        context = new ChipContext(image, known.formats().with(formats), arithmetic, fine, findings);
    }

    private Image image() {
        List<Group> groups = new ArrayList<>();
        for (int g = 0; g < image.groups().size(); g++) {
            groups.add(
                    switch (image.groups().get(g)) {
                        case Population p -> population(g, p);
                        case Stimulus s -> s;
                    });
        }
        List<Projection> projections = new ArrayList<>();
        for (int i = 0; i < image.projections().size(); i++) {
            projections.add(projection(i, image.projections().get(i)));
        }
        List<Probe> probes = image.probes().stream().map(this::probe).toList();
        List<GlobalValue> globals = new ArrayList<>();
        for (int c = 0; c < image.globals().size(); c++) {
            globals.add(global(c, image.globals().get(c)));
        }
        return new Image(
                image.name(),
                image.target(),
                image.dt(),
                image.seed(),
                image.stampEnd(),
                image.order(),
                groups,
                projections,
                probes,
                image.globalEvents(),
                globals,
                image.foreign(),
                context.tables(),
                context.counters(),
                image.origins(),
                image.hardware());
    }

    private Population population(int group, Population p) {
        Scope scope = new Scope.OfGroup(group);
        List<Field> fields = new ArrayList<>();
        for (int f = 0; f < p.fields().size(); f++) {
            fields.add(field(new Site(Site.Kind.NEURON, group, f), p.fields().get(f)));
        }
        List<Port> ports = new ArrayList<>();
        for (int i = 0; i < p.ports().size(); i++) {
            Port port = p.ports().get(i);
            Site site = new Site(Site.Kind.PORT, group, i);
            WordFormat format = context.formats().of(site);
            NumberFormat sum = format.number();
            boolean wraps = sum.overflow() == NumberFormat.Overflow.WRAP;
            ports.add(new Port(
                    port.name(),
                    port.opensAtTransmit(),
                    port.unit(),
                    port.scale() * format.step(),
                    new Type.Int(sum.bits(), sum.signed(), 0),
                    wraps ? Overflow.WRAP : Overflow.SATURATE,
                    context.counter(context.name(site) + " overflowed its " + sum.bits() + " bits", -1)));
        }
        List<Handler> handlers = new ArrayList<>();
        for (Handler h : p.handlers()) {
            Kernel kernel = hosted.contains(group)
                    ? new HostKernel(
                                    context,
                                    scope,
                                    payload(scope, h).map(Carrier::unit).orElse(1.0))
                            .write(h.kernel())
                    : chip(scope, h).write();
            handlers.add(new Handler(h.trigger(), h.stage(), h.phase(), h.per(), kernel));
        }
        return new Population(
                p.name(),
                p.model(),
                p.size(),
                p.rank(),
                fields,
                ports,
                p.events(),
                p.sent(),
                p.update(),
                p.lines(),
                host(scope, p.init()),
                host(scope, p.derive()),
                handlers);
    }

    private Projection projection(int index, Projection p) {
        Scope scope = new Scope.OfProjection(index);
        List<Field> fields = new ArrayList<>();
        for (int f = 0; f < p.fields().size(); f++) {
            fields.add(field(new Site(Site.Kind.SYNAPSE, index, f), p.fields().get(f)));
        }
        List<Handler> handlers = new ArrayList<>();
        for (Handler h : p.handlers()) {
            handlers.add(new Handler(
                    h.trigger(), h.stage(), h.phase(), h.per(), chip(scope, h).write()));
        }
        return new Projection(
                p.name(),
                p.label(),
                p.model(),
                p.source(),
                p.target(),
                p.connectivity(),
                p.site(),
                p.delay(),
                p.deliverLag(),
                fields,
                shared(Site.Kind.ROW, index, p.rows()),
                shared(Site.Kind.COLUMN, index, p.columns()),
                p.mirror(),
                host(scope, p.init()),
                host(scope, p.derive()),
                handlers);
    }

    private List<Shared> shared(Site.Kind kind, int projection, List<Shared> words) {
        List<Shared> result = new ArrayList<>();
        for (int f = 0; f < words.size(); f++) {
            Site site = new Site(kind, projection, f);
            WordFormat format = context.formats().of(site);
            double whole = format.whole(words.get(f).initial());
            double kept =
                    Math.clamp(whole, format.number().min(), format.number().max());
            result.add(new Shared(field(site, words.get(f).field()), kept));
        }
        return result;
    }

    private Field field(Site site, Field field) {
        Optional<WordFormat> format = context.formats().find(site);
        return format.isEmpty()
                ? field
                : new Field(
                        field.name(),
                        context.formats().type(site),
                        field.kind(),
                        field.unit(),
                        field.scale() * format.get().step());
    }

    private ChipKernel chip(Scope scope, Handler h) {
        return new ChipKernel(context, scope, h.trigger() instanceof Trigger.EveryTick, payload(scope, h), h.kernel());
    }

    private Optional<Carrier> payload(Scope scope, Handler h) {
        return switch (scope) {
            case Scope.OfGroup g -> context.carriers().payload(h.trigger(), g.index(), -1, -1);
            case Scope.OfProjection p -> {
                Projection projection = image.projections().get(p.index());
                yield context.carriers().payload(h.trigger(), -1, projection.source(), projection.target());
            }
        };
    }

    private Kernel host(Scope scope, Kernel kernel) {
        return new HostKernel(context, scope, 1).write(kernel);
    }

    private Probe probe(Probe probe) {
        return switch (probe) {
            case Probe.Events e -> e;
            case Probe.Values v -> new Probe.Values(v.name(), reader(v.reader()), v.period(), v.members());
        };
    }

    private Reader reader(Reader r) {
        return new Reader(r.name(), r.scope(), host(r.scope(), r.kernel()), r.unit(), r.scale());
    }

    private GlobalValue global(int cell, GlobalValue value) {
        GlobalValue.Source source = value.source() instanceof GlobalValue.Reduction r
                ? new GlobalValue.Reduction(
                        r.group(),
                        host(new Scope.OfGroup(r.group()), r.reader()),
                        r.members(),
                        r.operation(),
                        r.rank(),
                        r.period())
                : value.source();
        double unit = context.carriers().globalUnit(cell);
        return new GlobalValue(value.name(), source, value.unit(), value.scale() * unit);
    }
}
