package bouton.dsl.parse;

import bouton.dsl.parse.generated.BoutonParser;
import bouton.dsl.parse.generated.BoutonParser.ChipBlockContext;
import bouton.dsl.parse.generated.BoutonParser.ClauseContext;
import bouton.dsl.parse.generated.BoutonParser.ClausePartContext;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Clause;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;

/** From ANTLR's items of chips to ours. */
final class ChipBuilder {
    private final ExpressionBuilder expressions;
    private final ItemBuilder items;

    ChipBuilder(ExpressionBuilder expressions, ItemBuilder items) {
        this.expressions = expressions;
        this.items = items;
    }

    List<Clause> clauses(ChipBlockContext block) {
        return block.clause().stream().map(this::clause).toList();
    }

    private Clause clause(ClauseContext context) {
        Span span = expressions.span(context);
        if (TreeBuilder.broken(context)) {
            return Clause.faulty(span);
        }
        List<Clause.Part> parts = new ArrayList<>();
        ChipBlockContext block = null;
        Span rest = null;
        for (ParseTree child : context.children) {
            if (child instanceof ClausePartContext part && block == null) {
                parts.add(part(part));
            } else if (child instanceof ChipBlockContext b && block == null) {
                block = b;
            } else if (child instanceof BoutonParser.ClausePartContext part && rest == null) {
                rest = expressions.span(part);
            }
        }
        return new Clause(parts, Optional.ofNullable(block).map(this::clauses), Optional.ofNullable(rest), false, span);
    }

    private Clause.Part part(ClausePartContext context) {
        if (context.annotation() != null) {
            return new Clause.Mark(
                    items.annotations(List.of(context.annotation())).getFirst());
        }
        Token token = context.getStart();
        Span span = expressions.span(token);
        return switch (token.getType()) {
            case BoutonParser.NUMBER -> new Clause.Number(token.getText(), span);
            case BoutonParser.STRING -> new Clause.Text(ExpressionBuilder.text(token.getText()), span);
            default -> isWord(token) ? new Clause.Word(token.getText(), span) : new Clause.Sign(token.getText(), span);
        };
    }

    private static boolean isWord(Token token) {
        return token.getType() == BoutonParser.ID
                || Character.isLetter(token.getText().charAt(0));
    }
}
