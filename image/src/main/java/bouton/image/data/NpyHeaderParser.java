package bouton.image.data;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the Python dictionary of an NPY header, as far as NumPy writes such dictionaries. */
final class NpyHeaderParser {

    private static final String KNOWN =
            "; only bool, int8 to int64, uint8 to uint64, float16, float32 and float64 are read";

    private final String text;
    private int position;
    private Optional<String> descr = Optional.empty();
    private Optional<Boolean> columnMajor = Optional.empty();
    private Optional<int[]> shape = Optional.empty();

    private NpyHeaderParser(String text) {
        this.text = text;
    }

    /** @param bytes the number of bytes before the values */
    static NpyHeader parse(String text, int bytes) throws DataFormatException {
        return new NpyHeaderParser(text).dictionary(bytes);
    }

    private NpyHeader dictionary(int bytes) throws DataFormatException {
        expect('{');
        while (!accept('}')) {
            entry();
            if (!accept(',')) {
                expect('}');
                break;
            }
        }
        skipSpace();
        if (position < text.length()) {
            throw fault("nothing more");
        }
        String type = descr.orElseThrow(() -> missing("descr"));
        boolean order = columnMajor.orElseThrow(() -> missing("fortran_order"));
        int[] sizes = shape.orElseThrow(() -> missing("shape"));
        return new NpyHeader(elementType(type), byteOrder(type), order, sizes, bytes);
    }

    private void entry() throws DataFormatException {
        skipSpace();
        String key = string();
        expect(':');
        skipSpace();
        boolean seen;
        switch (key) {
            case "descr" -> {
                seen = descr.isPresent();
                if (at('[') || at('(')) {
                    throw new DataFormatException("the file holds records (a structured dtype)" + KNOWN);
                }
                descr = Optional.of(string());
            }
            case "fortran_order" -> {
                seen = columnMajor.isPresent();
                columnMajor = Optional.of(bool());
            }
            case "shape" -> {
                seen = shape.isPresent();
                shape = Optional.of(tuple());
            }
            default -> throw new DataFormatException("the NPY header has an unknown key " + Texts.quote(key));
        }
        if (seen) {
            throw new DataFormatException("the NPY header has the key '" + key + "' twice");
        }
    }

    private String string() throws DataFormatException {
        if (!at('\'') && !at('"')) {
            throw fault("a text in quotes");
        }
        int end = text.indexOf(text.charAt(position), position + 1);
        if (end < 0) {
            throw new DataFormatException("the NPY header has a text without a closing quote");
        }
        String string = text.substring(position + 1, end);
        position = end + 1;
        return string;
    }

    private boolean bool() throws DataFormatException {
        for (String word : List.of("True", "False")) {
            if (text.startsWith(word, position)) {
                position += word.length();
                return word.equals("True");
            }
        }
        throw fault("True or False");
    }

    private int[] tuple() throws DataFormatException {
        expect('(');
        List<Integer> sizes = new ArrayList<>();
        boolean comma = true;
        while (!accept(')')) {
            if (!comma) {
                throw fault("',' or ')'");
            }
            if (sizes.size() == Tensor.MAX_RANK) {
                throw new DataFormatException("the array has more than " + Tensor.MAX_RANK + " axes");
            }
            sizes.add(size(sizes.size()));
            comma = accept(',');
        }
        if (sizes.size() == 1 && !comma) {
            // In Python (3) is a number and only (3,) a tuple.
            position--;
            throw fault("','");
        }
        return sizes.stream().mapToInt(Integer::intValue).toArray();
    }

    private int size(int axis) throws DataFormatException {
        skipSpace();
        int start = position;
        while (position < text.length() && text.charAt(position) >= '0' && text.charAt(position) <= '9') {
            position++;
        }
        String digits = text.substring(start, position);
        if (digits.isEmpty()) {
            throw fault("a size of 0 or more");
        }
        accept('L'); // Python 2 wrote long numbers as 3L.
        int leading = 0;
        while (leading < digits.length() - 1 && digits.charAt(leading) == '0') {
            leading++;
        }
        // Up to ten digits fit a long.
        if (digits.length() - leading > 10 || Long.parseLong(digits) > Integer.MAX_VALUE) {
            throw new DataFormatException("the array has a size of " + shortened(digits.substring(leading))
                    + " along axis " + axis + "; the largest is " + Integer.MAX_VALUE);
        }
        return Integer.parseInt(digits);
    }

    private static String shortened(String digits) {
        return digits.length() <= 20 ? digits : digits.substring(0, 20) + "...";
    }

    private static ElementType elementType(String descr) throws DataFormatException {
        String code = descr.isEmpty() ? "" : descr.substring(1);
        for (ElementType type : ElementType.values()) {
            if (type.code().equals(code)) {
                return type;
            }
        }
        String held = switch (code.isEmpty() ? '?' : code.charAt(0)) {
            case 'c' -> "holds complex numbers";
            case 'O' -> "holds Python objects";
            case 'S', 'a' -> "holds byte strings";
            case 'U' -> "holds strings";
            case 'V' -> "holds raw bytes or records";
            case 'M' -> "holds dates";
            case 'm' -> "holds time differences";
            default -> "is not known";
        };
        throw new DataFormatException("dtype " + Texts.quote(descr) + " " + held + KNOWN);
    }

    private static ByteOrder byteOrder(String descr) throws DataFormatException {
        return switch (descr.charAt(0)) {
            case '<' -> ByteOrder.LITTLE_ENDIAN;
            case '>' -> ByteOrder.BIG_ENDIAN;
            default -> {
                if (descr.charAt(0) == '|' && descr.endsWith("1")) {
                    yield ByteOrder.LITTLE_ENDIAN; // One byte has no order.
                }
                throw new DataFormatException(
                        "dtype " + Texts.quote(descr) + " does not say its byte order: '<' or '>'");
            }
        };
    }

    private boolean at(char c) {
        return position < text.length() && text.charAt(position) == c;
    }

    private boolean accept(char c) {
        skipSpace();
        if (at(c)) {
            position++;
            return true;
        }
        return false;
    }

    private void expect(char c) throws DataFormatException {
        if (!accept(c)) {
            throw fault("'" + c + "'");
        }
    }

    private void skipSpace() {
        while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
    }

    private DataFormatException fault(String expected) {
        return new DataFormatException(
                "the NPY header should have " + expected + " at its character " + (position + 1));
    }

    private static DataFormatException missing(String key) {
        return new DataFormatException("the NPY header has no key '" + key + "'");
    }
}
