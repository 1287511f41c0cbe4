package bouton.cli.diff;

import bouton.compiler.Compiled;
import bouton.compiler.quantise.Quantised;
import bouton.compiler.quantise.Site;
import bouton.image.net.Field;
import bouton.image.net.Image;
import bouton.image.net.Projection;
import bouton.image.net.Scope;
import java.util.List;
import java.util.Optional;

/** What the quantiser of a chip's integers says of an image. */
final class QuantisedDeviations implements Deviations {
    private final Image image;
    private final Quantised quantised;

    QuantisedDeviations(Compiled compiled, Quantised quantised) {
        this.image = compiled.image();
        this.quantised = quantised;
    }

    @Override
    public Optional<WordFormat> format(Scope scope, String name) {
        return site(scope, name)
                .map(quantised.formats()::get)
                .map(f -> new WordFormat(
                        f.step(),
                        f.reach().lo(),
                        f.reach().hi(),
                        f.number().toString()));
    }

    private Optional<Site> site(Scope scope, String name) {
        return switch (scope) {
            case Scope.OfGroup g ->
                site(Site.Kind.NEURON, g.index(), image.population(g.index()).fields(), name);
            case Scope.OfProjection p -> {
                Projection projection = image.projections().get(p.index());
                List<Field> rows =
                        projection.rows().stream().map(r -> r.field()).toList();
                List<Field> columns =
                        projection.columns().stream().map(c -> c.field()).toList();
                yield site(Site.Kind.SYNAPSE, p.index(), projection.fields(), name)
                        .or(() -> site(Site.Kind.ROW, p.index(), rows, name))
                        .or(() -> site(Site.Kind.COLUMN, p.index(), columns, name));
            }
        };
    }

    private static Optional<Site> site(Site.Kind kind, int owner, List<Field> fields, String name) {
        for (int k = 0; k < fields.size(); k++) {
            if (fields.get(k).name().equals(name)) {
                return Optional.of(new Site(kind, owner, k));
            }
        }
        return Optional.empty();
    }

    @Override
    public List<Constant> constants() {
        return quantised.constants().stream()
                .filter(c -> c.at() >= 0)
                .map(c -> new Constant(image.origins().get(c.at()), c.wanted(), c.got()))
                .toList();
    }
}
