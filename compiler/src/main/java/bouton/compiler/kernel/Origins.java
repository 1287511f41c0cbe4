package bouton.compiler.kernel;

import bouton.dsl.source.Span;
import bouton.image.net.Origin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Numbers the places in the user's text that an image refers to. */
public final class Origins {
    private final Map<Origin, Integer> numbers = new LinkedHashMap<>();

    public int of(Span span) {
        String text = span.text();
        Origin origin =
                new Origin(span.source().name(), span.line(), span.column(), text.codePointCount(0, text.length()));
        return numbers.computeIfAbsent(origin, o -> numbers.size());
    }

    public List<Origin> list() {
        return List.copyOf(numbers.keySet());
    }
}
