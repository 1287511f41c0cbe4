package bouton.compiler.kernel;

import bouton.dsl.source.Span;
import bouton.image.net.Origin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Numbers the places in the user's text that an image refers to. */
public final class Origins {
    private final Map<Origin, Integer> numbers = new LinkedHashMap<>();
    private final List<Span> spans = new ArrayList<>();
    private boolean closed;

    /** Number of a place; -1 if the image is finished and does not have it. */
    public int of(Span span) {
        String text = span.text();
        Origin origin =
                new Origin(span.source().name(), span.line(), span.column(), text.codePointCount(0, text.length()));
        return closed ? numbers.getOrDefault(origin, -1) : numbers.computeIfAbsent(origin, o -> add(span));
    }

    private int add(Span span) {
        spans.add(span);
        return spans.size() - 1;
    }

    /** The places by their numbers, for diagnostics. */
    public List<Span> spans() {
        return List.copyOf(spans);
    }

    /** The image is finished: kernels written from now on refer to what it has. */
    public void close() {
        closed = true;
    }

    public List<Origin> list() {
        return List.copyOf(numbers.keySet());
    }
}
