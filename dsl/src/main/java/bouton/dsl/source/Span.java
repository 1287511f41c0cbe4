package bouton.dsl.source;

/** Characters {@code start} (included) to {@code end} (excluded) of a source. */
public record Span(Source source, int start, int end) implements Comparable<Span> {
    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("span " + start + " .. " + end);
        }
    }

    /** From the start of this to the end of the other. */
    public Span to(Span other) {
        return other.source == source && other.end >= start ? new Span(source, start, Math.max(end, other.end)) : this;
    }

    /** Line of the start, from 1. */
    public int line() {
        return source.line(start);
    }

    /** Column of the start, from 1, in code points. */
    public int column() {
        return source.column(start);
    }

    /** Line of the end, from 1. */
    public int endLine() {
        return source.line(end);
    }

    /** Column just behind the end, from 1, in code points. */
    public int endColumn() {
        return source.column(end);
    }

    /** The characters. */
    public String text() {
        return source.text().substring(start, end);
    }

    @Override
    public int compareTo(Span other) {
        int byName = source.name().compareTo(other.source.name());
        if (byName != 0) {
            return byName;
        }
        return start != other.start ? Integer.compare(start, other.start) : Integer.compare(end, other.end);
    }

    @Override
    public String toString() {
        return source.name() + ":" + line() + ":" + column();
    }
}
