package bouton.compiler;

import bouton.compiler.quantise.Site;
import bouton.dsl.chip.NumberFormat;
import bouton.dsl.model.Model;
import bouton.dsl.model.Network;
import bouton.dsl.model.Representation;
import bouton.image.net.Field;
import bouton.image.net.Image;
import java.util.Optional;

/** The number formats that a network's models ask for with {@code @bits}, {@code @round}, {@code @wrap} and {@code @saturate}. */
final class Wishes {
    private final Network network;
    private final Image image;

    Wishes(Network network, Image image) {
        this.network = network;
        this.image = image;
    }

    /** The chip's format with what the text says instead. */
    NumberFormat format(Site site, NumberFormat chip) {
        Representation wish = find(site).orElse(Representation.OPEN);
        NumberFormat bits = wish.bits().map(chip::withBits).orElse(chip);
        NumberFormat rounded = wish.rounding().map(bits::withRounding).orElse(bits);
        return wish.overflow().map(rounded::withOverflow).orElse(rounded);
    }

    private Optional<Representation> find(Site site) {
        return switch (site.kind()) {
            case NEURON ->
                network.groups().get(site.owner()) instanceof Network.PopulationDef p
                        ? named(
                                p.model(),
                                image.population(site.owner()).fields().get(site.index()))
                        : Optional.empty();
            case SYNAPSE -> named(projection(site), image.projections().get(site.owner()).fields().get(site.index()));
            case ROW ->
                named(
                        projection(site),
                        image.projections().get(site.owner()).rows().get(site.index()).field());
            case COLUMN ->
                named(
                        projection(site),
                        image.projections().get(site.owner()).columns().get(site.index()).field());
            case PORT ->
                network.groups().get(site.owner()) instanceof Network.PopulationDef p
                        ? Optional.of(p.model().ports().get(site.index()).representation())
                        : Optional.empty();
            case PAYLOAD, LEVEL, GLOBAL, LINE -> Optional.empty();
        };
    }

    private Model projection(Site site) {
        return network.projections().get(site.owner()).model();
    }

    private static Optional<Representation> named(Model model, Field field) {
        int variable = model.variable(field.name());
        if (variable >= 0) {
            return Optional.of(model.variables().get(variable).representation());
        }
        int param = model.param(field.name());
        return param >= 0 ? Optional.of(model.params().get(param).representation()) : Optional.empty();
    }
}
