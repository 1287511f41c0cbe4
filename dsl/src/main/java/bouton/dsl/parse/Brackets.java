package bouton.dsl.parse;

import bouton.dsl.parse.generated.BoutonLexer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/**
 * Makes all brackets match, so that a forgotten one costs one error and the rest of the file is read as it was meant: a round or
 * square bracket ends at the latest where an item starts or a block begins or ends, a brace where a declaration starts.
 */
final class Brackets {
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

    private static final Set<String> DECLARATION_WORDS =
            Set.of("neuron", "synapse", "network", "experiment", "target", "chip");

    /**
     * A bracket that had no partner.
     *
     * @param token where it stands
     * @param opening an opening one that is never closed; otherwise a closing one that was never opened
     * @param end offset up to which the text was read as if the bracket were open
     */
    record Unmatched(Token token, boolean opening, int end) {}

    private final List<? extends Token> all;
    private final List<Token> tokens = new ArrayList<>();
    private final List<Unmatched> unmatched = new ArrayList<>();
    private final Deque<Token> open = new ArrayDeque<>();

    /** Column of the first token of each line. */
    private final Map<Integer, Integer> indent = new HashMap<>();

    /** In a line that starts with a handler or a condition, and no block yet. */
    private boolean lacksBlock;

    Brackets(List<? extends Token> all) {
        this.all = all;
        for (int i = 0; i < all.size(); i++) {
            Token token = all.get(i);
            if (token.getChannel() == Token.DEFAULT_CHANNEL) {
                indent.putIfAbsent(token.getLine(), token.getCharPositionInLine());
                visible(token, i);
            } else {
                tokens.add(token);
            }
        }
    }

    /** All tokens, with what was missing put in and what was too much hidden. */
    List<Token> tokens() {
        return tokens;
    }

    List<Unmatched> unmatched() {
        return unmatched;
    }

    private void visible(Token token, int index) {
        switch (token.getText()) {
            case "(", "[" -> open.push(token);
            case "{" -> {
                closeRound(token);
                open.push(token);
                lacksBlock = false;
            }
            case ")", "]" -> {
                closing(token);
                return;
            }
            case "}" -> {
                closeRound(token);
                if (lacksBlock) {
                    // The parser will say that a `{` is missing; this closes the block that it would have opened.
                    lacksBlock = false;
                } else if (open.isEmpty()) {
                    stray(token);
                    return;
                } else {
                    closeDeeper(token);
                    open.pop();
                }
            }
            case "on", "every", "after", "if" -> lacksBlock = startsLine(token);
            default -> {
                if (token.getType() == Token.EOF) {
                    closeAll(token);
                } else if (token.getType() == BoutonLexer.NL) {
                    lacksBlock = false;
                    if (!open.isEmpty()) {
                        newline(token, index);
                    }
                }
            }
        }
        tokens.add(token);
    }

    /** A brace on a line of its own belongs to a line that is indented like it; deeper ones have been forgotten. */
    private void closeDeeper(Token brace) {
        if (!startsLine(brace)) {
            return;
        }
        int column = brace.getCharPositionInLine();
        boolean partner = open.stream().anyMatch(o -> indent(o) == column);
        while (partner && indent(open.element()) > column) {
            closeOne(brace);
        }
    }

    private boolean startsLine(Token token) {
        return indent(token) == token.getCharPositionInLine();
    }

    private int indent(Token token) {
        return indent.getOrDefault(token.getLine(), 0);
    }

    private void newline(Token token, int index) {
        Token next = nextVisible(all, index);
        if (startsDeclaration(next)) {
            closeAll(next);
        } else if (startsItem(all, next)) {
            closeRound(token);
        }
    }

    private void closing(Token token) {
        Token partner = open.peek();
        if (partner == null || partner.getText().equals("{")) {
            stray(token);
            return;
        }
        open.pop();
        if (!partnerOf(partner).equals(token.getText())) {
            unmatched.add(new Unmatched(partner, true, token.getStartIndex()));
            tokens.add(close(partner, token));
            return;
        }
        tokens.add(token);
    }

    private void stray(Token token) {
        unmatched.add(new Unmatched(token, false, token.getStopIndex() + 1));
        ((CommonToken) token).setChannel(Token.HIDDEN_CHANNEL);
        tokens.add(token);
    }

    /** Closes the round and square brackets that are open inside the innermost brace. */
    private void closeRound(Token at) {
        while (!open.isEmpty() && !open.peek().getText().equals("{")) {
            closeOne(at);
        }
    }

    private void closeAll(Token at) {
        while (!open.isEmpty()) {
            closeOne(at);
        }
    }

    private void closeOne(Token at) {
        Token bracket = open.pop();
        unmatched.add(new Unmatched(bracket, true, at.getStartIndex()));
        tokens.add(close(bracket, at));
    }

    /** The closing bracket that the text lacks: no characters, just before a token. */
    private static Token close(Token bracket, Token at) {
        String text = partnerOf(bracket);
        int type = text.equals("}") ? BoutonTypes.BRACE : text.equals(")") ? BoutonTypes.ROUND : BoutonTypes.SQUARE;
        CommonToken token = new CommonToken(at);
        token.setType(type);
        token.setText(text);
        token.setStartIndex(at.getStartIndex());
        token.setStopIndex(at.getStartIndex() - 1);
        return token;
    }

    private static String partnerOf(Token bracket) {
        return switch (bracket.getText()) {
            case "(" -> ")";
            case "[" -> "]";
            default -> "}";
        };
    }

    private boolean startsDeclaration(Token next) {
        if (!DECLARATION_WORDS.contains(next.getText())) {
            return false;
        }
        Token name = nextVisible(all, next.getTokenIndex());
        String after = nextVisible(all, name.getTokenIndex()).getText();
        return name.getType() == BoutonLexer.ID && (after.equals("{") || after.equals("=") || after.equals(":"));
    }

    /** Whether the token starts an item: then nothing before it goes on. */
    static boolean startsItem(List<? extends Token> all, Token next) {
        Token after = nextVisible(all, next.getTokenIndex());
        if (next.getType() == BoutonLexer.ID) {
            return after.getText().equals("'");
        }
        if (!ITEM_WORDS.contains(next.getText())) {
            return false;
        }
        // `run` or `state` may be a name inside an expression; an item word is followed by a name or a number.
        return switch (after.getType()) {
            case BoutonLexer.ID, BoutonLexer.NUMBER -> true;
            default ->
                after.getType() != Token.EOF
                        && Character.isLetter(after.getText().charAt(0));
        };
    }

    /** The next token that is neither hidden nor a newline; the last token is EOF. */
    static Token nextVisible(List<? extends Token> all, int index) {
        for (int i = index + 1; i < all.size(); i++) {
            Token token = all.get(i);
            if (token.getChannel() == Token.DEFAULT_CHANNEL && token.getType() != BoutonLexer.NL) {
                return token;
            }
        }
        return all.getLast();
    }

    /** The types that ANTLR gave to the closing brackets, which have no names in the grammar. */
    private static final class BoutonTypes {
        static final int BRACE = type("'}'");
        static final int ROUND = type("')'");
        static final int SQUARE = type("']'");

        private BoutonTypes() {}

        private static int type(String literal) {
            for (int i = 1; i <= BoutonLexer.VOCABULARY.getMaxTokenType(); i++) {
                @Nullable String name = BoutonLexer.VOCABULARY.getLiteralName(i);
                if (literal.equals(name)) {
                    return i;
                }
            }
            throw new IllegalStateException(literal);
        }
    }
}
