package bouton.image.data;

import bouton.image.data.Csv.Separator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Reads one text as a table; the rules are those of {@link Csv}. Positions are offsets into the text until a fault. */
final class CsvParser {

    private record Field(String text, boolean quoted, int start) {}

    private final String text;
    private final Optional<Separator> given;
    private Separator separator = Separator.COMMA;
    private int position;
    private double[] values = new double[64];
    private int count;

    CsvParser(String text, Optional<Separator> given) {
        this.text = text;
        this.given = given;
    }

    Table parse() throws DataFormatException {
        separator = given.orElse(Separator.COMMA);
        skipIgnored();
        if (position == text.length()) {
            throw fault(position, "there are no rows");
        }
        separator = given.orElseGet(this::detect);
        List<Field> first = new ArrayList<>();
        boolean more = true;
        while (more) {
            first.add(field());
            more = nextField();
        }
        List<String> names = names(first);
        if (names.isEmpty()) {
            for (Field field : first) {
                add(number(field));
            }
        }
        int columns = first.size();
        skipIgnored();
        while (position < text.length()) {
            row(columns);
            skipIgnored();
        }
        int[] shape = {count / columns, columns};
        return new Table(names, Tensor.trusted(ElementType.FLOAT64, shape, Arrays.copyOf(values, count)));
    }

    private void row(int columns) throws DataFormatException {
        for (int column = 0; column < columns; column++) {
            add(number(field()));
            int end = position;
            boolean more = nextField();
            if (!more && column + 1 < columns) {
                throw fault(
                        end, "the row has " + Texts.count(column + 1L, "field") + ", but the first row has " + columns);
            }
            if (more && column + 1 == columns) {
                throw fault(position, "the row has more fields than the first row, which has " + columns);
            }
        }
    }

    /** The names in the first row, or nothing if it is a row of numbers. */
    private List<String> names(List<Field> first) throws DataFormatException {
        Optional<Field> name = first.stream()
                .filter(field -> !field.text.isEmpty() && !Decimal.isNumber(field.text))
                .findFirst();
        if (name.isEmpty()) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        HashSet<String> seen = new HashSet<>();
        for (Field field : first) {
            if (field.text.isEmpty()) {
                throw fault(field.start, "column " + (names.size() + 1) + " has no name");
            }
            if (!field.quoted && Decimal.isNumber(field.text)) {
                throw fault(
                        name.get().start,
                        Texts.quote(name.get().text) + " is not a number, and a row of column names has numbers only"
                                + " in quotes");
            }
            if (!seen.add(field.text)) {
                throw fault(field.start, "the column name " + Texts.quote(field.text) + " is there twice");
            }
            names.add(field.text);
        }
        return names;
    }

    private double number(Field field) throws DataFormatException {
        if (field.text.isEmpty()) {
            throw fault(field.start, "the field is empty; a missing number is written nan");
        }
        if (!Decimal.isNumber(field.text)) {
            boolean comma = Decimal.isNumber(field.text.replace(',', '.'));
            throw fault(
                    field.start,
                    Texts.quote(field.text) + " is not a number"
                            + (comma ? "; write a decimal point, not a comma" : ""));
        }
        double value = Decimal.parse(field.text);
        if (Double.isInfinite(value) && !field.text.endsWith("inf")) {
            throw fault(field.start, Texts.quote(field.text) + " is beyond the range of a double");
        }
        if (Decimal.isIntegerOtherThan(value, field.text)) {
            throw fault(field.start, Texts.quote(field.text) + " is an integer that a double cannot hold exactly");
        }
        return value;
    }

    private void add(double value) {
        if (count == values.length) {
            // A text has at most one number for two characters, so that this cannot overflow.
            values = Arrays.copyOf(values, (int) Math.min(text.length() / 2 + 1L, 2L * count));
        }
        values[count++] = value;
    }

    /** Reads the field that begins here and stops behind it and the blanks that follow. */
    private Field field() throws DataFormatException {
        skipBlanks();
        int start = position;
        if (position < text.length() && text.charAt(position) == '"') {
            String content = quotedContent();
            int end = position;
            skipBlanks();
            boolean apart = separator == Separator.WHITESPACE && position > end;
            if (!apart && !atFieldEnd()) {
                throw fault(position, "only a separator or the end of the line may follow the closing quote");
            }
            return new Field(content, true, start);
        }
        while (!atFieldEnd()) {
            if (text.charAt(position) == '"') {
                throw fault(position, "a quote within a field that does not begin with one");
            }
            position++;
        }
        int end = position;
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        skipBlanks();
        return new Field(text.substring(start, end), false, start);
    }

    /** Goes past the separator and says true, or past the end of the line and says false. */
    private boolean nextField() {
        if (position == text.length()) {
            return false;
        }
        if (atLineEnd()) {
            skipLineEnd();
            return false;
        }
        if (separator != Separator.WHITESPACE) {
            position++;
        }
        return true;
    }

    private String quotedContent() throws DataFormatException {
        int open = position++;
        StringBuilder content = new StringBuilder();
        while (true) {
            int close = text.indexOf('"', position);
            if (close < 0) {
                throw fault(open, "the quote is not closed");
            }
            content.append(text, position, close);
            position = close + 1;
            if (position == text.length() || text.charAt(position) != '"') {
                return content.toString();
            }
            content.append('"');
            position++;
        }
    }

    private Separator detect() {
        boolean quoted = false;
        boolean comma = false;
        boolean tab = false;
        for (int i = position; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted) {
                if (c == ';') {
                    return Separator.SEMICOLON;
                }
                if (c == '\n' || c == '\r') {
                    break;
                }
                comma |= c == ',';
                tab |= c == '\t';
            }
        }
        if (comma) {
            return Separator.COMMA;
        }
        return tab ? Separator.TAB : Separator.WHITESPACE;
    }

    /** Skips lines that are blank or a comment. */
    private void skipIgnored() {
        while (position < text.length()) {
            int start = position;
            skipBlanks();
            if (position < text.length() && text.charAt(position) == '#') {
                while (position < text.length() && !atLineEnd()) {
                    position++;
                }
            }
            if (position < text.length()) {
                if (!atLineEnd()) {
                    position = start;
                    return;
                }
                skipLineEnd();
            }
        }
    }

    private boolean atFieldEnd() {
        if (position == text.length() || atLineEnd()) {
            return true;
        }
        char c = text.charAt(position);
        return switch (separator) {
            case COMMA -> c == ',';
            case SEMICOLON -> c == ';';
            case TAB -> c == '\t';
            case WHITESPACE -> c == ' ' || c == '\t';
        };
    }

    private boolean atLineEnd() {
        char c = text.charAt(position);
        return c == '\n' || c == '\r';
    }

    private void skipLineEnd() {
        position += text.startsWith("\r\n", position) ? 2 : 1;
    }

    private void skipBlanks() {
        while (position < text.length() && isBlank(text.charAt(position))) {
            position++;
        }
    }

    private boolean isBlank(char c) {
        return c == ' ' || (c == '\t' && separator != Separator.TAB);
    }

    private DataFormatException fault(int at, String detail) {
        return faultAt(text, at, detail);
    }

    /** Counts lines and columns only now, so that reading a good text need not. */
    static DataFormatException faultAt(String text, int at, String detail) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < at; i++) {
            char c = text.charAt(i);
            if (c == '\n' || (c == '\r' && !text.startsWith("\n", i + 1))) {
                line++;
                lineStart = i + 1;
            }
        }
        return new DataFormatException(detail, line, text.codePointCount(lineStart, at) + 1);
    }
}
