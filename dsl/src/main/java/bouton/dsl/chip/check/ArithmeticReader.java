package bouton.dsl.chip.check;

import bouton.dsl.chip.Arithmetic;
import bouton.dsl.chip.NumberFormat;
import bouton.dsl.chip.NumberFormat.Rounding;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.source.Span;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Reads what a core keeps numbers in and can do with them. */
final class ArithmeticReader {
    private static final int LONGEST_TABLE = 65_536;

    private final Body body;
    private final Span core;
    private final boolean wired;
    private final Diagnostics diagnostics;
    private final Map<String, NumberFormat> formats = new HashMap<>();
    private boolean failed;

    /** @param wired the chip computes as its circuits say, whatever its formats allow */
    ArithmeticReader(Body body, Span core, boolean wired, Diagnostics diagnostics) {
        this.wired = wired;
        this.body = body;
        this.core = core;
        this.diagnostics = diagnostics;
    }

    Arithmetic read() {
        formats.put("numbers", format("numbers", NumberFormat.FLOAT64));
        NumberFormat general = formats.get("numbers");
        boolean given = body.find("numbers") != null;
        NumberFormat weight = format("weight", general);
        NumberFormat state = format("state", general);
        Arithmetic result = new Arithmetic(
                weight,
                format("synapse", given ? general : weight),
                format("trace", given ? general : state),
                state,
                format("parameter", given ? general : state),
                format("accumulator", given ? general : state),
                format("payload", given ? general : state),
                number("register", 63, r -> bits(r, 8, 63)),
                number("multiplier", 63, r -> r.bitsOrNone("bits of an operand", 1, 63)),
                number("divider", 1, r -> r.onOff() ? 1 : 0) == 1,
                number("constant", 63, r -> r.bitsOrNone("bits of a constant", 1, 63)),
                number("shifts", 0, r -> r.whole("how many powers of two", 0, 64)),
                number("table", 0, r -> r.accept("none") ? 0 : table(r)),
                number("random", 53, r -> r.bitsOrNone("bits of a random number", 1, 63)),
                number("weight_shift", 1, r -> r.onOff() ? 1 : 0) == 1);
        if (!failed) {
            check(result);
        }
        return result;
    }

    private NumberFormat format(String word, NumberFormat otherwise) {
        Entry entry = body.find(word);
        if (entry == null) {
            return otherwise;
        }
        Reader reader = new Reader(entry, diagnostics);
        NumberFormat format = Formats.read(reader);
        reader.end();
        failed |= reader.failed();
        return format;
    }

    private int number(String word, int otherwise, ToIntFunction<Reader> read) {
        Entry entry = body.find(word);
        if (entry == null) {
            return otherwise;
        }
        Reader reader = new Reader(entry, diagnostics);
        int result = read.applyAsInt(reader);
        reader.provenance();
        reader.end();
        failed |= reader.failed();
        return result;
    }

    private static int bits(Reader reader, int least, int most) {
        int bits = reader.whole("a number of bits", least, most);
        reader.unit("bit");
        return bits;
    }

    private static int table(Reader reader) {
        Span at = reader.here();
        int entries = reader.whole("a number of entries or `none`", 0, LONGEST_TABLE);
        if (!reader.failed() && entries < 2) {
            reader.fail(Diagnostic.of(Code.Q124, at, "a table with fewer than two entries says nothing of a function")
                    .help("write `table none`, or at least `table 2`"));
        }
        return entries;
    }

    private void check(Arithmetic a) {
        if (a.isMixed()) {
            mixed(a);
            return;
        }
        if (a.isReal()) {
            return;
        }
        sums(a);
        registers(a);
        randomness(a);
        if (a.constant() == 0 && a.shifts() == 0 && !wired) {
            diagnostics.add(Diagnostic.of(
                            Code.Q130, span("constant"), "there is no way to multiply with a constant: nothing decays")
                    .help("give it `constant 8 bit`, or `shifts 2`: constants that are sums of two powers of two"));
        }
    }

    private void mixed(Arithmetic a) {
        String real = "";
        String integer = "";
        for (int i = 0; i < Formats.WORDS.size(); i++) {
            NumberFormat format = a.formats().get(i);
            if (format.real()) {
                real = real.isEmpty() ? Formats.WORDS.get(i) : real;
            } else {
                integer = integer.isEmpty() ? Formats.WORDS.get(i) : integer;
            }
        }
        diagnostics.add(Diagnostic.of(
                        Code.Q121,
                        span(integer),
                        "`" + integer + "` is an integer and `" + real
                                + "` is float64: a core computes with one of both")
                .help("say what `" + real + "` is kept in, as `" + real + " s16`; `numbers s16` says it of all"));
    }

    private void sums(Arithmetic a) {
        if (a.accumulator().bits() < a.weight().bits()) {
            diagnostics.add(Diagnostic.of(
                            Code.Q122,
                            span("accumulator"),
                            "a sum of " + a.accumulator().bits() + " bits is narrower than a weight of "
                                    + a.weight().bits())
                    .note("one large weight overflows it"));
        }
    }

    private void registers(Arithmetic a) {
        for (int i = 0; i < Formats.WORDS.size(); i++) {
            NumberFormat format = a.formats().get(i);
            if (format.bits() > a.register()) {
                diagnostics.add(Diagnostic.of(
                                Code.Q123,
                                span("register"),
                                "a register of " + a.register() + " bits does not hold `" + Formats.WORDS.get(i)
                                        + "` of " + format.bits())
                        .label("too short"));
                return;
            }
        }
    }

    private void randomness(Arithmetic a) {
        if (a.random() > 0) {
            return;
        }
        for (int i = 0; i < Formats.WORDS.size(); i++) {
            if (a.formats().get(i).rounding() == Rounding.STOCHASTIC) {
                diagnostics.add(Diagnostic.of(
                                Code.Q125,
                                span(Formats.WORDS.get(i)),
                                "`" + Formats.WORDS.get(i)
                                        + "` is rounded by chance, and there are no random numbers: `random none`")
                        .help("give it `random 8 bit`, or round to the nearest"));
                return;
            }
        }
    }

    /** The line of an item; of the general format where it has none; else of the core. */
    private Span span(String word) {
        @Nullable Entry entry = body.find(word);
        Entry found = entry == null && List.copyOf(Formats.WORDS).contains(word) ? body.find("numbers") : entry;
        return found == null ? core : found.span();
    }
}
