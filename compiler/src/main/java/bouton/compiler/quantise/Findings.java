package bouton.compiler.quantise;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.source.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what is found while kernels are written: refusals, warnings, and what became of constants. One of a kind per place. */
final class Findings {
    private record Key(Code code, Span at, String message) {}

    private final List<Span> spans;
    private final Span fallback;
    private final Diagnostics diagnostics;
    private final Set<Key> seen = new HashSet<>();
    private final Set<Integer> claimed = new HashSet<>();
    private final List<Quantised.Constant> constants = new ArrayList<>();

    /**
     * @param spans places by the numbers of the image's origins
     * @param fallback for what has no place
     */
    Findings(List<Span> spans, Span fallback, Diagnostics diagnostics) {
        this.spans = spans;
        this.fallback = fallback;
        this.diagnostics = diagnostics;
    }

    Span span(int at) {
        return at >= 0 && at < spans.size() ? spans.get(at) : fallback;
    }

    /** The same places, for a first look that is not reported. */
    Findings muted() {
        return new Findings(spans, fallback, new Diagnostics());
    }

    /** Reports once per place. */
    void report(Code code, int at, String message, @Nullable String note, @Nullable String help) {
        report(code, span(at), message, note, help);
    }

    /** Reports once per place. */
    void report(Code code, Span at, String message, @Nullable String note, @Nullable String help) {
        if (seen.add(new Key(code, at, message))) {
            Diagnostic.Builder diagnostic = Diagnostic.of(code, at, message);
            if (note != null) {
                diagnostic.note(note);
            }
            if (help != null) {
                diagnostic.help(help);
            }
            diagnostics.add(diagnostic);
        }
    }

    /** Whether this is the first that would be said of how exactly a place is computed: one cause has many effects. */
    boolean claim(int at) {
        return claimed.add(at);
    }

    /** Notes what a constant of the text has become. */
    void constant(Quantised.Constant constant) {
        if (!constants.contains(constant)) {
            constants.add(constant);
        }
    }

    List<Quantised.Constant> constants() {
        return List.copyOf(constants);
    }
}
