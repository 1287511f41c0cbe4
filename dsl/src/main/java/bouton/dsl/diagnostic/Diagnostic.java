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

    /** How bad it is. */
    public Severity severity() {
        return code.severity();
    }

    /** Name of the file, as people should see it. */
    public String file() {
        return span.source().name();
    }

    /** The edits among the helps, for tools. */
    public List<Edit> suggestions() {
        return helps.stream().flatMap(h -> h.edit().stream()).toList();
    }

    /** A place with a label. */
    public record Labelled(Span span, String label) {}

    /** What to do, and the edit that does it where a machine can. */
    public record Help(String text, Optional<Edit> edit) {}

    /** Replace the characters of the span. */
    public record Edit(Span span, String replacement) {}

    /** Starts a diagnostic. */
    public static Builder of(Code code, Span span, String message) {
        return new Builder(code, span, message);
    }

    /** Puts a diagnostic together. */
    public static final class Builder {
        private static final int LONGEST = 400;

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

        /** What is to be seen at the place. */
        public Builder label(String text) {
            label = text;
            return this;
        }

        /** Another place that matters. */
        public Builder also(Span place, String text) {
            secondary.add(new Labelled(place, shortened(text)));
            return this;
        }

        /** A fact. */
        public Builder note(String text) {
            notes.add(shortened(text));
            return this;
        }

        /** What to do. */
        public Builder help(String text) {
            helps.add(new Help(shortened(text), Optional.empty()));
            return this;
        }

        /** What to do, and the edit that does it. */
        public Builder fix(String text, Span place, String replacement) {
            helps.add(new Help(shortened(text), Optional.of(new Edit(place, replacement))));
            return this;
        }

        /** A name may be as long as a file; a message stays readable. */
        private static String shortened(String text) {
            return text.length() <= LONGEST
                    ? text
                    : text.substring(0, LONGEST / 2) + " … " + text.substring(text.length() - LONGEST / 2);
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

        /** The diagnostic. */
        public Diagnostic build() {
            return new Diagnostic(code, shortened(message), span, shortened(label), secondary, notes, helps);
        }
    }
}
