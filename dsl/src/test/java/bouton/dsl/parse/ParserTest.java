package bouton.dsl.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.diagnostic.TextRenderer;
import bouton.dsl.source.Source;
import bouton.dsl.syntax.Declaration;
import bouton.dsl.syntax.Expr;
import bouton.dsl.syntax.Item;
import bouton.dsl.syntax.SourceFile;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParserTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a + b * c | (a + (b * c))",
                "a * b + c | ((a * b) + c)",
                "a - b - c | ((a - b) - c)",
                "a ^ b ^ c | (a ^ (b ^ c))",
                "-a ^ b | (-(a ^ b))",
                "-a * b | ((-a) * b)",
                "a > b and c < d | ((a > b) and (c < d))",
                "a and b or c and d | ((a and b) or (c and d))",
                "not a and b | ((not a) and b)",
                "a > b and not c | ((a > b) and (not c))",
                "not a > b | (not (a > b))",
                "a + b > c * d | ((a + b) > (c * d))",
                "a == b + c within 5 % | ((a == (b + c)) within 5 %)",
                "if a > b then c + d else e and f | (if (a > b) then (c + d) else (e and f))",
                "a.b[c].d(e, f) | a.b[c].d(e, f)",
                "a[1 .. n - 1] | a[(1 .. (n - 1))]",
                "2 mV * a | (2 mV * a)",
                "2 [mV/ms] * a | (2 [mV/ms] * a)",
            })
    void operatorsBindAsInMathematics(String text, String expected) {
        assertEquals(expected, show(value("x = " + text)));
    }

    @Test
    void aLineEndsAnItem() {
        assertEquals(List.of("state", "state", "x'"), words("state x: 1 = 0\nstate y: 1 = 0\nx' = -x"));
        assertEquals(List.of("state", "state"), words("state x: 1 = 0 ; state y: 1 = 0 ;"));
        assertEquals(List.of("state", "state"), words("\n\n;;state x: 1 = 0\r\n\r\nstate y: 1 = 0\r"));
    }

    @Test
    void aLineGoesOnBehindAnOperatorAndInBrackets() {
        assertEquals(List.of("assignment"), words("x = a +\n\n  b"));
        assertEquals(List.of("assignment"), words("x = f(a,\n b\n)"));
        assertEquals(List.of("assignment"), words("x = (a\n + b)"));
        assertEquals(List.of("assignment"), words("x = # the sum\n a"));
        assertEquals(List.of("project"), words("project A -> B.exc by\n one_to_one()\n".stripTrailing() + " with\n s"));
    }

    @Test
    void elseMayStandOnItsOwnLine() {
        assertEquals(List.of("if"), words("if a > b { x = 1 }\nelse if a < b { x = 2 }\nelse { x = 3 }"));
    }

    @Test
    void wordsOfItemsMayBeNames() {
        assertEquals(List.of("assignment", "assignment"), words("state = 3\nrun = weight + target"));
    }

    @Test
    void anItemEndsBracketsThatAreOpen() {
        Diagnostics diagnostics = new Diagnostics();
        List<Item> items = items("x' = -(x / 20 ms\nstate y: 1 = 0\ny' = f(1\nz' = 3", diagnostics);
        assertEquals(
                List.of("x'", "state", "y'", "z'"),
                items.stream().map(Item::word).toList());
        assertEquals(2, diagnostics.errorCount());
    }

    @Test
    void aMissingBraceIsFoundByIndentation() {
        Diagnostics diagnostics = new Diagnostics();
        SourceFile file = Parser.parse(
                new Source("test", "neuron a {\n  on tick {\n    x = 1\n}\nneuron b {\n  state x: 1 = 0\n}\n"),
                diagnostics);
        assertEquals(1, diagnostics.errorCount());
        assertEquals(2, diagnostics.sorted().getFirst().span().line());
        assertEquals(2, file.declarations().size());
    }

    @Test
    void documentationBelongsToTheNextDeclaration() {
        SourceFile file = Parser.parse(
                new Source("test", "## One.\n##  Two.\nneuron a { }\n\n## Lost.\n\nneuron b { }\n"), new Diagnostics());
        assertEquals("One.\nTwo.", ((Declaration.Model) file.declarations().get(0)).documentation());
        assertEquals("", ((Declaration.Model) file.declarations().get(1)).documentation());
    }

    @Test
    void spansCoverWhatWasWritten() {
        Item.Assign assign =
                (Item.Assign) items("x = 1 + a * 2", new Diagnostics()).getFirst();
        assertEquals("x = 1 + a * 2", assign.span().text());
        assertEquals("1 + a * 2", assign.value().span().text());
        assertEquals("a * 2", ((Expr.Binary) assign.value()).right().span().text());
    }

    private static Expr value(String item) {
        Diagnostics diagnostics = new Diagnostics();
        List<Item> items = items(item, diagnostics);
        assertFalse(diagnostics.hasErrors(), () -> new TextRenderer(false).render(diagnostics.sorted()));
        return ((Item.Assign) items.getFirst()).value();
    }

    private static List<String> words(String text) {
        Diagnostics diagnostics = new Diagnostics();
        List<String> words = items(text, diagnostics).stream().map(Item::word).toList();
        assertFalse(diagnostics.hasErrors(), () -> new TextRenderer(false).render(diagnostics.sorted()));
        return words;
    }

    private static List<Item> items(String text, Diagnostics diagnostics) {
        SourceFile file = Parser.parse(new Source("test", "neuron a {\n" + text + "\n}\n"), diagnostics);
        return ((Declaration.Model) file.declarations().getFirst()).items();
    }

    /** With all brackets. */
    private static String show(Expr e) {
        return switch (e) {
            case Expr.Number n -> n.span().text();
            case Expr.Text t -> t.span().text();
            case Expr.Name n -> n.text();
            case Expr.Member m -> show(m.of()) + "." + m.name();
            case Expr.Index i -> show(i.of()) + "[" + args(i.at()) + "]";
            case Expr.Call c -> show(c.callee()) + "(" + args(c.arguments()) + ")";
            case Expr.Range r -> "(" + show(r.from()) + " .. " + show(r.to().orElseThrow()) + ")";
            case Expr.Unary u ->
                "(" + (u.operator() == Expr.UnaryOperator.MINUS ? "-" : "not ") + show(u.operand()) + ")";
            case Expr.Binary b -> "(" + show(b.left()) + " " + b.operator().symbol() + " " + show(b.right()) + ")";
            case Expr.Within w -> "(" + show(w.comparison()) + " within " + show(w.tolerance()) + ")";
            case Expr.Conditional c ->
                "(if " + show(c.condition()) + " then " + show(c.then()) + " else " + show(c.otherwise()) + ")";
            case Expr.ListOf l -> "[" + args(l.elements()) + "]";
            case Expr.Tuple t -> t.span().text();
            case Expr.Faulty f -> "?";
        };
    }

    private static String args(List<Expr.Arg> args) {
        return args.stream().map(a -> show(a.value())).collect(Collectors.joining(", "));
    }
}
