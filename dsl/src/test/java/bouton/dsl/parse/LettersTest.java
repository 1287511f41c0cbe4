package bouton.dsl.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import bouton.dsl.parse.generated.BoutonLexer;
import java.util.List;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;
import org.junit.jupiter.api.Test;

/** Which characters make a name, for all of the basic plane: Unicode's letters, its numbers behind them, and `_`. */
final class LettersTest {
    @Test
    void namesAreLettersAndNumbers() {
        for (int c = 1; c <= Character.MAX_VALUE; c++) {
            if (Character.isSurrogate((char) c)) {
                continue;
            }
            String code = Integer.toHexString(c);
            boolean letter = c == '_' || Character.isLetter(c);
            assertEquals(letter, isName(Character.toString(c)), () -> code + " as the first");
            boolean number = switch (Character.getType(c)) {
                case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
                default -> false;
            };
            assertEquals(letter || number, isName("x" + Character.toString(c)), () -> code + " as the second");
        }
    }

    @Test
    void aNameEndsWhereItsLettersEnd() {
        assertEquals(List.of("τ_m", "·", "μΩ²", "\u00a0", "²", "½"), texts("τ_m·μΩ²\u00a0²½"));
    }

    private static boolean isName(String text) {
        List<? extends Token> tokens = lexer(text).getAllTokens();
        return tokens.size() == 1 && tokens.getFirst().getType() == BoutonLexer.ID;
    }

    private static List<String> texts(String text) {
        return lexer(text).getAllTokens().stream().map(Token::getText).toList();
    }

    private static BoutonLexer lexer(String text) {
        BoutonLexer lexer = new BoutonLexer(CharStreams.fromString(text));
        lexer.removeErrorListeners();
        return lexer;
    }
}
