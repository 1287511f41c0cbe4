package bouton.dsl.chip.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Clause;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The type of bits that circuits compute with: {@code u3}, {@code s12}. */
public record FieldType(int bits, boolean signed) {
    /** Wider numbers would not fit into what circuits are emulated with when they are added and multiplied. */
    private static final int WIDEST = 32;

    private static final Pattern TYPE = Pattern.compile("([us])([0-9]{1,2})");

    /** The type of a name; empty if it is none. */
    public static Optional<FieldType> of(String name) {
        Matcher matcher = TYPE.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int bits = Integer.parseInt(matcher.group(2));
        return bits < 1 || bits > WIDEST
                ? Optional.empty()
                : Optional.of(new FieldType(bits, matcher.group(1).equals("s")));
    }

    /** A refusal of something that is no type. */
    public static Diagnostic.Builder none(String name, Span at) {
        return Diagnostic.of(Code.Q120, at, "`" + name + "` is no type of bits")
                .note("`u8` has 8 bits and no sign, `s4` has 4 and is two's complement; 1 to " + WIDEST + " bits");
    }

    static FieldType read(Reader reader) {
        Clause.Word word = reader.word("a type of bits, as `u8` or `s4`");
        Optional<FieldType> type = of(word.word());
        if (type.isEmpty() && !reader.failed()) {
            reader.fail(none(word.word(), word.span()));
        }
        return type.orElse(new FieldType(1, false));
    }

    /** The smallest number. */
    public long least() {
        return signed ? -1L << bits - 1 : 0;
    }

    /** The largest number. */
    public long most() {
        return signed ? ~(-1L << bits - 1) : ~(-1L << bits);
    }
}
