package bouton.dsl.parse;

import bouton.dsl.parse.generated.BoutonLexer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;

/**
 * Decides which newlines end an item. Left out are those inside round and square brackets, behind an operator or a word that
 * needs more, and before {@code else}. A line that starts with the word of an item closes all open brackets, so that one
 * forgotten {@code )} costs one error. Also measures how deeply brackets nest.
 */
final class LineFilter {
    /** Words that start an item and nothing else, so that they cannot continue an expression. */
    private static final Set<String> ITEM_WORDS = Set.of(
            "param",
            "state",
            "weight",
            "trace",
            "let",
            "out",
            "on",
            "population",
            "stimulus",
            "project",
            "probe",
            "neuron",
            "synapse",
            "network",
            "experiment",
            "function",
            "target",
            "record",
            "require",
            "sweep",
            "present",
            "run");

    private static final Set<String> NEEDS_MORE = Set.of(
            "=", "+=", "-=", "*=", "/=", "~", "+", "-", "*", "/", "^", "<", "<=", ">", ">=", "==", "!=", "and", "or",
            "not", ",", "->", ":", ".", "(", "[", "by", "with", "within", "then", "from", "to", "of", "where");

    private final List<Token> tokens = new ArrayList<>();
    private int deepest;
    private Token deepestToken;

    LineFilter(List<? extends Token> all) {
        deepestToken = all.getLast();
        int brackets = 0;
        int braces = 0;
        Token previous = null;
        for (int i = 0; i < all.size(); i++) {
            Token token = all.get(i);
            if (token.getChannel() != Token.DEFAULT_CHANNEL) {
                tokens.add(token);
                continue;
            }
            if (token.getType() == BoutonLexer.NL) {
                Token next = nextVisible(all, i);
                if (brackets > 0 && startsItem(all, next)) {
                    brackets = 0;
                    tokens.add(token);
                    previous = token;
                } else if (brackets > 0 || needsMore(previous) || next.getText().equals("else")) {
                    hide(token);
                } else {
                    tokens.add(token);
                    previous = token;
                }
                continue;
            }
            switch (token.getText()) {
                case "(", "[" -> brackets++;
                case ")", "]" -> brackets = Math.max(0, brackets - 1);
                case "{" -> {
                    brackets = 0;
                    braces++;
                }
                case "}" -> {
                    brackets = 0;
                    braces = Math.max(0, braces - 1);
                }
                default -> {}
            }
            if (brackets + braces > deepest) {
                deepest = brackets + braces;
                deepestToken = token;
            }
            tokens.add(token);
            previous = token;
        }
    }

    List<Token> tokens() {
        return tokens;
    }

    int deepest() {
        return deepest;
    }

    Token deepestToken() {
        return deepestToken;
    }

    private void hide(Token token) {
        ((CommonToken) token).setChannel(Token.HIDDEN_CHANNEL);
        tokens.add(token);
    }

    private static boolean needsMore(@org.jspecify.annotations.Nullable Token previous) {
        return previous != null && NEEDS_MORE.contains(previous.getText());
    }

    private static boolean startsItem(List<? extends Token> all, Token next) {
        if (!ITEM_WORDS.contains(next.getText())) {
            return false;
        }
        // `run` or `state` may be a name inside an expression; an item word is followed by a name, a number or a
        // bracket.
        Token after = nextVisible(all, next.getTokenIndex());
        return switch (after.getType()) {
            case BoutonLexer.ID, BoutonLexer.NUMBER -> true;
            default -> Character.isLetter(after.getText().charAt(0));
        };
    }

    /** The next token that is neither hidden nor a newline; the last token is EOF. */
    private static Token nextVisible(List<? extends Token> all, int index) {
        for (int i = index + 1; i < all.size(); i++) {
            Token token = all.get(i);
            if (token.getChannel() == Token.DEFAULT_CHANNEL && token.getType() != BoutonLexer.NL) {
                return token;
            }
        }
        return all.getLast();
    }
}
