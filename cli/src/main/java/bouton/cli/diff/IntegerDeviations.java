package bouton.cli.diff;

import bouton.compiler.Compiled;
import bouton.compiler.quantise.Quantised;
import bouton.compiler.quantise.Site;
import bouton.image.net.Field;
import bouton.image.net.Image;
import bouton.image.net.Scope;
import bouton.image.net.Shared;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where an image of integers departs from its text: the steps of its words, and its constants. */
public final class IntegerDeviations implements Deviations {
    private final Image image;
    private final Quantised quantised;

    private IntegerDeviations(Image image, Quantised quantised) {
        this.image = image;
        this.quantised = quantised;
    }

    /** Those of an image, whatever kind of chip it is for; none of one in float64. */
    public static Deviations of(Compiled compiled) {
        return compiled.quantised()
                .<Deviations>map(q -> new IntegerDeviations(compiled.image(), q))
                .or(() -> MachineDeviations.of(compiled))
                .orElse(Deviations.NONE);
    }

    @Override
    public Optional<WordFormat> format(Scope scope, String name) {
        return site(scope, name)
                .map(quantised.formats()::get)
                .map(f -> new WordFormat(
                        f.step(), f.reach().lo(), f.reach().hi(), f.number().toString()));
    }

    private Optional<Site> site(Scope scope, String name) {
        return switch (scope) {
            case Scope.OfGroup g ->
                image.groups().get(g.index()) instanceof bouton.image.net.Population p
                        ? numbered(Site.Kind.NEURON, g.index(), p.fields(), name)
                        : Optional.empty();
            case Scope.OfProjection p -> {
                bouton.image.net.Projection projection = image.projections().get(p.index());
                yield numbered(Site.Kind.SYNAPSE, p.index(), projection.fields(), name)
                        .or(() -> numbered(Site.Kind.ROW, p.index(), fields(projection.rows()), name))
                        .or(() -> numbered(Site.Kind.COLUMN, p.index(), fields(projection.columns()), name));
            }
        };
    }

    private static List<Field> fields(List<Shared> words) {
        return words.stream().map(Shared::field).toList();
    }

    private static Optional<Site> numbered(Site.Kind kind, int owner, List<Field> fields, String name) {
        for (int f = 0; f < fields.size(); f++) {
            if (fields.get(f).name().equals(name)) {
                return Optional.of(new Site(kind, owner, f));
            }
        }
        return Optional.empty();
    }

    @Override
    public List<Constant> constants() {
        List<Constant> result = new ArrayList<>();
        for (Quantised.Constant c : quantised.constants()) {
            if (c.at() >= 0) {
                result.add(new Constant(image.origins().get(c.at()), c.wanted(), c.got()));
            }
        }
        return result;
    }
}
