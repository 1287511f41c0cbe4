package bouton.dsl.parse;

import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.parse.generated.BoutonParser;
import bouton.dsl.parse.generated.BoutonParser.*;
import bouton.dsl.source.Source;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Declaration;
import bouton.dsl.syntax.Ident;
import bouton.dsl.syntax.Item;
import bouton.dsl.syntax.SourceFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ErrorNode;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/** From ANTLR's tree to ours: declarations and items. A part with a syntax error becomes `Faulty`, its names doubtful. */
final class TreeBuilder {
    private final Source source;
    private final ExpressionBuilder expressions;
    private final Set<String> doubtful = new HashSet<>();
    private @Nullable ParserRuleContext current;

    TreeBuilder(Source source, Diagnostics diagnostics) {
        this.source = source;
        this.expressions = new ExpressionBuilder(source, diagnostics);
    }

    SourceFile file(FileContext tree) {
        List<Declaration> declarations = new ArrayList<>();
        for (DeclarationContext d : tree.declaration()) {
            declarations.add(declaration(d));
        }
        // What the parser threw away while looking for the next declaration.
        tree.children.stream().filter(c -> c instanceof ErrorNode).forEach(this::doubt);
        return new SourceFile(source, declarations, doubtful);
    }

    /** Start of what was built last: where to point when it went too deep. */
    Optional<Span> place() {
        return Optional.ofNullable(current).map(c -> {
            Span all = expressions.span(c);
            return new Span(source, all.start(), all.start());
        });
    }

    private Declaration declaration(DeclarationContext context) {
        current = context;
        if (broken(context)) {
            doubt(context);
            NameContext name = context.getRuleContext(NameContext.class, 0);
            Ident ident = name != null && name.getStart() != null
                    ? expressions.ident(name)
                    : new Ident("", expressions.span(context));
            return new Declaration.Faulty(ident, expressions.span(context));
        }
        return switch (context) {
            case ModelContext c when c.foreignBody() != null -> foreign(c, c.foreignBody());
            case ModelContext c ->
                new Declaration.Model(
                        kind(c),
                        expressions.ident(c.name()),
                        Optional.ofNullable(c.path()).map(expressions::path),
                        items(c.block()),
                        documentation(c),
                        expressions.span(c));
            case ExperimentContext c ->
                new Declaration.Experiment(
                        expressions.ident(c.name()),
                        expressions.path(c.path()),
                        annotations(c.annotation()),
                        items(c.block()),
                        expressions.span(c));
            case TargetDeclarationContext c ->
                new Declaration.Target(
                        expressions.ident(c.name()),
                        expressions.path(c.path()),
                        c.block() == null ? List.of() : items(c.block()),
                        expressions.span(c));
            case ChipContext c ->
                new Declaration.Chip(
                        expressions.ident(c.name()),
                        Optional.ofNullable(c.path()).map(expressions::path),
                        chipBuilder().clauses(c.chipBlock()),
                        chipBuilder().circuits(c.chipBlock()),
                        documentation(c),
                        expressions.span(c));
            case DataContext c ->
                new Declaration.Data(
                        expressions.ident(c.name()),
                        c.dims().stream()
                                .flatMap(d -> d.expr().stream())
                                .map(expressions::expr)
                                .toList(),
                        new Item.Initial(c.op.getText().equals("~"), expressions.expr(c.expr(0))),
                        Optional.ofNullable(c.expr(1)).map(expressions::expr),
                        expressions.span(c));
            case FunctionContext c ->
                new Declaration.Function(
                        expressions.ident(c.name(0)),
                        c.name().stream().skip(1).map(expressions::ident).toList(),
                        expressions.expr(c.expr()),
                        expressions.span(c));
            case UseContext c -> use(c);
            case UnknownDeclarationContext c -> {
                doubt(c);
                yield new Declaration.Unknown(expressions.ident(c.getStart()), expressions.span(c));
            }
            default -> throw new IllegalStateException(context.getClass().getName());
        };
    }

    private static Declaration.Kind kind(ModelContext c) {
        return Declaration.Kind.valueOf(c.kind.getText().toUpperCase(Locale.ROOT));
    }

    private Declaration foreign(ModelContext c, ForeignBodyContext body) {
        return new Declaration.Foreign(
                kind(c),
                expressions.ident(c.name()),
                expressions.path(c.path()),
                body.arg().stream().map(expressions::arg).toList(),
                body.foreignItem().stream().map(this::foreignPart).toList(),
                expressions.span(c));
    }

    private Declaration.Foreign.Part foreignPart(ForeignItemContext context) {
        Span span = expressions.span(context);
        return switch (context) {
            case ForeignPortContext c ->
                new Declaration.Foreign.Part.Port(
                        c.direction.getText().equals("in"),
                        expressions.ident(c.name()),
                        c.dims() == null
                                ? List.of()
                                : c.dims().expr().stream()
                                        .map(expressions::expr)
                                        .toList(),
                        Optional.ofNullable(c.unit()).map(expressions::unit),
                        span);
            case ForeignEveryContext c -> new Declaration.Foreign.Part.Every(expressions.expr(c.expr()), span);
            case ForeignOnContext c -> new Declaration.Foreign.Part.OnEvent(expressions.ident(c.name()), span);
            default -> new Declaration.Foreign.Part.Other(span);
        };
    }

    private ChipBuilder chipBuilder() {
        return new ChipBuilder(expressions, itemBuilder(), this::items);
    }

    private ItemBuilder itemBuilder() {
        return new ItemBuilder(expressions, this::items);
    }

    private List<Item.Annotation> annotations(List<BoutonParser.AnnotationContext> list) {
        return itemBuilder().annotations(list);
    }

    private Declaration use(UseContext c) {
        boolean braces = c.getText().contains("{");
        List<Ident> path = new ArrayList<>();
        List<Ident> names = new ArrayList<>();
        boolean inside = false;
        for (ParseTree child : c.children) {
            if (child.getText().equals("{")) {
                inside = true;
            } else if (child instanceof NameContext n) {
                (inside ? names : path).add(expressions.ident(n));
            }
        }
        if (!braces) {
            names.add(path.removeLast());
        }
        return new Declaration.Use(path, names, expressions.span(c));
    }

    private List<Item> items(BlockContext block) {
        List<Item> items = new ArrayList<>();
        for (ItemContext item : block.item()) {
            items.add(item(item));
        }
        return items;
    }

    private Item item(ItemContext context) {
        current = context;
        if (broken(context)) {
            doubt(context);
            return new Item.Faulty(expressions.span(context));
        }
        ItemBuilder builder = itemBuilder();
        Item item = builder.item(context);
        if (item instanceof Item.Unknown) {
            doubt(context);
        }
        return item;
    }

    /** A syntax error in the node itself or in what belongs to it, blocks apart: their items are looked at one by one. */
    static boolean broken(ParserRuleContext context) {
        if (context.exception != null) {
            return true;
        }
        if (context.children == null || context.children.isEmpty()) {
            // Every rule takes something: what it needs has been left out.
            return true;
        }
        for (ParseTree child : context.children) {
            if (child instanceof ErrorNode) {
                return true;
            }
            if (child instanceof BlockContext block) {
                if (block.exception != null && block.item().isEmpty()) {
                    return true;
                }
                continue;
            }
            if (child instanceof ChipBlockContext block) {
                if (block.exception != null && block.clause().isEmpty()) {
                    return true;
                }
                continue;
            }
            if (child instanceof ConditionalContext conditional) {
                if (broken(conditional)) {
                    return true;
                }
                continue;
            }
            if (child instanceof ParserRuleContext rule && broken(rule)) {
                return true;
            }
        }
        return false;
    }

    private void doubt(ParseTree tree) {
        if (tree instanceof TerminalNode leaf) {
            if (leaf.getSymbol().getType() == BoutonParser.ID) {
                doubtful.add(leaf.getText());
            }
            return;
        }
        for (int i = 0; i < tree.getChildCount(); i++) {
            doubt(tree.getChild(i));
        }
    }

    /** The `##` lines directly above. */
    private String documentation(ParserRuleContext context) {
        List<String> found = new ArrayList<>();
        for (int line = source.line(Math.max(0, context.getStart().getStartIndex())) - 1; line > 0; line--) {
            String text = source.lineText(line).strip();
            if (!text.startsWith("##")) {
                break;
            }
            found.add(text.substring(2).strip());
        }
        Collections.reverse(found);
        return String.join("\n", found);
    }
}
