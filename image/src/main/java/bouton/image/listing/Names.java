package bouton.image.listing;

import bouton.image.ir.Word;
import bouton.image.net.Field;
import bouton.image.net.Group;
import bouton.image.net.Image;
import bouton.image.net.Population;
import bouton.image.net.Port;
import bouton.image.net.Projection;
import bouton.image.net.Scope;
import bouton.image.net.Shared;
import bouton.image.net.Stimulus;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** What the numbers in kernels of one scope stand for. A number that stands for nothing is shown as {@code #7}. */
final class Names {
    private final Image image;
    private final List<String> self;
    private final List<String> pre;
    private final List<String> post;
    private final List<String> rows;
    private final List<String> columns;
    private final List<String> ports;
    private final List<String> events;
    private final List<String> sent;

    private Names(
            Image image,
            List<String> self,
            List<String> pre,
            List<String> post,
            List<String> rows,
            List<String> columns,
            List<String> ports,
            List<String> events,
            List<String> sent) {
        this.image = image;
        this.self = self;
        this.pre = pre;
        this.post = post;
        this.rows = rows;
        this.columns = columns;
        this.ports = ports;
        this.events = events;
        this.sent = sent;
    }

    static Names of(Image image, Scope scope) {
        return switch (scope) {
            case Scope.OfGroup(int index) -> of(image, image.groups().get(index));
            case Scope.OfProjection(int index) -> of(image, image.projections().get(index));
        };
    }

    static Names of(Image image, Group group) {
        List<String> none = List.of();
        return new Names(image, fields(group), none, none, none, none, ports(group), group.events(), none);
    }

    static Names of(Image image, Projection p) {
        Group source = image.groups().get(p.source());
        Group target = image.groups().get(p.target());
        List<String> sourceFields = fields(source);
        List<String> sent = source.sent().stream().map(f -> at(sourceFields, f)).toList();
        List<String> self = p.fields().stream().map(Field::name).toList();
        return new Names(
                image,
                self,
                sourceFields,
                fields(target),
                names(p.rows()),
                names(p.columns()),
                ports(target),
                List.of(),
                sent);
    }

    String word(Word word) {
        List<String> fields = switch (word.space()) {
            case SELF -> self;
            case PRE -> pre;
            case POST -> post;
            case ROW -> rows;
            case COLUMN -> columns;
        };
        return word.space().name().toLowerCase(Locale.ROOT) + "." + at(fields, word.field());
    }

    /** A field of the instance itself. */
    String field(int index) {
        return at(self, index);
    }

    String port(int index) {
        return at(ports, index);
    }

    String event(int index) {
        return at(events, index);
    }

    String sent(int index) {
        return at(sent, index);
    }

    String global(int index) {
        return at(image.globals(), index, g -> g.name());
    }

    String globalEvent(int index) {
        return at(image.globalEvents(), index, e -> e.name());
    }

    String table(int index) {
        return at(image.tables(), index, t -> t.name());
    }

    String counter(int index) {
        return at(image.counters(), index, c -> "\"" + c.what() + "\"");
    }

    static String at(List<String> names, int index) {
        return at(names, index, n -> n);
    }

    static List<String> fields(Group group) {
        return switch (group) {
            case Population p -> p.fields().stream().map(Field::name).toList();
            case Stimulus s -> List.of("level");
        };
    }

    private static List<String> names(List<Shared> words) {
        return words.stream().map(w -> w.field().name()).toList();
    }

    private static List<String> ports(Group group) {
        return switch (group) {
            case Population p -> p.ports().stream().map(Port::name).toList();
            case Stimulus s -> List.of();
        };
    }

    private static <T> String at(List<T> things, int index, Function<T, String> name) {
        return index >= 0 && index < things.size() ? name.apply(things.get(index)) : "#" + index;
    }
}
