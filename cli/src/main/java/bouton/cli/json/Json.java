package bouton.cli.json;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/**
 * JSON text of a tree of maps, lists, texts, numbers, truth values and nulls. It uses Jackson's streaming part only: data binding
 * would double the time a command needs to start.
 */
public final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    private static final ObjectWriteContext PRETTY = new ObjectWriteContext.Base() {
        @Override
        public PrettyPrinter getPrettyPrinter() {
            return new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
        }

        @Override
        public boolean hasPrettyPrinter() {
            return true;
        }
    };

    private Json() {}

    /** Indented text that ends with a line end; NaN and infinities become texts. */
    public static String text(@Nullable Object tree) {
        StringWriter out = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(PRETTY, out)) {
            write(generator, tree);
        }
        return out.append('\n').toString();
    }

    /**
     * Reads a text into maps (in order), lists, texts, numbers, truth values and nulls.
     *
     * @throws tools.jackson.core.JacksonException if it is no JSON
     */
    public static @Nullable Object parse(String text) {
        try (var parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            parser.nextToken();
            return JsonTree.read(parser);
        }
    }

    private static void write(JsonGenerator out, @Nullable Object value) {
        switch (value) {
            case null -> out.writeNull();
            case Map<?, ?> map -> {
                out.writeStartObject();
                map.forEach((name, member) -> {
                    out.writeName(String.valueOf(name));
                    write(out, member);
                });
                out.writeEndObject();
            }
            case List<?> list -> {
                out.writeStartArray();
                list.forEach(element -> write(out, element));
                out.writeEndArray();
            }
            case Boolean b -> out.writeBoolean(b);
            case Double d -> out.writeNumber(d);
            case java.math.BigDecimal d -> out.writeNumber(d);
            case Number n -> out.writeNumber(n.longValue());
            default -> out.writeString(value.toString());
        }
    }
}
