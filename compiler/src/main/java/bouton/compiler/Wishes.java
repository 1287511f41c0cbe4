package bouton.compiler;

import bouton.compiler.quantise.Declarations;
import bouton.compiler.quantise.Site;
import bouton.dsl.chip.NumberFormat;
import bouton.dsl.model.Model;
import bouton.dsl.model.Network;
import bouton.dsl.model.Representation;
import bouton.dsl.source.Span;
import bouton.image.net.Field;
import bouton.image.net.Image;
import java.util.Optional;
import java.util.function.Function;

/**
 * The number formats that a network's models ask for with {@code @bits}, {@code @round}, {@code @wrap} and {@code @saturate}, and
 * where their words are declared.
 */
final class Wishes implements Declarations {
    private final Network network;
    private final Image image;

    Wishes(Network network, Image image) {
        this.network = network;
        this.image = image;
    }

    @Override
    public NumberFormat format(Site site, NumberFormat chip) {
        Representation wish = find(site).orElse(Representation.OPEN);
        NumberFormat bits = wish.bits().map(chip::withBits).orElse(chip);
        NumberFormat rounded = wish.rounding().map(bits::withRounding).orElse(bits);
        return wish.overflow().map(rounded::withOverflow).orElse(rounded);
    }

    private Optional<Representation> find(Site site) {
        if (site.kind() == Site.Kind.PORT) {
            return port(site).map(Model.Port::representation);
        }
        return word(site)
                .flatMap(w -> named(w.model(), w.field(), Model.Variable::representation, Model.Param::representation));
    }

    @Override
    public Optional<Span> span(Site site) {
        return switch (site.kind()) {
            case PORT -> port(site).map(Model.Port::span);
            case PAYLOAD, LEVEL ->
                Optional.of(network.groups().get(site.owner()).span());
            case EVENT -> Optional.of(network.events().get(site.index()).span());
            case GLOBAL -> Optional.of(network.globals().get(site.index()).span());
            case NEURON, SYNAPSE, ROW, COLUMN, LINE ->
                word(site)
                        .flatMap(w -> named(w.model(), w.field(), Model.Variable::span, Model.Param::span)
                                .or(() -> out(w)));
        };
    }

    /** The word of an `out` that is no variable. */
    private static Optional<Span> out(Word w) {
        return w.model().outs().stream()
                .filter(o -> w.field().name().equals("$out." + o.name()))
                .map(Model.Out::span)
                .findFirst();
    }

    private record Word(Model model, Field field) {}

    private Optional<Word> word(Site site) {
        return switch (site.kind()) {
            case NEURON -> population(site).map(p -> new Word(p.model(), site.field(image)));
            case SYNAPSE, ROW, COLUMN ->
                Optional.of(new Word(network.projections().get(site.owner()).model(), site.field(image)));
            case PORT, PAYLOAD, LEVEL, GLOBAL, EVENT, LINE -> Optional.empty();
        };
    }

    private Optional<Network.PopulationDef> population(Site site) {
        return network.groups().get(site.owner()) instanceof Network.PopulationDef p
                ? Optional.of(p)
                : Optional.empty();
    }

    private Optional<Model.Port> port(Site site) {
        return population(site).map(p -> p.model().ports().get(site.index()));
    }

    private static <T> Optional<T> named(
            Model model, Field field, Function<Model.Variable, T> ofVariable, Function<Model.Param, T> ofParam) {
        int variable = model.variable(field.name());
        if (variable >= 0) {
            return Optional.of(ofVariable.apply(model.variables().get(variable)));
        }
        int param = model.param(field.name());
        return param >= 0 ? Optional.of(ofParam.apply(model.params().get(param))) : Optional.empty();
    }
}
