package bouton.dsl.parse;

import bouton.dsl.parse.generated.BoutonLexer;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/**
 * Decides which newlines end an item. Hidden are those inside round and square brackets, behind an operator or a word that needs
 * more (unless an item or the end of the block follows, then something is missing), before {@code else}, and before
 * {@code by}, {@code with} and {@code where}, which no item begins with unless they are names that are assigned to.
 */
final class LineFilter {
    private static final Set<String> NEEDS_MORE = Set.of(
            "=", "+=", "-=", "*=", "/=", "~", "+", "-", "*", "/", "^", "<", "<=", ">", ">=", "==", "!=", "and", "or",
            "not", ",", "->", ":", ".", "(", "[", "by", "with", "within", "then", "from", "to", "of", "where");

    private static final Set<String> CONTINUES = Set.of("by", "with", "where");

    /** What shows behind one of these words that it is the name of a variable. */
    private static final Set<String> AFTER_TARGET = Set.of("=", "+=", "-=", "*=", "/=", "~", "'", "[", ".");

    private LineFilter() {}

    /** Hides newlines among tokens whose brackets match; the last token is EOF. */
    static void apply(List<? extends Token> all) {
        int brackets = 0;
        Token previous = null;
        // The next visible token, kept so that blank lines cost no second look.
        Token next = all.getFirst();
        for (int i = 0; i < all.size(); i++) {
            Token token = all.get(i);
            if (token.getChannel() != Token.DEFAULT_CHANNEL) {
                continue;
            }
            if (token.getType() == BoutonLexer.NL) {
                if (next.getTokenIndex() <= i) {
                    next = Brackets.nextVisible(all, i);
                }
                if (brackets > 0 || continuesLine(previous, next, all) || goesOn(previous, next, all)) {
                    ((CommonToken) token).setChannel(Token.HIDDEN_CHANNEL);
                } else {
                    previous = token;
                }
                continue;
            }
            switch (token.getText()) {
                case "(", "[" -> brackets++;
                case ")", "]" -> brackets--;
                default -> {}
            }
            previous = token;
        }
    }

    /** Whether the next line begins with a word that only the middle of an item can hold. */
    private static boolean continuesLine(@Nullable Token previous, Token next, List<? extends Token> all) {
        if (next.getText().equals("else")) {
            return true;
        }
        return CONTINUES.contains(next.getText())
                && previous != null
                && previous.getType() != BoutonLexer.NL
                && !previous.getText().equals("{")
                && !previous.getText().equals(";")
                && !AFTER_TARGET.contains(
                        Brackets.nextVisible(all, next.getTokenIndex()).getText());
    }

    private static boolean goesOn(@Nullable Token previous, Token next, List<? extends Token> all) {
        return previous != null
                && needsMore(previous)
                && !next.getText().equals("}")
                && !Brackets.startsItem(all, next);
    }

    /** Whether something must follow the token. */
    static boolean needsMore(Token token) {
        return NEEDS_MORE.contains(token.getText());
    }
}
