package bouton.image.data;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Tables of numbers in text, after RFC 4180: UTF-8, with or without byte order mark; lines end with LF, CRLF or CR.
 *
 * <p>The first row holds column names if none of its fields is a number; names that look like numbers must be quoted,
 * and at least one must not. Lines that are blank or begin with {@code #} are skipped. Every row has the same number
 * of fields. A number has a decimal point, never a comma; {@code nan}, {@code inf} and {@code -inf} are spelled so.
 */
public final class Csv {

    /** The longest text, in bytes: 512 MiB, so that any text fits a Java string. */
    public static final int MAX_BYTES = 1 << 29;

    /** What stands between two fields. */
    public enum Separator {
        COMMA,
        SEMICOLON,
        TAB,
        /** One or more spaces or tabs. */
        WHITESPACE
    }

    private Csv() {}

    /**
     * Decodes a table and finds out its separator from the first row: the first of semicolon, comma and tab that
     * occurs in it outside of quotes, else white space.
     *
     * @return the column names, if any, and values of shape (rows, columns) and type float64
     * @throws DataFormatException with line and column if the text is not such a table, a number is beyond the range
     *     of a double, or one without point and exponent is an integer that a double cannot hold exactly
     */
    public static Table decode(byte[] bytes) throws DataFormatException {
        return new CsvParser(text(bytes), Optional.empty()).parse();
    }

    /** Decodes a table with a known separator; otherwise as {@link #decode(byte[])}. */
    public static Table decode(byte[] bytes, Separator separator) throws DataFormatException {
        return new CsvParser(text(bytes), Optional.of(separator)).parse();
    }

    /**
     * Encodes with commas and LF. Each double is the shortest text that reads back as the same double, and a whole
     * number has no point.
     *
     * @throws IllegalArgumentException if the table has no columns, or neither names nor rows, or a name is blank or
     *     there twice, or all names look like numbers: it would not read back
     */
    public static byte[] encode(Table table) {
        return encode(table.columns(), List.of(), table.values());
    }

    /**
     * Encodes with a first row of names and units, such as {@code v (mV)}; otherwise as {@link #encode(Table)}.
     *
     * @param names one per column, or empty
     * @param units one per name, {@code ""} for a quantity without unit; or empty for none at all
     * @param values of shape (rows, columns)
     */
    public static byte[] encode(List<String> names, List<String> units, Tensor values) {
        if (!units.isEmpty() && units.size() != names.size()) {
            throw new IllegalArgumentException(units.size() + " units do not fit " + names.size() + " names");
        }
        List<String> headings = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String unit = units.isEmpty() ? "" : units.get(i);
            headings.add(unit.isEmpty() ? names.get(i) : names.get(i) + " (" + unit + ")");
        }
        Table table = new Table(headings, values);
        int columns = values.length(1);
        if (columns == 0 || (values.length(0) == 0 && headings.isEmpty())) {
            throw new IllegalArgumentException("a table without columns, or with neither names nor rows, has no text");
        }
        checkHeadings(table.columns());
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < headings.size(); i++) {
            text.append(quoted(headings.get(i), columns == 1)).append(i + 1 < columns ? ',' : '\n');
        }
        for (int i = 0; i < values.size(); i++) {
            text.append(Decimal.format(values.at(i))).append((i + 1) % columns == 0 ? '\n' : ',');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void checkHeadings(List<String> headings) {
        HashSet<String> seen = new HashSet<>();
        for (String heading : headings) {
            if (heading.isBlank()) {
                throw new IllegalArgumentException("a column name is blank");
            }
            if (!seen.add(heading)) {
                throw new IllegalArgumentException("the column name " + Texts.quote(heading) + " is there twice");
            }
        }
        if (!headings.isEmpty() && headings.stream().allMatch(Decimal::isNumber)) {
            throw new IllegalArgumentException("all column names look like numbers");
        }
    }

    private static String quoted(String name, boolean alone) {
        boolean special = name.chars().anyMatch(c -> "\",;#\t\r\n\uFEFF".indexOf(c) >= 0)
                || name.startsWith(" ")
                || name.endsWith(" ")
                || Decimal.isNumber(name)
                // Without a comma in the row a space would be taken for the separator.
                || (alone && name.indexOf(' ') >= 0);
        return special ? '"' + name.replace("\"", "\"\"") + '"' : name;
    }

    private static String text(byte[] bytes) throws DataFormatException {
        if (bytes.length > MAX_BYTES) {
            throw new DataFormatException("a text of " + bytes.length + " bytes is longer than " + MAX_BYTES);
        }
        // The byte order marks FF FE and FE FF; no other two bytes have this sum.
        if (bytes.length >= 2 && (bytes[0] & 0xFF) + (bytes[1] & 0xFF) == 0x1FD) {
            throw new DataFormatException("the text is UTF-16; save it as UTF-8", 1, 1);
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf('\uFFFD') >= 0) {
            // The character that stands for bytes that are no UTF-8; rarely, it is in the text itself.
            checkUtf8(bytes);
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static void checkUtf8(byte[] bytes) throws DataFormatException {
        CharsetDecoder strict = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer source = ByteBuffer.wrap(bytes);
        CharBuffer target = CharBuffer.allocate(bytes.length);
        if (strict.decode(source, target, true).isError()) {
            String before = target.flip().toString();
            String visible = before.startsWith("\uFEFF") ? before.substring(1) : before;
            throw CsvParser.faultAt(visible, visible.length(), "the text is not UTF-8");
        }
    }
}
