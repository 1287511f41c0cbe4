package bouton.image.listing;

import bouton.image.ir.Kernel;
import bouton.image.ir.Type;
import bouton.image.net.Counter;
import bouton.image.net.Field;
import bouton.image.net.Foreign;
import bouton.image.net.GlobalEvent;
import bouton.image.net.Group;
import bouton.image.net.Handler;
import bouton.image.net.Image;
import bouton.image.net.Per;
import bouton.image.net.Population;
import bouton.image.net.Port;
import bouton.image.net.Probe;
import bouton.image.net.Projection;
import bouton.image.net.Reader;
import bouton.image.net.Scope;
import bouton.image.net.Shared;
import bouton.image.net.Stage;
import bouton.image.net.Stimulus;
import bouton.image.net.Table;
import bouton.image.net.Trigger;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The text of an image: all of it but the values of its tables and long lists. */
public final class Listing {
    private final Image image;
    private final Page page;

    private Listing(Image image) {
        this.image = image;
        this.page = new Page(image.origins());
    }

    /** The whole image; the lines end with LF. */
    public static String of(Image image) {
        Listing listing = new Listing(image);
        listing.write();
        return listing.page.toString();
    }

    /** One kernel that is for the instances of the scope; the lines end with LF. */
    public static String kernel(Image image, Scope scope, Kernel kernel) {
        Listing listing = new Listing(image);
        listing.page.line(KernelListing.title(kernel));
        new KernelListing(listing.page, Names.of(image, scope)).body(kernel);
        return listing.page.toString();
    }

    private void write() {
        summary();
        for (int i = 0; i < image.groups().size(); i++) {
            page.gap();
            switch (image.groups().get(i)) {
                case Population p -> population(i, p);
                case Stimulus s -> stimulus(i, s);
            }
        }
        for (int i = 0; i < image.projections().size(); i++) {
            page.gap();
            projection(i, image.projections().get(i));
        }
        for (Foreign f : image.foreign()) {
            page.gap();
            foreign(f);
        }
        for (Probe probe : image.probes()) {
            page.gap();
            probe(probe);
        }
        data();
        if (image.hardware().isPresent()) {
            page.gap();
            new HardwareListing(image, page).write();
        }
    }

    private void summary() {
        page.line("network " + image.name() + " for " + image.target());
        page.line("dt " + image.dt() + " ms, seed " + image.seed() + ", events carry the "
                + (image.stampEnd() ? "end" : "start") + " of their tick");
        page.line("stages " + image.order().stream().map(Listing::lower).collect(Collectors.joining(" ")));
        long neurons = 0;
        int populations = 0;
        for (Group g : image.groups()) {
            if (g instanceof Population p) {
                populations++;
                neurons += p.size();
            }
        }
        page.line(Phrases.count(populations, "population") + " with " + Phrases.count(neurons, "neuron") + ", "
                + (image.groups().size() - populations) + " stimuli, "
                + Phrases.count(image.projections().size(), "projection") + ", "
                + Phrases.count(image.probes().size(), "probe"));
    }

    private void stimulus(int index, Stimulus s) {
        page.line("group " + index + ": stimulus " + s.name() + ", " + Phrases.count(s.size(), "source"));
        page.indented(() -> {
            page.line("level " + Phrases.unit(s.unit(), s.scale()));
            page.line("at first " + Phrases.input(s.initial()));
            if (s.single()) {
                page.line("at most one event in a tick");
            }
        });
    }

    private static String accumulator(Port port, Names names) {
        if (port.type() instanceof Type.Float64) {
            return "";
        }
        return ", adds in " + port.type() + " " + lower(port.overflow())
                + (port.counter() == -1 ? "" : ", counter " + names.counter(port.counter()));
    }

    private void population(int index, Population p) {
        page.line("group " + index + ": population " + p.name() + ", " + Phrases.count(p.size(), "neuron") + " of "
                + p.model() + ", rank " + p.rank());
        Names names = Names.of(image, p);
        page.indented(() -> {
            fields(p.fields());
            for (Port port : p.ports()) {
                page.line("port " + port.name() + " " + Phrases.unit(port.unit(), port.scale()) + ", opens in "
                        + lower(port.opensAtTransmit() ? Stage.TRANSMIT : Stage.DELIVER) + accumulator(port, names));
            }
            if (!p.events().isEmpty()) {
                page.line("emits " + String.join(" ", p.events()));
            }
            if (!p.sent().isEmpty()) {
                page.line("sends " + p.sent().stream().map(names::field).collect(Collectors.joining(" ")));
            }
            kernel("init", p.init(), names);
            kernel("derive", p.derive(), names);
            for (Handler h : p.handlers()) {
                handler(h, names, names, names);
            }
        });
    }

    private void projection(int index, Projection p) {
        Group source = image.groups().get(p.source());
        Group target = image.groups().get(p.target());
        page.line("projection " + index + ": " + p.name() + ", of " + p.model());
        Names names = Names.of(image, p);
        page.indented(() -> {
            page.line("label " + p.label());
            page.line("from " + source.name() + " to " + target.name() + ", " + Phrases.connectivity(p.connectivity())
                    + ", site " + HexFormat.of().toHexDigits(p.site()));
            page.line("delay " + Phrases.lag(p.delay(), names));
            if (!p.deliverLag().isNone()) {
                page.line("delivers from learn " + Phrases.lag(p.deliverLag(), names) + " later");
            }
            fields(p.fields());
            shared("each source", p.rows());
            shared("each target", p.columns());
            kernel("init", p.init(), names);
            kernel("derive", p.derive(), names);
            for (Handler h : p.handlers()) {
                handler(h, names, Names.of(image, source), Names.of(image, target));
            }
        });
    }

    private void foreign(Foreign f) {
        String moment = f.period() > 0
                ? "every " + Phrases.ticks(f.period())
                : "on event "
                        + Names.at(
                                image.globalEvents().stream()
                                        .map(GlobalEvent::name)
                                        .toList(),
                                f.event());
        page.line("foreign neuron " + f.name() + ": " + f.implementation() + ", steps " + moment);
        List<String> groups = image.groups().stream().map(Group::name).toList();
        page.indented(() -> {
            f.inputs().forEach(i -> page.line("takes " + Names.at(groups, i.group())));
            f.outputs().forEach(o -> page.line("writes " + Names.at(groups, o)));
        });
    }

    private void fields(List<Field> fields) {
        fields.forEach(f -> page.line(field(f)));
    }

    private static String field(Field f) {
        return lower(f.kind()) + " " + f.name() + " " + f.type() + " " + Phrases.unit(f.unit(), f.scale());
    }

    private void shared(String owner, List<Shared> words) {
        words.forEach(w -> page.line(field(w.field()) + ", one for " + owner + ", at first " + w.initial()));
    }

    private void handler(Handler h, Names own, Names source, Names target) {
        Trigger t = h.trigger();
        String per = h.per() == Per.INSTANCE ? "" : ", per " + lower(h.per());
        kernel(
                lower(h.stage()) + " " + h.phase() + ", " + Phrases.trigger(t, own, source, target) + per + ":",
                h.kernel(),
                own);
    }

    private void kernel(String what, Kernel kernel, Names names) {
        if (kernel.equals(Kernel.NOTHING)) {
            return;
        }
        page.line(what + " " + KernelListing.title(kernel));
        new KernelListing(page, names).body(kernel);
    }

    private void probe(Probe probe) {
        switch (probe) {
            case Probe.Events p -> {
                Group group = image.groups().get(p.group());
                page.line("probe " + p.name() + ": events " + Names.at(group.events(), p.event()) + " of "
                        + group.name() + ", " + Phrases.members(p.members()));
            }
            case Probe.Values p -> {
                Reader r = p.reader();
                page.line("probe " + p.name() + ": " + r.name() + " of " + scope(r.scope()) + " in "
                        + Phrases.unit(r.unit(), r.scale()) + ", every " + Phrases.ticks(p.period()) + ", "
                        + Phrases.members(p.members()));
                page.indented(() -> kernel("reader", r.kernel(), Names.of(image, r.scope())));
            }
        }
    }

    private String scope(Scope scope) {
        return switch (scope) {
            case Scope.OfGroup(int g) -> image.groups().get(g).name();
            case Scope.OfProjection(int p) -> image.projections().get(p).label();
        };
    }

    private void data() {
        if (!image.globalEvents().isEmpty()
                || !image.globals().isEmpty()
                || !image.tables().isEmpty()
                || !image.counters().isEmpty()) {
            page.gap();
        }
        image.globalEvents().forEach(e -> page.line("event " + e.name()));
        image.globals().forEach(g -> page.line("global value " + g.name()));
        for (Table t : image.tables()) {
            page.line("table " + t.name() + ", " + t.rows() + " x " + t.columns());
        }
        for (Counter c : image.counters()) {
            page.line("counter \"" + c.what() + "\"", c.at());
        }
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
