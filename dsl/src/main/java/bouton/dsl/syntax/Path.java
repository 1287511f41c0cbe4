package bouton.dsl.syntax;

import bouton.dsl.source.Span;
import java.util.List;
import java.util.stream.Collectors;

/** Names joined by dots, at least one. */
public record Path(List<Ident> names, Span span) {
    public Path {
        names = List.copyOf(names);
    }

    public Ident first() {
        return names.getFirst();
    }

    public Ident last() {
        return names.getLast();
    }

    public boolean isSimple() {
        return names.size() == 1;
    }

    /** The names with dots between them. */
    public String text() {
        return names.stream().map(Ident::text).collect(Collectors.joining("."));
    }
}
