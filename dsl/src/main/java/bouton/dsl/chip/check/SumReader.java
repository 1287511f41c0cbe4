package bouton.dsl.chip.check;

import bouton.dsl.chip.Learning;
import bouton.dsl.chip.Learning.SumOfProducts;
import bouton.dsl.chip.Learning.Word;
import bouton.dsl.chip.NumberFormat;
import bouton.dsl.chip.NumberFormat.Rounding;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Item;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads {@code learning sum_of_products { … }}. */
final class SumReader {
    private static final List<String> WORDS =
            List.of("epoch", "gates", "factors", "const", "sgn", "scale", "acc", "store", "terms", "reads");
    private static final NumberFormat BYTE =
            new NumberFormat(8, true, -1, NumberFormat.Overflow.SATURATE, Rounding.NEAREST, false);
    private static final int MOST_TERMS = 10_000;

    private final Body block;
    private final Span span;
    private final Diagnostics diagnostics;

    SumReader(Body block, Span span, Diagnostics diagnostics) {
        this.block = block;
        this.span = span;
        this.diagnostics = diagnostics;
    }

    Learning read() {
        Learning.Epoch epoch = LearningReader.epoch(block, diagnostics);
        List<Word> factors = factors();
        List<Word> variables = variables();
        if (!epoch.exists() && block.find("epoch") == null) {
            missing("epoch", "`epoch 1 .. 63 tick`");
        }
        if (variables.isEmpty()) {
            missing("a word that it changes", "`w: s9`");
        }
        int[] shifts = new int[2];
        NumberFormat scale = scale(shifts);
        List<String> signs = names("sgn");
        known(signs, factors, variables);
        return new SumOfProducts(
                epoch,
                names("gates"),
                factors,
                variables,
                format("const", BYTE),
                signs,
                scale,
                shifts[0],
                shifts[1],
                format("acc", BYTE),
                store(),
                terms(),
                old());
    }

    private void missing(String what, String example) {
        diagnostics.add(Diagnostic.of(Code.S008, span, "a sum of products needs " + what)
                .help("for example " + example));
    }

    private List<String> names(String word) {
        Entry entry = block.find(word);
        if (entry == null) {
            return List.of();
        }
        Reader reader = new Reader(entry, diagnostics);
        List<String> names = LearningReader.names(reader, "names");
        reader.end();
        return names;
    }

    /** {@code factors x1, x2: u7, r: s8}. */
    private List<Word> factors() {
        Entry entry = block.find("factors");
        List<Word> result = new ArrayList<>();
        if (entry == null) {
            return result;
        }
        Reader reader = new Reader(entry, diagnostics);
        do {
            List<String> names = LearningReader.names(reader, "names of traces");
            reader.expect(":", "factors x1, y1: u7");
            NumberFormat format = Formats.read(reader);
            names.forEach(n -> result.add(new Word(n, format)));
        } while (!reader.failed() && reader.accept(","));
        reader.end();
        return result;
    }

    /** Items like {@code w: s9}. */
    private List<Word> variables() {
        List<Word> result = new ArrayList<>();
        for (Entry entry : block.entries()) {
            if (OF_PROGRAMS.contains(entry.key())) {
                diagnostics.add(Diagnostic.of(
                                Code.S006,
                                entry.span(),
                                "`" + entry.key() + "` does not belong to this kind of learning")
                        .note("a sum of products has " + String.join(", ", WORDS) + ", and its words, as `w: s9`"));
            } else if (!WORDS.contains(entry.key())) {
                Reader reader = new Reader(entry, diagnostics);
                reader.expect(":", "w: s9");
                result.add(new Word(entry.key(), Formats.read(reader)));
                reader.end();
            }
        }
        return result;
    }

    private static final List<String> OF_PROGRAMS = List.of("words", "registers", "history");

    private void known(List<String> signs, List<Word> factors, List<Word> variables) {
        Set<String> names = new HashSet<>();
        factors.forEach(f -> names.add(f.name()));
        variables.forEach(v -> names.add(v.name()));
        Entry entry = block.find("sgn");
        for (String sign : signs) {
            if (!names.contains(sign) && entry != null && !sign.isEmpty()) {
                diagnostics.add(Diagnostic.of(Code.N001, entry.span(), "there is no factor or word `" + sign + "`")
                        .suggest(sign, names));
            }
        }
    }

    private NumberFormat format(String word, NumberFormat otherwise) {
        Entry entry = block.find(word);
        if (entry == null) {
            return otherwise;
        }
        Reader reader = new Reader(entry, diagnostics);
        NumberFormat format = Formats.read(reader);
        reader.end();
        return format;
    }

    /** {@code scale s4 * 2^(-7 .. 8)}. */
    private NumberFormat scale(int[] shifts) {
        Entry entry = block.find("scale");
        if (entry == null) {
            return BYTE;
        }
        Reader reader = new Reader(entry, diagnostics);
        String example = "scale s4 * 2^(-7 .. 8)";
        NumberFormat format = Formats.bare(reader);
        if (reader.accept("*")) {
            reader.whole("2", 2, 2);
            reader.expect("^", example);
            reader.expect("(", example);
            Interval range = Interval.read(reader, "powers of two", -63, 63, "");
            reader.expect(")", example);
            shifts[0] = range.from();
            shifts[1] = range.to();
        }
        reader.end();
        return format;
    }

    /** {@code store @round(stochastic)}. */
    private Rounding store() {
        Entry entry = block.find("store");
        if (entry == null) {
            return Rounding.NEAREST;
        }
        Reader reader = new Reader(entry, diagnostics);
        Rounding result = Rounding.NEAREST;
        List<Item.Annotation> marks = reader.marks();
        if (marks.size() == 1 && marks.getFirst().name().text().equals("round")) {
            result = Formats.rounding(marks.getFirst(), reader).orElse(Rounding.NEAREST);
        } else {
            reader.expected("`@round(…)`, as in `store @round(stochastic)`");
        }
        reader.end();
        return result;
    }

    private int terms() {
        Entry entry = block.find("terms");
        if (entry == null) {
            return MOST_TERMS;
        }
        Reader reader = new Reader(entry, diagnostics);
        int terms = reader.whole("a number of products", 1, MOST_TERMS);
        reader.provenance();
        reader.end();
        return terms;
    }

    private boolean old() {
        Entry entry = block.find("reads");
        if (entry == null) {
            return true;
        }
        Reader reader = new Reader(entry, diagnostics);
        boolean old = reader.oneOf(List.of("old", "new")).equals("old");
        reader.end();
        return old;
    }
}
