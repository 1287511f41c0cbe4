package bouton.compiler.quantise;

import bouton.image.net.GlobalValue;
import bouton.image.net.Image;
import bouton.image.net.Population;
import bouton.image.net.Trigger;
import java.util.Optional;

/** In what format the engine carries a value from one kernel to another. */
final class Carriers {
    private Carriers() {}

    /** A value of the network that is a word of a population; empty for what the engine computes in float64. */
    static Optional<WordFormat> global(Image image, Formats formats, int cell) {
        return image.globals().get(cell).source() instanceof GlobalValue.Sent sent
                        && image.groups().get(sent.group()) instanceof Population
                ? formats.find(new Site(Site.Kind.NEURON, sent.group(), sent.field()))
                : Optional.empty();
    }

    /**
     * The value that comes with a trigger; empty for a plain number, such as that of the events of a stimulus in a tick.
     *
     * @param group the population whose handler it is, -1 for a projection's
     */
    static Optional<WordFormat> payload(
            Image image, Formats formats, Trigger trigger, int group, int source, int target) {
        return switch (trigger) {
            case Trigger.Arrival a -> formats.find(new Site(Site.Kind.PORT, group, a.port()));
            case Trigger.PreEvent e -> formats.find(new Site(Site.Kind.PAYLOAD, source, e.event()));
            case Trigger.PostEvent e -> formats.find(new Site(Site.Kind.PAYLOAD, target, e.event()));
            case Trigger.OwnEvent e -> formats.find(new Site(Site.Kind.PAYLOAD, group, e.event()));
            case Trigger.EveryTick t -> Optional.empty();
            case Trigger.Every t -> Optional.empty();
            case Trigger.Due t -> Optional.empty();
            case Trigger.Global t -> Optional.empty();
        };
    }
}
