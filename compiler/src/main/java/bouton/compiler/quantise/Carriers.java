package bouton.compiler.quantise;

import bouton.dsl.chip.NumberFormat;
import bouton.image.net.GlobalEvent;
import bouton.image.net.GlobalValue;
import bouton.image.net.Image;
import bouton.image.net.Population;
import bouton.image.net.Trigger;
import java.util.Optional;

/** How the engine carries a value from one kernel to another. */
final class Carriers {
    /** How often an event counts: as many arrivals in one tick as a byte holds. */
    private static final WordFormat COUNT = new WordFormat(
            new NumberFormat(8, false, 0, NumberFormat.Overflow.SATURATE, NumberFormat.Rounding.NEAREST, false),
            1,
            Interval.ALL,
            WordFormat.Reason.FORMAT);

    private final Image image;
    private final Formats formats;

    Carriers(Image image, Formats formats) {
        this.image = image;
        this.formats = formats;
    }

    /** A value of the network; empty if nothing says how large it becomes. */
    Optional<Carrier> global(int cell) {
        GlobalValue value = image.globals().get(cell);
        if (value.source() instanceof GlobalValue.Sent sent && image.groups().get(sent.group()) instanceof Population) {
            Optional<WordFormat> word = formats.find(new Site(Site.Kind.NEURON, sent.group(), sent.field()));
            if (word.isPresent()) {
                return word.map(Carrier.Whole::new);
            }
        }
        return formats.find(new Site(Site.Kind.GLOBAL, 0, cell))
                .map(f -> new Carrier.Real(f, unit(value.source()), value.name()));
    }

    /** What 1 of a value of the network stands for, as the engine has it. */
    double globalUnit(int cell) {
        GlobalValue.Source source = image.globals().get(cell).source();
        return source instanceof GlobalValue.Sent
                ? global(cell).map(Carrier::unit).orElse(1.0)
                : unit(source);
    }

    /** Traces add up what their events carry. */
    private double unit(GlobalValue.Source source) {
        return switch (source) {
            case GlobalValue.Trace t -> payloadUnit(t.group(), t.event());
            case GlobalValue.EventTrace t -> eventUnit(t.event());
            case GlobalValue.Sent s -> 1;
            case GlobalValue.Reduction r -> 1;
        };
    }

    /** What 1 of the payload of an event of the network stands for, whoever emits it. */
    double eventUnit(int event) {
        GlobalEvent e = image.globalEvents().get(event);
        return e.group() < 0 ? 1 : payloadUnit(e.group(), e.event());
    }

    private double payloadUnit(int group, int event) {
        return formats.find(new Site(Site.Kind.PAYLOAD, group, event))
                .map(WordFormat::step)
                .orElse(1.0);
    }

    /**
     * The value that comes with a trigger; empty if nothing says how large it becomes.
     *
     * @param group the population whose handler it is, -1 for a projection's
     * @param source group whose events a projection's handler follows
     * @param target likewise
     */
    Optional<Carrier> payload(Trigger trigger, int group, int source, int target) {
        return switch (trigger) {
            case Trigger.Arrival a ->
                formats.find(new Site(Site.Kind.PORT, group, a.port())).map(Carrier.Whole::new);
            case Trigger.PreEvent e -> event(source, e.event());
            case Trigger.PostEvent e -> event(target, e.event());
            case Trigger.OwnEvent e -> event(group, e.event());
            case Trigger.Global g -> globalEvent(g.event());
            case Trigger.EveryTick t -> count("ticks");
            case Trigger.Every t -> count("ticks");
            case Trigger.Due t -> count("ticks");
        };
    }

    private Optional<Carrier> event(int group, int event) {
        Optional<WordFormat> format = formats.find(new Site(Site.Kind.PAYLOAD, group, event));
        String name = image.groups().get(group).name();
        return format.isPresent() ? format.map(Carrier.Whole::new) : count("events of " + name + " in one tick");
    }

    /** Without a payload an event of a population counts once, one of a stimulus as often as it came. */
    private static Optional<Carrier> count(String what) {
        return Optional.of(new Carrier.Real(COUNT, 1, what));
    }

    private Optional<Carrier> globalEvent(int event) {
        GlobalEvent e = image.globalEvents().get(event);
        Optional<WordFormat> wired =
                e.group() < 0 ? Optional.empty() : formats.find(new Site(Site.Kind.PAYLOAD, e.group(), e.event()));
        return wired.<Carrier>map(Carrier.Whole::new)
                .or(() -> formats.find(new Site(Site.Kind.EVENT, 0, event))
                        .map(f -> new Carrier.Real(f, 1, "what comes with " + e.name())));
    }
}
