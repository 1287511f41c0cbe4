package bouton.emulator.interpret;

import bouton.emulator.state.Columns;
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
 * What the kernels of a group or a projection may name.
 *
 * @param name of the group or projection, for messages
 * @param own whose words its instances have for themselves
 * @param self fields of the instance
 * @param pre fields of a synapse's source, empty for neurons
 * @param post fields of a synapse's target, empty for neurons
 * @param rows fields that the synapses of a source share, empty for neurons
 * @param columns fields that the synapses of a target share, empty for neurons
 * @param ports that {@code PortSum} may read
 * @param events number of events that {@code Emit} may emit
 * @param targetPorts that {@code Deliver} may deliver to
 * @param outs number of values that {@code Arrived} may read
 * @param lines number of delay lines
 * @param tasks number of tasks that may be deferred
 * @param narrow whether words of the instances take as few bytes as they can
 */
public record LinkScope(
        String name,
        Word.Space own,
        List<Field> self,
        List<Field> pre,
        List<Field> post,
        List<Field> rows,
        List<Field> columns,
        List<Port> ports,
        int events,
        List<Port> targetPorts,
        int outs,
        int lines,
        int tasks,
        boolean narrow) {
    private static final List<Field> LEVEL = List.of(new Field("level", Type.F64, Field.Kind.STATE, "1", 1));

    static LinkScope of(Image image, Scope scope) {
        return switch (scope) {
            case Scope.OfGroup g -> ofGroup(image.groups().get(g.index()));
            case Scope.OfProjection p -> ofProjection(image, image.projections().get(p.index()));
        };
    }

    private static LinkScope ofGroup(Group group) {
        List<Port> ports = group instanceof Population p ? p.ports() : List.of();
        int events = group instanceof Population ? group.events().size() : 0;
        int lines = group instanceof Population p ? p.lines().size() : 0;
        int tasks = group instanceof Population p ? p.tasks() : 0;
        List<Field> none = List.of();
        return new LinkScope(
                group.name(),
                Word.Space.SELF,
                fields(group),
                none,
                none,
                none,
                none,
                ports,
                events,
                List.of(),
                0,
                lines,
                tasks,
                false);
    }

    private static LinkScope ofProjection(Image image, Projection projection) {
        Group source = image.groups().get(projection.source());
        Population target = image.population(projection.target());
        return new LinkScope(
                projection.name(),
                Word.Space.SELF,
                projection.fields(),
                fields(source),
                target.fields(),
                fields(projection.rows()),
                fields(projection.columns()),
                List.of(),
                0,
                target.ports(),
                source.sent().size(),
                0,
                0,
                true);
    }

    /** What the sources or the targets of a projection have: their shared words, and nothing else. */
    static LinkScope ofShared(Projection projection, Per per) {
        List<Field> none = List.of();
        return switch (per) {
            case INSTANCE -> throw new IllegalArgumentException("a synapse of " + projection.name() + " is no end");
            case SOURCE -> {
                List<Field> rows = fields(projection.rows());
                yield shared(projection, Word.Space.ROW, rows, none);
            }
            case TARGET -> {
                List<Field> columns = fields(projection.columns());
                yield shared(projection, Word.Space.COLUMN, none, columns);
            }
        };
    }

    private static LinkScope shared(Projection projection, Word.Space own, List<Field> rows, List<Field> columns) {
        List<Field> none = List.of();
        List<Port> noPorts = List.of();
        return new LinkScope(
                projection.name(), own, none, none, none, rows, columns, noPorts, 0, noPorts, 0, 0, 0, false);
    }

    private static List<Field> fields(List<Shared> words) {
        return words.stream().map(Shared::field).toList();
    }

    /** A word as the frame has it: what the instances have for themselves is their own, whatever it is called elsewhere. */
    public Word here(Word word) {
        return word.space() == own ? Word.self(word.field()) : word;
    }

    /** Fields of a group; a stimulus has its level. */
    static List<Field> fields(Group group) {
        return switch (group) {
            case Population p -> p.fields();
            case Stimulus s -> LEVEL;
        };
    }

    /** How the words of a field are stored. */
    public Columns.Storage storage(Word word) {
        Type type = field(word).type();
        return narrow && word.space() == Word.Space.SELF ? Columns.Storage.narrow(type) : Columns.Storage.of(type);
    }

    /** The field that a word names. */
    public Field field(Word word) {
        List<Field> fields = switch (word.space()) {
            case SELF -> self;
            case PRE -> pre;
            case POST -> post;
            case ROW -> rows;
            case COLUMN -> columns;
        };
        return fields.get(check(word.field(), fields.size(), word.space() + " field"));
    }

    /** {@code number}, if it is that of one of some ports, and the port has a type. */
    public int port(List<Port> among, int number, Type type) {
        Type theirs = among.get(check(number, among.size(), "port")).type();
        if (!theirs.equals(type)) {
            throw new IllegalArgumentException(name + " takes port " + number + ", a " + theirs + ", for a " + type);
        }
        return number;
    }

    /** {@code number}, if there are that many things. */
    public int check(int number, int count, String what) {
        if (number < 0 || number >= count) {
            throw new IllegalArgumentException(name + " has no " + what + " " + number);
        }
        return number;
    }
}
