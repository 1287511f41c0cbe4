package bouton.dsl.parse;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.parse.generated.BoutonParser;
import bouton.dsl.source.Source;
import bouton.dsl.source.Span;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.jspecify.annotations.Nullable;

/** Syntax errors in the user's words, at most one per line. */
final class ParseErrors extends BaseErrorListener {
    private final Source source;
    private final Diagnostics diagnostics;
    private int lastLine = -1;
    private int count;

    ParseErrors(Source source, Diagnostics diagnostics) {
        this.source = source;
        this.diagnostics = diagnostics;
    }

    int count() {
        return count;
    }

    @Override
    public void syntaxError(
            Recognizer<?, ?> recognizer,
            @Nullable Object offending,
            int line,
            int column,
            String message,
            @Nullable RecognitionException cause) {
        if (line == lastLine || !(offending instanceof Token token) || !(recognizer instanceof Parser parser)) {
            return;
        }
        lastLine = line;
        count++;
        Diagnostic.Builder builder = Diagnostic.of(Code.S001, span(token), message(token, parser, cause));
        if (token.getType() == Token.EOF) {
            builder.label("the file ends here").help("is a `}` missing?");
        } else {
            builder.label("not expected here");
        }
        if (token.getText().equals("}") || token.getType() == BoutonParser.NL) {
            builder.note("an item ends at the end of its line; inside brackets or behind an operator it goes on");
        }
        diagnostics.add(builder);
    }

    private String message(Token token, Parser parser, @Nullable RecognitionException cause) {
        String found = switch (token.getType()) {
            case Token.EOF -> "the end of the file";
            case BoutonParser.NL -> "the end of the line";
            default -> "`" + shorten(token.getText()) + "`";
        };
        List<String> expected = expected(parser, cause);
        if (expected.isEmpty()) {
            return "cannot make sense of " + found;
        }
        return "expected " + String.join(" or ", expected) + ", found " + found;
    }

    private static List<String> expected(Parser parser, @Nullable RecognitionException cause) {
        IntervalSet set = cause == null || cause.getExpectedTokens() == null
                ? parser.getExpectedTokens()
                : cause.getExpectedTokens();
        List<String> words = new ArrayList<>();
        for (int type : set.toArray()) {
            if (type <= 0) {
                continue;
            }
            String literal = parser.getVocabulary().getLiteralName(type);
            words.add(
                    switch (type) {
                        case BoutonParser.ID -> "a name";
                        case BoutonParser.NUMBER -> "a number";
                        case BoutonParser.NL -> "the end of the line";
                        case BoutonParser.STRING -> "a text in quotes";
                        default -> literal == null ? "" : "`" + literal.substring(1, literal.length() - 1) + "`";
                    });
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
