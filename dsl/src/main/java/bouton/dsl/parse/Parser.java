package bouton.dsl.parse;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.parse.generated.BoutonLexer;
import bouton.dsl.parse.generated.BoutonParser;
import bouton.dsl.source.Source;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.SourceFile;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.Token;

/** Reads a text into a syntax tree. The only entry to this package. */
public final class Parser {
    /** Larger inputs are refused: a network's connections belong into data files. */
    public static final int MAX_BYTES = 2_000_000;

    /** Deepest nesting of brackets and blocks. */
    static final int MAX_DEPTH = 200;

    private Parser() {}

    /** Reads bytes as UTF-8 and parses them; what is wrong goes into {@code diagnostics}. */
    public static SourceFile parse(String name, byte[] bytes, Diagnostics diagnostics) {
        if (bytes.length > MAX_BYTES) {
            return refuse(
                    new Source(name, ""),
                    Diagnostic.of(
                                    Code.S003,
                                    new Span(new Source(name, ""), 0, 0),
                                    "this file has %,d bytes; at most %,d are read".formatted(bytes.length, MAX_BYTES))
                            .help("keep connections, weights and stimuli in data files (`data d = npy(\"…\")`)"),
                    diagnostics);
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return notText(name, bytes, diagnostics);
        }
        return parse(new Source(name, text), diagnostics);
    }

    /** Parses a text. */
    public static SourceFile parse(Source source, Diagnostics diagnostics) {
        String text = source.text();
        int zero = text.indexOf('\0');
        if (zero >= 0) {
            Span at = new Span(source, zero, zero + 1);
            return refuse(
                    source, Diagnostic.of(Code.S002, at, "this is not a text: it contains a zero byte"), diagnostics);
        }
        BoutonLexer lexer = new BoutonLexer(CharStreams.fromString(basicPlane(text), source.name()));
        lexer.removeErrorListeners();
        List<? extends Token> all = lexer.getAllTokens();
        List<Token> tokens = new java.util.ArrayList<>(all);
        org.antlr.v4.runtime.CommonToken end = new org.antlr.v4.runtime.CommonToken(Token.EOF, "");
        end.setStartIndex(text.length());
        end.setStopIndex(text.length() - 1);
        end.setLine(source.line(text.length()));
        tokens.add(end);
        for (int i = 0; i < tokens.size(); i++) {
            ((org.antlr.v4.runtime.CommonToken) tokens.get(i)).setTokenIndex(i);
        }
        LineFilter filter = new LineFilter(tokens);
        ParseErrors errors = new ParseErrors(source, diagnostics);
        if (filter.deepest() > MAX_DEPTH) {
            return refuse(
                    source,
                    Diagnostic.of(
                            Code.S004,
                            errors.span(filter.deepestToken()),
                            "brackets nest %,d deep; at most %d are read".formatted(filter.deepest(), MAX_DEPTH)),
                    diagnostics);
        }
        BoutonParser parser = new BoutonParser(new CommonTokenStream(new ListTokenSource(filter.tokens())));
        parser.removeErrorListeners();
        parser.addErrorListener(errors);
        try {
            BoutonParser.FileContext tree = parser.file();
            return new TreeBuilder(source, diagnostics).file(tree);
        } catch (StackOverflowError e) {
            // Chains of signs or powers nest without brackets.
            return refuse(
                    source,
                    Diagnostic.of(Code.S004, new Span(source, 0, 0), "an expression nests too deeply to be read"),
                    diagnostics);
        }
    }

    private static SourceFile refuse(Source source, Diagnostic.Builder why, Diagnostics diagnostics) {
        diagnostics.add(why);
        return new SourceFile(source, List.of(), Set.of());
    }

    private static SourceFile notText(String name, byte[] bytes, Diagnostics diagnostics) {
        // The valid start gives the place of the first bad byte.
        int good = 0;
        var decoder = StandardCharsets.UTF_8.newDecoder();
        java.nio.CharBuffer out = java.nio.CharBuffer.allocate(bytes.length + 1);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        decoder.decode(in, out, true);
        good = in.position();
        Source source = new Source(name, out.flip().toString());
        int end = source.text().length();
        return refuse(
                source,
                Diagnostic.of(
                        Code.S002,
                        new Span(source, end, end),
                        "this is not a text: byte %d (0x%02x) is not UTF-8".formatted(good, bytes[good])),
                diagnostics);
    }

    /** ANTLR counts code points, everything else here counts chars: stand-ins keep the offsets equal. */
    private static String basicPlane(String text) {
        if (text.codePoints().noneMatch(Character::isSupplementaryCodePoint)) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(Character.isSurrogate(c) ? '\uFFFD' : c);
        }
        return out.toString();
    }
}
