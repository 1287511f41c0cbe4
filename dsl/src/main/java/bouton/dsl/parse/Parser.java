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
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.Pair;
import org.antlr.v4.runtime.misc.ParseCancellationException;
import org.jspecify.annotations.Nullable;

/** Reads a text into a syntax tree. The only entry to this package. */
public final class Parser {
    /** Larger inputs are refused: a network's connections belong into data files. */
    public static final int MAX_BYTES = 2_000_000;

    /** Deepest nesting of brackets, blocks, signs and the like. */
    static final int MAX_DEPTH = 200;

    private Parser() {}

    /** Reads bytes as UTF-8 and parses them; what is wrong goes into {@code diagnostics}. */
    public static SourceFile parse(String name, byte[] bytes, Diagnostics diagnostics) {
        if (bytes.length > MAX_BYTES) {
            Source nothing = new Source(name, "");
            return refuse(
                    nothing,
                    Diagnostic.of(
                                    Code.S003,
                                    new Span(nothing, 0, 0),
                                    "this file has %,d bytes; at most %,d are read".formatted(bytes.length, MAX_BYTES))
                            .help("keep connections, weights and stimuli in data files (`data d = npy(\"…\")`)"),
                    diagnostics);
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(in, out, true);
        Source source = new Source(name, out.flip().toString());
        return result.isError() ? notUtf8(source, bytes, in.position(), diagnostics) : parse(source, diagnostics);
    }

    /** Parses a text. */
    public static SourceFile parse(Source source, Diagnostics diagnostics) {
        int zero = source.text().indexOf('\0');
        if (zero >= 0) {
            Span at = new Span(source, zero, zero + 1);
            return refuse(
                    source,
                    Diagnostic.of(Code.S002, at, "this is not a text: it contains a zero byte")
                            .help("is it a data file, or a text in UTF-16? programs are UTF-8"),
                    diagnostics);
        }
        ParseErrors errors = new ParseErrors(source, diagnostics);
        Brackets brackets = new Brackets(tokens(source));
        List<Token> tokens = lines(brackets);
        Token deep = Nesting.beyond(MAX_DEPTH, tokens);
        if (deep != null) {
            return refuse(
                    source, tooDeep(errors.span(deep), "this nests more than " + MAX_DEPTH + " deep"), diagnostics);
        }
        brackets.unmatched().forEach(errors::unmatched);
        BoutonParser.FileContext faultless = faultless(tokens);
        BoutonParser parser = full(tokens, errors);
        TreeBuilder builder = new TreeBuilder(source, diagnostics);
        try {
            return builder.file(faultless == null ? parser.file() : faultless);
        } catch (StackOverflowError e) {
            // Long chains (1 + 1 + …, a.b.c…) nest in the tree without brackets.
            Span at = builder.place().orElse(errors.span(parser.getCurrentToken()));
            return refuse(source, tooDeep(at, "an expression here nests too deeply to be read"), diagnostics);
        }
    }

    /**
     * The tree of a text without faults, read with less work: no look at callers to decide between alternatives (SLL), no
     * preparation for recovery. What it reads at all it reads as the full parser does. Null if there is a fault, or if a
     * choice depends on a caller: then the full parser has to read it.
     */
    static BoutonParser.@Nullable FileContext faultless(List<Token> tokens) {
        BoutonParser parser = parser(tokens);
        parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
        parser.setErrorHandler(new BailErrorStrategy());
        try {
            return parser.file();
        } catch (ParseCancellationException | StackOverflowError e) {
            return null;
        }
    }

    /** The parser that finds and reports all faults. */
    static BoutonParser full(List<Token> tokens, ParseErrors errors) {
        BoutonParser parser = parser(tokens);
        parser.addErrorListener(errors);
        parser.setErrorHandler(new LineRecovery());
        return parser;
    }

    private static BoutonParser parser(List<Token> tokens) {
        BoutonParser parser = new BoutonParser(new CommonTokenStream(new ListTokenSource(tokens)));
        parser.removeErrorListeners();
        return parser;
    }

    private static Diagnostic.Builder tooDeep(Span at, String message) {
        return Diagnostic.of(Code.S004, at, message)
                .label("too deep")
                .help("give parts of it names (`let`, `function`)");
    }

    /** The tokens of a text as they are parsed. */
    static List<Token> prepared(Source source) {
        return lines(new Brackets(tokens(source)));
    }

    private static List<Token> lines(Brackets brackets) {
        List<Token> tokens = brackets.tokens();
        number(tokens);
        LineFilter.apply(tokens);
        return tokens;
    }

    private static List<Token> tokens(Source source) {
        String text = source.text();
        BoutonLexer lexer = new BoutonLexer(CharStreams.fromString(basicPlane(text), source.name()));
        lexer.removeErrorListeners();
        List<Token> tokens = new ArrayList<>(lexer.getAllTokens());
        CommonToken end = new CommonToken(
                new Pair<>(lexer, lexer.getInputStream()),
                Token.EOF,
                Token.DEFAULT_CHANNEL,
                text.length(),
                text.length() - 1);
        end.setText("");
        end.setLine(source.line(text.length()));
        tokens.add(end);
        number(tokens);
        return tokens;
    }

    private static void number(List<? extends Token> tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            ((CommonToken) tokens.get(i)).setTokenIndex(i);
        }
    }

    private static SourceFile refuse(Source source, Diagnostic.Builder why, Diagnostics diagnostics) {
        diagnostics.add(why);
        return new SourceFile(source, List.of(), Set.of());
    }

    /** The source holds the valid start, which gives the place of the first bad byte. */
    private static SourceFile notUtf8(Source source, byte[] bytes, int bad, Diagnostics diagnostics) {
        int end = source.text().length();
        String sixteen = utf16(bytes);
        return refuse(
                source,
                Diagnostic.of(
                                Code.S002,
                                new Span(source, end, end),
                                "this is not a text: byte %d (0x%02x) is not UTF-8".formatted(bad, bytes[bad]))
                        .help(
                                sixteen != null
                                        ? sixteen
                                        : "is it a data file, or a text in another encoding? save programs as UTF-8"),
                diagnostics);
    }

    private static @Nullable String utf16(byte[] bytes) {
        boolean mark = bytes.length >= 2
                && ((bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe)
                        || (bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff));
        return mark ? "it looks like UTF-16: save it as UTF-8" : null;
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
