package bouton.dsl.chip.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.source.Span;

/** One whole number, or a first and a last one. */
record Interval(int from, int to) {
    /**
     * Reads {@code a} or {@code a .. b}.
     *
     * @param unit what is counted; empty if no unit is written
     */
    static Interval read(Reader reader, String what, int least, int most, String unit) {
        Span at = reader.here();
        int from = reader.whole(what, least, most);
        int to = reader.accept("..") ? reader.whole("the end of the range", least, most) : from;
        if (!unit.isEmpty()) {
            reader.unit(unit);
        }
        if (!reader.failed() && from > to) {
            reader.fail(Diagnostic.of(Code.F102, at, "a range goes up: " + from + " .. " + to + " is empty")
                    .help("write `" + to + " .. " + from + "`"));
        }
        return new Interval(from, to);
    }
}
