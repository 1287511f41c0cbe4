package bouton.cli.chips;

import bouton.dsl.chip.Figure;
import bouton.dsl.chip.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where numbers come from: a word for each, and a list of what they cite. */
final class Sources {
    private final List<String> cited = new ArrayList<>();

    /** What is said behind a number: {@code assumed}, {@code published [1]}. */
    String of(Figure.Provenance provenance, Optional<String> source) {
        String word = provenance.name().toLowerCase(Locale.ROOT);
        return source.map(s -> word + " [" + (number(s) + 1) + "]").orElse(word);
    }

    String of(Figure figure) {
        return of(figure.provenance(), figure.source());
    }

    /** Of an item; nothing if the text does not mention it, so that it is as the language has it. */
    String of(Map<String, Origin> origins, String item) {
        @Nullable Origin origin = origins.get(item);
        return origin == null ? "" : of(origin.provenance(), origin.source());
    }

    private int number(String source) {
        int at = cited.indexOf(source);
        if (at < 0) {
            cited.add(source);
            at = cited.size() - 1;
        }
        return at;
    }

    /** All that is cited, in the order of the numbers. */
    List<String> cited() {
        return cited;
    }
}
