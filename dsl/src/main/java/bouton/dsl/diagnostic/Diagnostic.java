package bouton.dsl.diagnostic;

import bouton.dsl.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One finding.
 *
 * @param message one sentence, no full stop
 * @param span the smallest place that is wrong
 * @param label what is to be seen at the place; may be empty
 * @param secondary other places that matter ("declared here")
 * @param notes facts
 * @param helps edits that would mend it
 */
public record Diagnostic(
        Code code,
        String message,
        Span span,
        String label,
        List<Labelled> secondary,
        List<String> notes,
        List<Help> helps) {
    public Diagnostic {
        secondary = List.copyOf(secondary);
        notes = List.copyOf(notes);
        helps = List.copyOf(helps);
    }

    public Severity severity() {
        return code.severity();
    }

    /** A place with a label. */
    public record Labelled(Span span, String label) {}

    /** What to do, and the edit that does it where a machine can. */
    public record Help(String text, Optional<Edit> edit) {}

    /** Replace the characters of the span. */
    public record Edit(Span span, String replacement) {}

    public static Builder of(Code code, Span span, String message) {
        return new Builder(code, span, message);
    }

    /** Puts a diagnostic together. */
    public static final class Builder {
        private final Code code;
        private final Span span;
        private final String message;
        private String label = "";
        private final List<Labelled> secondary = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
        private final List<Help> helps = new ArrayList<>();

        private Builder(Code code, Span span, String message) {
            this.code = code;
            this.span = span;
            this.message = message;
        }

        public Builder label(String text) {
            label = text;
            return this;
        }

        public Builder also(Span place, String text) {
            secondary.add(new Labelled(place, text));
            return this;
        }

        public Builder note(String text) {
            notes.add(text);
            return this;
        }

        public Builder help(String text) {
            helps.add(new Help(text, Optional.empty()));
            return this;
        }

        public Builder fix(String text, Span place, String replacement) {
            helps.add(new Help(text, Optional.of(new Edit(place, replacement))));
            return this;
        }

        /** "Did you mean ...?" for the most similar of the names, if one is similar enough. */
        public Builder suggest(String written, Iterable<String> known) {
            Suggestions.closest(written, known).ifPresent(this::didYouMean);
            return this;
        }

        /** The name that was meant, with an edit where the place ends with a name, as in {@code post.brust}. */
        public Builder didYouMean(String best) {
            String text = "did you mean `" + best + "`?";
            int start = span.end();
            while (start > span.start()
                    && Character.isJavaIdentifierPart(span.source().text().charAt(start - 1))) {
                start--;
            }
            if (start < span.end()) {
                fix(text, new Span(span.source(), start, span.end()), best);
            } else {
                help(text);
            }
            return this;
        }

        public Diagnostic build() {
            return new Diagnostic(code, message, span, label, secondary, notes, helps);
        }
    }
}
