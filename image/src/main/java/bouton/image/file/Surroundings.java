package bouton.image.file;

import bouton.image.ir.Type;
import bouton.image.ir.Word;
import bouton.image.net.Field;
import bouton.image.net.Group;
import bouton.image.net.Image;
import bouton.image.net.Per;
import bouton.image.net.Population;
import bouton.image.net.Port;
import bouton.image.net.Projection;
import bouton.image.net.Scope;
import bouton.image.net.Shared;
import bouton.image.net.Stimulus;
import java.util.List;

/**
 * What a kernel can name.
 *
 * @param per for what it runs once: for an instance, or for a source or target of a projection
 * @param synapse whether the instances are synapses; only then do {@code pre} and {@code post} say anything
 * @param self fields of the instance
 * @param pre fields of a synapse's source
 * @param post fields of a synapse's target
 * @param rows fields of the projection that are kept once for each source
 * @param columns fields of the projection that are kept once for each target
 * @param ports of the neuron, or of a synapse's target
 * @param events of the neuron
 * @param lines number of delay lines of the neuron's population
 * @param tasks number of tasks that a neuron can defer
 * @param mirrored whether there is an opposite synapse to read
 * @param sent number of values that a synapse's source sends
 */
record Surroundings(
        Image image,
        Per per,
        boolean synapse,
        List<Field> self,
        List<Field> pre,
        List<Field> post,
        List<Field> rows,
        List<Field> columns,
        List<Port> ports,
        List<String> events,
        int sent,
        int lines,
        int tasks,
        boolean mirrored) {

    static Surroundings of(Image image, Scope scope) {
        return switch (scope) {
            case Scope.OfGroup(int index) -> of(image, image.groups().get(index));
            case Scope.OfProjection(int index) -> of(image, image.projections().get(index));
        };
    }

    static Surroundings of(Image image, Group group) {
        List<Port> ports = switch (group) {
            case Population p -> p.ports();
            case Stimulus s -> List.of();
        };
        int lines = group instanceof Population p ? p.lines().size() : 0;
        int tasks = group instanceof Population p ? p.tasks() : 0;
        return new Surroundings(
                image,
                Per.INSTANCE,
                false,
                fields(group),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                ports,
                group.events(),
                0,
                lines,
                tasks,
                false);
    }

    static Surroundings of(Image image, Projection projection) {
        Group source = image.groups().get(projection.source());
        Population target = image.population(projection.target());
        return new Surroundings(
                image,
                Per.INSTANCE,
                true,
                projection.fields(),
                fields(source),
                target.fields(),
                fields(projection.rows()),
                fields(projection.columns()),
                target.ports(),
                List.of(),
                source.sent().size(),
                0,
                0,
                projection.mirror().isPresent());
    }

    /** Around a handler that runs once for each source or target of a projection: it has the words there and nothing else. */
    static Surroundings of(Image image, Projection projection, Per per) {
        List<Field> none = List.of();
        return switch (per) {
            case INSTANCE -> of(image, projection);
            case SOURCE -> alone(image, per, fields(projection.rows()), none);
            case TARGET -> alone(image, per, none, fields(projection.columns()));
        };
    }

    private static Surroundings alone(Image image, Per per, List<Field> rows, List<Field> columns) {
        return new Surroundings(
                image, per, false, List.of(), List.of(), List.of(), rows, columns, List.of(), List.of(), 0, 0, 0,
                false);
    }

    /** Whose words the kernel may store. */
    Word.Space own() {
        return switch (per) {
            case INSTANCE -> Word.Space.SELF;
            case SOURCE -> Word.Space.ROW;
            case TARGET -> Word.Space.COLUMN;
        };
    }

    List<Field> fields(Word.Space space) {
        return switch (space) {
            case SELF -> self;
            case PRE -> pre;
            case POST -> post;
            case ROW -> rows;
            case COLUMN -> columns;
        };
    }

    private static List<Field> fields(List<Shared> words) {
        return words.stream().map(Shared::field).toList();
    }

    /** A stimulus has one field, its level. */
    static List<Field> fields(Group group) {
        return switch (group) {
            case Population p -> p.fields();
            case Stimulus s -> List.of(new Field("level", Type.F64, Field.Kind.STATE, s.unit(), s.scale()));
        };
    }
}
