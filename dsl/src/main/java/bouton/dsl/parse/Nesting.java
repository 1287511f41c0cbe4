package bouton.dsl.parse;

import bouton.dsl.parse.generated.BoutonLexer;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/**
 * How deeply a text nests: brackets and blocks, signs in a row, powers of powers, chains of {@code else} and of operators. The parser works by
 * recursion, so a depth that no person writes is refused before it starts.
 */
final class Nesting {
    private final int limit;
    private final int[] branches;
    private int brackets;
    private int blocks;
    private int prefixes;
    private int powers;
    private int chain;

    private Nesting(int limit) {
        this.limit = limit;
        // Chains of `else`, one count for each depth of blocks.
        this.branches = new int[limit + 2];
    }

    /** The first token that lies deeper than the limit; null if there is none. */
    static @Nullable Token beyond(int limit, List<? extends Token> tokens) {
        Nesting nesting = new Nesting(limit);
        Token previous = null;
        for (Token token : tokens) {
            if (token.getChannel() != Token.DEFAULT_CHANNEL) {
                continue;
            }
            nesting.enter(token, previous);
            if (nesting.isBeyond()) {
                return token;
            }
            previous = token;
        }
        return null;
    }

    private boolean isBeyond() {
        return brackets + blocks + prefixes > limit || powers > limit || branches[blocks] > limit || chain > 10 * limit;
    }

    private void enter(Token token, @Nullable Token previous) {
        chain(token);
        boolean prefix = false;
        switch (token.getText()) {
            case "(", "[" -> brackets++;
            case ")", "]" -> brackets--;
            case "{" -> blocks++;
            case "}" -> {
                branches[blocks] = 0;
                // A block whose `{` is missing ends too.
                blocks = Math.max(0, blocks - 1);
            }
            case "else" -> branches[blocks]++;
            case "^" -> powers++;
            case "-", "+", "not" -> {
                prefixes++;
                prefix = true;
            }
            case "*", "/", "," -> powers = 0;
            default -> {
                if (token.getType() == BoutonLexer.NL || token.getText().equals(";")) {
                    powers = 0;
                    branches[blocks] = 0;
                }
            }
        }
        if (!prefix) {
            prefixes = 0;
        } else if (previous != null && !previous.getText().equals("^")) {
            powers = 0;
        }
    }

    /** Operators and accesses in one expression: each nests in the tree. */
    private void chain(Token token) {
        switch (token.getText()) {
            case "+", "-", "*", "/", "^", "and", "or", "==", "!=", "<", ">", "<=", ">=", "..", ".", "[", "(" -> chain++;
            case ",", ";", "{", "}" -> chain = 0;
            default -> chain = token.getType() == BoutonLexer.NL ? 0 : chain;
        }
    }
}
