package bouton.dsl.chip.check;

import bouton.dsl.syntax.Clause;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the value of an attribute: a number, {@code on} or {@code off}, a word, a text, or a list of them. */
final class AttributeValue {
    private AttributeValue() {}

    static Object read(Reader reader) {
        if (!reader.accept("[")) {
            return single(reader);
        }
        List<Object> values = new ArrayList<>();
        if (!reader.accept("]")) {
            do {
                values.add(single(reader));
            } while (!reader.failed() && reader.accept(","));
            reader.expect("]", "[1, 2]");
        }
        return List.copyOf(values);
    }

    private static Object single(Reader reader) {
        if (reader.seesNumber()) {
            return reader.number("a value").doubleValue();
        }
        Optional<Clause.Part> part = reader.value();
        if (part.isEmpty()) {
            reader.expected("a number, a word or a text in quotes");
            return "";
        }
        return switch (part.get()) {
            case Clause.Text t -> t.value();
            case Clause.Word w
            when w.word().equals("on") || w.word().equals("off") -> w.word().equals("on");
            default -> part.get().text();
        };
    }
}
