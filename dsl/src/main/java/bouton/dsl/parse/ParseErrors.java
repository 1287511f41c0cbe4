package bouton.dsl.parse;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.parse.generated.BoutonParser;
import bouton.dsl.source.Source;
import bouton.dsl.source.Span;
import bouton.dsl.unit.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.NoViableAltException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.jspecify.annotations.Nullable;

/** Syntax errors in the user's words, at most one per line, none for what a missing bracket has caused. */
final class ParseErrors extends BaseErrorListener {
    private static final Set<String> CLOSING = Set.of(")", "]", "}", ",", ";");

    private static final Set<String> OPERATORS =
            Set.of("+", "-", "*", "/", "^", "<", ">", "<=", ">=", "==", "and", "or");

    /** Words and signs that a name may follow. */
    private static final Set<String> NAMING = Set.of(
            "neuron",
            "synapse",
            "network",
            "experiment",
            "target",
            "chip",
            "data",
            "function",
            "param",
            "state",
            "weight",
            "trace",
            "let",
            "in",
            "out",
            "event",
            "population",
            "stimulus",
            "project",
            "probe",
            "record",
            "for",
            "emit",
            "present",
            "as",
            "->",
            "of",
            "with",
            "set",
            "on",
            ",",
            "(");

    private final Source source;
    private final Diagnostics diagnostics;
    private final List<Span> explained = new ArrayList<>();
    private int lastLine = -1;
    private int lastUnmatched = -1;

    ParseErrors(Source source, Diagnostics diagnostics) {
        this.source = source;
        this.diagnostics = diagnostics;
    }

    /** Reports a bracket without a partner. What cannot be read between it and where it was given up is its consequence. */
    void unmatched(Brackets.Unmatched bracket) {
        Span at = span(bracket.token());
        String text = bracket.token().getText();
        if (at.line() == lastUnmatched) {
            return;
        }
        lastUnmatched = at.line();
        if (bracket.opening()) {
            String partner = text.equals("(") ? ")" : text.equals("[") ? "]" : "}";
            Diagnostic.Builder builder = Diagnostic.of(Code.S001, at, "this `" + text + "` is never closed")
                    .label("opened here")
                    .help("is a `" + partner + "` missing?");
            if (!text.equals("{")) {
                explained.add(new Span(source, at.start(), Math.max(at.start(), bracket.end())));
            }
            diagnostics.add(builder);
        } else {
            diagnostics.add(Diagnostic.of(Code.S001, at, "this `" + text + "` closes nothing")
                    .label("no bracket is open here")
                    .help("take it out, or open the bracket before it"));
        }
    }

    @Override
    public void syntaxError(
            Recognizer<?, ?> recognizer,
            @Nullable Object offending,
            int line,
            int column,
            String message,
            @Nullable RecognitionException cause) {
        if (!(offending instanceof Token token) || !(recognizer instanceof Parser parser)) {
            return;
        }
        Span at = span(token);
        Token previous = previous(parser.getInputStream(), token);
        boolean consequence = explained.stream().anyMatch(s -> s.start() <= at.start() && at.start() <= s.end());
        // What a line lacks at its end is noticed in the next.
        int reported = previous != null && isUnfinished(previous, token)
                ? span(previous).line()
                : at.line();
        if (reported == lastLine || consequence) {
            return;
        }
        lastLine = reported;
        diagnostics.add(describe(token, previous, parser, cause));
    }

    private Diagnostic.Builder describe(
            Token token, @Nullable Token previous, Parser parser, @Nullable RecognitionException cause) {
        if (previous != null && isUnfinished(previous, token)) {
            Diagnostic.Builder builder = Diagnostic.of(
                            Code.S001, span(previous), "something is missing behind `" + previous.getText() + "`")
                    .label("nothing follows");
            return span(token).line() == span(previous).line()
                    ? builder
                    : builder.note("a line that ends like this goes on in the next, up to the next item");
        }
        Token first = itemStart(parser.getContext());
        if (first != null && OPERATORS.contains(first.getText())) {
            return Diagnostic.of(Code.S001, span(first), "a line cannot start with `" + first.getText() + "`")
                    .label("an item starts here")
                    .help("write the operator at the end of the line above: then that line goes on");
        }
        List<String> expected = expected(token, parser, cause);
        String found = found(token);
        String text = expected.isEmpty()
                ? "cannot make sense of " + found + (previous == null ? "" : " behind " + found(previous))
                : "expected " + String.join(" or ", expected) + ", found " + found;
        Diagnostic.Builder builder = Diagnostic.of(Code.S001, span(token), text);
        if (token.getType() == Token.EOF) {
            return builder.label("the file ends here");
        }
        builder.label("not expected here");
        hint(token, previous).ifPresent(builder::help);
        if (isInRange(parser.getContext())) {
            builder.help("a range has two ends: `in 0 mV .. 10 mV`");
        }
        if (token.getType() == BoutonParser.NL || token.getText().equals("}")) {
            builder.note("an item ends at the end of its line; inside brackets or behind an operator it goes on");
        }
        return builder;
    }

    private static @Nullable Token itemStart(@Nullable RuleContext context) {
        for (RuleContext c = context; c != null; c = c.getParent()) {
            if (c instanceof BoutonParser.ItemContext item) {
                return item.getStart();
            }
        }
        return null;
    }

    private static boolean isInRange(@Nullable RuleContext context) {
        for (RuleContext c = context; c != null; c = c.getParent()) {
            if (c instanceof BoutonParser.RangeContext) {
                return true;
            }
        }
        return false;
    }

    /** What people often write. */
    private static Optional<String> hint(Token token, @Nullable Token previous) {
        String text = token.getText();
        boolean behindNumber = previous != null && previous.getType() == BoutonParser.NUMBER;
        if (isReserved(token) && previous != null && NAMING.contains(previous.getText())) {
            return Optional.of("`" + text + "` is a word of the language and cannot be a name: choose another");
        }
        if (text.equals(",") && behindNumber) {
            return Optional.of("is it a decimal comma? numbers have a point: `1.5`");
        }
        if (text.equals(".")) {
            return Optional.of("a number starts with a digit: `0.5`");
        }
        if (text.equals(":")) {
            return Optional.of("a colon stands between a declared name and its unit: `state v: mV = …`");
        }
        if (previous != null
                && previous.getType() == BoutonParser.ID
                && Units.find(text).isPresent()) {
            return Optional.of("a unit follows a number (`20 " + text + "`) or a colon (`" + previous.getText() + ": "
                    + text + "`)");
        }
        return Optional.empty();
    }

    /** A word that the grammar has and that is none of the names. */
    private static boolean isReserved(Token token) {
        return token.getType() != BoutonParser.ID
                && !token.getText().isEmpty()
                && token.getText().chars().allMatch(Character::isLetter);
    }

    private static boolean isUnfinished(Token previous, Token token) {
        boolean ends =
                token.getType() == Token.EOF || token.getType() == BoutonParser.NL || CLOSING.contains(token.getText());
        return ends
                && LineFilter.needsMore(previous)
                && !previous.getText().equals("(")
                && !previous.getText().equals("[");
    }

    private static @Nullable Token previous(@Nullable TokenStream tokens, Token token) {
        for (int i = token.getTokenIndex() - 1; tokens != null && i >= 0; i--) {
            Token before = tokens.get(i);
            if (before.getChannel() == Token.DEFAULT_CHANNEL) {
                return before.getType() == BoutonParser.NL ? null : before;
            }
        }
        return null;
    }

    private static String found(Token token) {
        return switch (token.getType()) {
            case Token.EOF -> "the end of the file";
            case BoutonParser.NL -> "the end of the line";
            default -> "`" + shorten(token.getText()) + "`";
        };
    }

    private static List<String> expected(Token token, Parser parser, @Nullable RecognitionException cause) {
        // Where several rules were possible, what each of them wanted first is of no use further on.
        if (cause instanceof NoViableAltException n && n.getStartToken() != token) {
            return List.of();
        }
        IntervalSet set = cause == null || cause.getExpectedTokens() == null
                ? parser.getExpectedTokens()
                : cause.getExpectedTokens();
        List<String> words = new ArrayList<>();
        for (int type : set.toArray()) {
            if (type > 0) {
                words.add(word(type, parser));
            }
        }
        words.removeIf(String::isEmpty);
        // A long list says nothing: a name or an expression was due.
        if (words.contains("a name") && words.contains("a number")) {
            return List.of("an expression");
        }
        if (words.contains("a name")) {
            return List.of("a name");
        }
        return words.size() <= 4 ? words : List.of();
    }

    private static String word(int type, Parser parser) {
        String literal = parser.getVocabulary().getLiteralName(type);
        return switch (type) {
            case BoutonParser.ID -> "a name";
            case BoutonParser.NUMBER -> "a number";
            case BoutonParser.NL -> "the end of the line";
            case BoutonParser.STRING -> "a text in quotes";
            default -> literal == null ? "" : "`" + literal.substring(1, literal.length() - 1) + "`";
        };
    }

    Span span(Token token) {
        int start = Math.min(Math.max(0, token.getStartIndex()), source.text().length());
        int end = token.getType() == Token.EOF || token.getType() == BoutonParser.NL
                ? start
                : Math.min(token.getStopIndex() + 1, source.text().length());
        return new Span(source, start, Math.max(start, end));
    }

    private static String shorten(String text) {
        return text.length() > 30 ? text.substring(0, 30) + "…" : text;
    }
}
