package bouton.dsl.parse;

import bouton.dsl.parse.generated.BoutonParser;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;

/**
 * Recovery by lines: after an error the rest of the item (with its block) is thrown away, and reading goes on with the next.
 * Brackets match here, so the end of an item is easy to find; stock recovery would stop somewhere inside and guess.
 */
final class LineRecovery extends DefaultErrorStrategy {
    @Override
    public void recover(Parser parser, RecognitionException e) {
        if (!isWhole(parser.getContext())) {
            // Leaves the rules of an item one by one, up to the item itself.
            throw e;
        }
        skipLine(parser);
    }

    @Override
    public void sync(Parser parser) {
        ParserRuleContext context = parser.getContext();
        boolean sequence = context instanceof BoutonParser.BlockContext
                || context instanceof BoutonParser.ChipBlockContext
                || context instanceof BoutonParser.FileContext;
        int next = parser.getCurrentToken().getType();
        // Per state, and remembered by ANTLR; the exact set, which depends on the callers, is slow and seldom needed.
        IntervalSet here = parser.getATN().nextTokens(parser.getATN().states.get(parser.getState()));
        boolean fine = here.contains(next)
                || (here.contains(Token.EPSILON) && parser.getExpectedTokens().contains(next));
        if (!sequence || inErrorRecoveryMode(parser) || fine) {
            super.sync(parser);
            return;
        }
        reportUnwantedToken(parser);
        ParserRuleContext last = context.getChildCount() == 0
                ? null
                : context.getRuleContext(ParserRuleContext.class, count(context) - 1);
        if (last != null) {
            // What stands before on this line was part of the same item: it is not to be taken for a whole one.
            last.exception = new InputMismatchException(parser);
        }
        skipLine(parser);
    }

    /** A missing `{` is put in, so that its block is read; anything else that is missing makes the item faulty. */
    @Override
    protected boolean singleTokenInsertion(Parser parser) {
        IntervalSet expected = parser.getExpectedTokens();
        boolean brace =
                expected.size() == 1 && "'{'".equals(parser.getVocabulary().getLiteralName(expected.getMinElement()));
        return brace && super.singleTokenInsertion(parser);
    }

    private static int count(ParserRuleContext context) {
        return context.getRuleContexts(ParserRuleContext.class).size();
    }

    private static boolean isWhole(ParserRuleContext context) {
        return context instanceof BoutonParser.ItemContext
                || context instanceof BoutonParser.DeclarationContext
                || context instanceof BoutonParser.BlockContext
                || context instanceof BoutonParser.ClauseContext
                || context instanceof BoutonParser.ChipBlockContext
                || context instanceof BoutonParser.FileContext;
    }

    /** Up to the end of the line or of the block that the line is in. */
    private static void skipLine(Parser parser) {
        int depth = 0;
        while (true) {
            Token token = parser.getCurrentToken();
            boolean end = token.getType() == BoutonParser.NL || token.getText().equals(";");
            if (token.getType() == Token.EOF
                    || (depth == 0 && (end || token.getText().equals("}")))) {
                return;
            }
            switch (token.getText()) {
                case "{" -> depth++;
                case "}" -> depth--;
                default -> {}
            }
            parser.consume();
        }
    }
}
