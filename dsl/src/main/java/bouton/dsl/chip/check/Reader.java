package bouton.dsl.chip.check;

import bouton.dsl.chip.Core;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Clause;
import bouton.dsl.syntax.Item;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the line of an item from left to right. After the first thing that is wrong, which is reported, it answers with
 * harmless values and reports nothing more: one cause, one message.
 */
final class Reader {
    /** More than any chip has of anything, and products of three of them still fit into a long. */
    static final int MOST = 1_000_000;

    private final Entry entry;
    private final Diagnostics diagnostics;
    private int next;
    private boolean failed;

    Reader(Entry entry, Diagnostics diagnostics) {
        this.entry = entry;
        this.diagnostics = diagnostics;
        this.next = entry.words();
    }

    Diagnostics diagnostics() {
        return diagnostics;
    }

    /** Whether something was wrong. */
    boolean failed() {
        return failed;
    }

    /** What tells the item from others: the words it begins with. */
    String key() {
        return entry.key();
    }

    /** The whole line. */
    Span span() {
        return entry.span();
    }

    /** Where the next part stands; at the end, the last one. */
    Span here() {
        return entry.parts().get(Math.min(next, entry.parts().size() - 1)).span();
    }

    boolean atEnd() {
        return failed || next >= entry.parts().size();
    }

    /** Reports, once. */
    void fail(Diagnostic.Builder builder) {
        if (!failed) {
            failed = true;
            diagnostics.add(builder);
        }
    }

    private void missing(String what) {
        Span last = entry.parts().getLast().span();
        fail(Diagnostic.of(Code.S008, last, "`" + entry.key() + "` needs " + what)
                .label("nothing follows"));
    }

    /** Reports that something else stands here than what was due. */
    void expected(String what) {
        if (next >= entry.parts().size()) {
            missing(what);
        } else {
            fail(Diagnostic.of(Code.S001, here(), "expected " + what + ", found `" + shortened(here().text()) + "`"));
        }
    }

    private static String shortened(String text) {
        return text.length() > 30 ? text.substring(0, 30) + "…" : text;
    }

    /** Nothing more may follow. */
    void end() {
        if (!atEnd()) {
            fail(Diagnostic.of(
                    Code.S001, here(), "`" + shortened(here().text()) + "` is more than `" + entry.key() + "` takes"));
        }
    }

    private Optional<Clause.Part> peek() {
        return atEnd() ? Optional.empty() : Optional.of(entry.parts().get(next));
    }

    /** Whether this word or sign is next. */
    boolean sees(String text) {
        return peek().filter(p -> (p instanceof Clause.Word || p instanceof Clause.Sign)
                        && p.text().equals(text))
                .isPresent();
    }

    boolean seesWord() {
        return peek().filter(Clause.Word.class::isInstance).isPresent();
    }

    boolean seesNumber() {
        return peek().filter(Clause.Number.class::isInstance).isPresent() || sees("-");
    }

    /** Takes the word or sign if it is next. */
    boolean accept(String text) {
        boolean there = sees(text);
        next += there ? 1 : 0;
        return there;
    }

    void expect(String text, String example) {
        if (!accept(text)) {
            expected("`" + text + "`, as in `" + example + "`");
        }
    }

    /** A word; empty text after an error. */
    Clause.Word word(String what) {
        if (peek().orElse(null) instanceof Clause.Word w) {
            next++;
            return w;
        }
        expected(what);
        return new Clause.Word("", entry.span());
    }

    /** One of some words. */
    String oneOf(List<String> words) {
        Span at = here();
        boolean there = seesWord();
        String found = word("one of " + String.join(", ", words)).word();
        if (there && !words.contains(found)) {
            fail(Diagnostic.of(Code.S005, at, "`" + entry.key() + "` knows no `" + shortened(found) + "`")
                    .suggest(found, words)
                    .note("it is one of " + String.join(", ", words)));
            return words.getFirst();
        }
        return there ? found : words.getFirst();
    }

    /** {@code on} or {@code off}; nothing means on. */
    boolean onOff() {
        return atEnd() || seesMark() || oneOf(List.of("on", "off")).equals("on");
    }

    /** A text in quotes, a word, or a number as written; empty if none is next. */
    Optional<Clause.Part> value() {
        Optional<Clause.Part> part =
                peek().filter(p -> p instanceof Clause.Text || p instanceof Clause.Word || p instanceof Clause.Number);
        next += part.isPresent() ? 1 : 0;
        return part;
    }

    /** A number with its sign; 0 after an error. */
    BigDecimal number(String what) {
        boolean negative = accept("-");
        if (peek().orElse(null) instanceof Clause.Number n) {
            next++;
            BigDecimal value = decimal(n);
            return negative ? value.negate() : value;
        }
        expected(what);
        return BigDecimal.ZERO;
    }

    private BigDecimal decimal(Clause.Number number) {
        String digits = number.digits();
        try {
            BigDecimal value = digits.length() > 60 ? null : new BigDecimal(digits);
            // Beyond this nothing physical lies, and arithmetic on exponents stays quick.
            if (value != null && Math.abs((long) value.scale()) < 400) {
                return value;
            }
        } catch (NumberFormatException e) {
            // An exponent beyond int: reported below.
        }
        fail(Diagnostic.of(Code.S007, number.span(), "this number is too large or has too many digits"));
        return BigDecimal.ZERO;
    }

    /** A whole number. */
    int whole(String what, int least, int most) {
        Span at = here();
        BigDecimal value = number(what);
        if (failed) {
            return least;
        }
        boolean whole = value.stripTrailingZeros().scale() <= 0;
        if (!whole || value.compareTo(BigDecimal.valueOf(least)) < 0 || value.compareTo(BigDecimal.valueOf(most)) > 0) {
            fail(Diagnostic.of(
                            Code.F101,
                            at,
                            "`" + entry.key() + "` is a whole number from " + least + " to " + shown(most))
                    .label("this is " + value.toPlainString().replaceFirst("(.{20}).+", "$1…")));
            return least;
        }
        return value.intValueExact();
    }

    /** Large numbers with their thousands apart, as people read them. */
    private static String shown(int number) {
        return String.format(java.util.Locale.ROOT, "%,d", number);
    }

    /** A whole number, or {@code unlimited}. */
    int limit(String what, int least) {
        return accept("unlimited") ? Core.UNLIMITED : whole(what + " or `unlimited`", least, MOST);
    }

    /** So many bits, or {@code none}, which is 0. */
    int bitsOrNone(String what, int least, int most) {
        if (accept("none")) {
            return 0;
        }
        int bits = whole(what + " or `none`", least, most);
        unit("bit");
        return bits;
    }

    /** The unit of a count, which must be written. */
    void unit(String name) {
        if (!accept(name)) {
            if (seesWord()) {
                fail(Diagnostic.of(Code.U001, here(), "`" + entry.key() + "` is counted in `" + name + "`")
                        .fix("write `" + name + "`", here(), name));
            } else {
                expected("the unit `" + name + "`");
            }
        }
    }

    /** Something physical: a number and its unit. */
    Amount amount(String what) {
        Span at = here();
        BigDecimal number = number(what);
        if (failed) {
            return Amount.nothing(at);
        }
        Optional<Clause.Word> unit =
                peek().filter(Clause.Word.class::isInstance).map(Clause.Word.class::cast);
        if (unit.isEmpty()) {
            fail(Diagnostic.of(Code.U007, at, "`" + entry.key() + "` needs a unit behind this number")
                    .help(what));
            return Amount.nothing(at);
        }
        next++;
        Optional<Amount> amount =
                Amount.of(number, unit.get().word(), at.to(unit.get().span()));
        if (amount.isEmpty()) {
            fail(Diagnostic.of(
                            Code.U003,
                            unit.get().span(),
                            "there is no unit `" + shortened(unit.get().word()) + "`")
                    .suggest(unit.get().word(), Amount.symbols()));
        }
        return amount.orElse(Amount.nothing(at));
    }

    boolean seesMark() {
        return peek().filter(Clause.Mark.class::isInstance).isPresent();
    }

    /** The annotations that stand here. */
    List<Item.Annotation> marks() {
        List<Item.Annotation> result = new ArrayList<>();
        while (peek().orElse(null) instanceof Clause.Mark m) {
            result.add(m.annotation());
            next++;
        }
        return result;
    }

    /** Where the number before comes from: what is annotated here, else what the block around says. */
    Optional<Item.Annotation> provenance() {
        List<Item.Annotation> marks = marks();
        for (Item.Annotation mark : marks) {
            if (!Marks.isProvenance(mark)) {
                fail(Diagnostic.of(
                                Code.S009,
                                mark.span(),
                                "`" + entry.key() + "` knows no annotation `@" + mark.name() + "`")
                        .suggest(mark.name().text(), Marks.NAMES)
                        .note("numbers of a chip say where they come from: @" + String.join(", @", Marks.NAMES)));
            }
        }
        if (marks.size() > 1) {
            fail(Diagnostic.of(Code.F110, marks.get(1).span(), "a number comes from one place")
                    .also(marks.getFirst().span(), "this says so already"));
        }
        return marks.isEmpty() ? entry.known() : Optional.of(marks.getFirst());
    }
}
